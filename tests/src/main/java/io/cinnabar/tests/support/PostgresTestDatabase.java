package io.cinnabar.tests.support;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * PostgreSQL, in this order: the server that the environment variable {@code CINNABAR_TEST_POSTGRES_URL} names (an
 * R2DBC URL whose role may create databases and roles), a container where a Docker engine answers, otherwise PostgreSQL
 * 18's own binaries, started once per JVM.
 */
public final class PostgresTestDatabase implements TestDatabase {

    /** The environment variable that names a server to use. */
    public static final String URL_VARIABLE = "CINNABAR_TEST_POSTGRES_URL";

    /** The role that must prove its password by SCRAM. */
    public static final String PASSWORD_ROLE = "cinnabar_scram";

    /** The right password of {@link #PASSWORD_ROLE}. */
    public static final String PASSWORD = "correct horse/battery";

    static final PostgresTestDatabase INSTANCE = new PostgresTestDatabase();

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private @Nullable String url;
    private @Nullable PgBouncer bouncer;
    private @Nullable IllegalStateException failure;
    private boolean hasPasswordRole;

    private PostgresTestDatabase() {}

    @Override
    public String name() {
        return "postgres";
    }

    /**
     * The R2DBC URL of the server's own database, for a role that may create databases and roles. Leave no traces in
     * it.
     */
    public synchronized String url() {
        if (url != null) {
            return url;
        }
        if (failure != null) {
            throw failure;
        }
        try {
            String found = provide();
            execute(found, "SELECT 1");
            url = found;
            return found;
        } catch (RuntimeException e) {
            failure = new IllegalStateException(
                    "There is no PostgreSQL for the tests; the cause says what failed. Set " + URL_VARIABLE
                            + " to the R2DBC URL of a running server, start a Docker engine, or leave these tests out with"
                            + " -Dcinnabar.test.skip=postgres.",
                    e);
            throw failure;
        }
    }

    private static String provide() {
        String named = System.getenv(URL_VARIABLE);
        if (named != null && !named.isBlank()) {
            return named.strip();
        }
        return DockerEngine.answers() ? PostgresContainer.start() : EmbeddedPostgresServer.start();
    }

    @Override
    public String createDatabase() {
        String database = "cinnabar_" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE DATABASE " + database);
        return throughBouncer(R2dbcUrl.parse(url()).withDatabase(database).toString());
    }

    /** A test's own database is reached through PgBouncer where that is wanted. */
    private synchronized String throughBouncer(String direct) {
        if (!PgBouncer.isWanted()) {
            return direct;
        }
        PgBouncer started = bouncer == null ? PgBouncer.start(url()) : bouncer;
        bouncer = started;
        return started.through(direct);
    }

    @Override
    public void dropDatabase(String url) {
        execute("DROP DATABASE IF EXISTS \"" + R2dbcUrl.parse(url).database() + "\" WITH (FORCE)");
    }

    /**
     * The URL of the server's own database for a role that is let in only with its password, proven by SCRAM.
     * {@link #PASSWORD} is the right one. A server from {@link #URL_VARIABLE} must ask for passwords by itself.
     */
    public synchronized String passwordUrl(String password) {
        if (!hasPasswordRole) {
            execute("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + PASSWORD_ROLE + "') THEN"
                    + " CREATE ROLE " + PASSWORD_ROLE + " LOGIN; END IF; END $$");
            execute("ALTER ROLE " + PASSWORD_ROLE + " PASSWORD '" + PASSWORD + "'");
            hasPasswordRole = true;
        }
        return R2dbcUrl.parse(url()).withUser(PASSWORD_ROLE, password).toString();
    }

    /** Runs a statement as the administrator, outside a transaction, in the server's own database. */
    public void execute(String sql) {
        execute(url(), sql);
    }

    private static void execute(String url, String sql) {
        Mono.usingWhen(
                        ConnectionFactories.get(url).create(),
                        connection -> Flux.from(connection.createStatement(sql).execute())
                                .flatMap(Result::getRowsUpdated)
                                .then(),
                        Connection::close)
                .block(PATIENCE);
    }
}
