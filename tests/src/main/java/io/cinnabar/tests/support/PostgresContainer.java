package io.cinnabar.tests.support;

import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL in a container, which Testcontainers removes when the JVM ends. */
final class PostgresContainer {

    private static final String IMAGE = "postgres:18";

    private PostgresContainer() {}

    /** Starts it and returns its URL. */
    @SuppressWarnings("resource") // it lives as long as the JVM
    static String start() {
        PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                .withUsername("postgres")
                .withPassword(CanaryWatch.PASSWORD)
                .withDatabaseName("postgres")
                .withCommand(
                        "postgres",
                        "-c",
                        "fsync=off",
                        "-c",
                        "synchronous_commit=off",
                        "-c",
                        "full_page_writes=off",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "deadlock_timeout=100ms");
        container.start();
        return "r2dbc:postgresql://postgres:" + CanaryWatch.PASSWORD + "@" + container.getHost() + ":"
                + container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT) + "/postgres";
    }
}
