package io.cinnabar.tests.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** PostgreSQL's own binaries, on a free port with a data directory of their own, stopped when the JVM ends. */
final class EmbeddedPostgresServer {

    private EmbeddedPostgresServer() {}

    /** Starts it and returns its URL. */
    @SuppressWarnings("resource") // its own shutdown hook closes it
    static String start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    // The built-in provider sorts and folds case alike on every machine, whatever locales it has.
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("deadlock_timeout", "100ms")
                    .setDataDirectoryCustomizer(EmbeddedPostgresServer::askForPassword)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
            return "r2dbc:postgresql://postgres:" + CanaryWatch.PASSWORD + "@localhost:" + server.getPort()
                    + "/postgres";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everyone else is trusted: the first line that fits decides. */
    private static void askForPassword(File dataDirectory) {
        Path rules = dataDirectory.toPath().resolve("pg_hba.conf");
        try {
            Files.writeString(
                    rules,
                    "host all " + PostgresTestDatabase.PASSWORD_ROLE + " all scram-sha-256\n"
                            + Files.readString(rules));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
