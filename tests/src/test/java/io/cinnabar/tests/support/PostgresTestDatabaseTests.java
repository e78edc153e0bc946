package io.cinnabar.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@UsesPostgres
class PostgresTestDatabaseTests {

    private final TestDatabaseUrl database;

    PostgresTestDatabaseTests(TestDatabaseUrl database) {
        this.database = database;
    }

    @Test
    void givesEachRequestItsOwnDatabase() {
        String other = TestDatabase.postgres().createDatabase();
        try {
            assertThat(query(other, "SELECT current_database()"))
                    .isNotEqualTo(query(database.url(), "SELECT current_database()"));
        } finally {
            TestDatabase.postgres().dropDatabase(other);
        }
    }

    @Test
    void dropsDatabaseInUse() {
        String other = TestDatabase.postgres().createDatabase();
        Connection open = Mono.from(ConnectionFactories.get(other).create()).block();
        assertThat(open).isNotNull();

        TestDatabase.postgres().dropDatabase(other);

        StepVerifier.create(ConnectionFactories.get(other).create()).verifyError(R2dbcException.class);
    }

    @Test
    void speaksUtf8WhateverTheMachinesLocale() {
        assertThat(query(database.url(), "SHOW server_encoding")).isEqualTo("UTF8");
        assertThat(
                        query(
                                database.url(),
                                "SELECT upper('é') || (SELECT string_agg(x, '' ORDER BY x) FROM unnest(ARRAY['b','A','a','B']) x)"))
                .isEqualTo("ÉABab");
    }

    @Test
    void asksThePasswordRoleForItsPassword() {
        assertThat(query(TestDatabase.postgres().passwordUrl(PostgresTestDatabase.PASSWORD), "SELECT current_user"))
                .isEqualTo(PostgresTestDatabase.PASSWORD_ROLE);
        StepVerifier.create(ConnectionFactories.get(TestDatabase.postgres().passwordUrl("wrong"))
                        .create())
                .verifyErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                R2dbcException.class,
                                e -> assertThat(e.getSqlState()).isEqualTo("28P01")));
    }

    private static String query(String url, String sql) {
        return Mono.usingWhen(
                        ConnectionFactories.get(url).create(),
                        connection -> Flux.from(connection.createStatement(sql).execute())
                                .flatMap(result -> result.map((row, metadata) -> row.get(0, String.class)))
                                .next(),
                        Connection::close)
                .block(Duration.ofSeconds(30));
    }
}
