package io.cinnabar.tests.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.driver.DialectProvider;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.dialect.postgres.PostgresDialectProvider;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.util.Objects;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What connections are like that the dialect opens. */
@UsesPostgres
class PostgresConnectionsIntegrationTests {
    private static final String PREPARED = "SELECT count(*) FROM pg_prepared_statements";

    private final TestDatabaseUrl url;

    PostgresConnectionsIntegrationTests(TestDatabaseUrl url) {
        this.url = url;
    }

    @Test
    void areThoseOfAProviderThatIsFound() {
        assertThat(ServiceLoader.load(DialectProvider.class)).hasAtLeastOneElementOfType(PostgresDialectProvider.class);
    }

    @Test
    void tellTheServerWhoTheyAre() {
        try (DialectConnection database = DialectConnection.open(url)) {
            assertThat(database.value(Sql.text("SHOW application_name"))).isEqualTo("cinnabar");
        }
        try (DialectConnection database = DialectConnection.open(url.with("applicationName=shop"))) {
            assertThat(database.value(Sql.text("SHOW application_name"))).isEqualTo("shop");
        }
    }

    @Test
    void keepABoundedNumberOfPreparedStatements() {
        try (DialectConnection database = DialectConnection.open(url)) {
            for (int number = 0; number < 300; number++) {
                database.rows(Sql.text("SELECT :a + " + number), Parameters.of("a", 1));
            }
            assertThat((Long) Objects.requireNonNull(database.value(Sql.text(PREPARED))))
                    .isLessThanOrEqualTo(257);
        }
    }

    @Test
    void haveOurCodecAlsoWhereExtensionsAreNotLookedFor() {
        String without = url.with("autodetectExtensions=false&forceBinary=false");
        try (DialectConnection database = DialectConnection.open(without)) {
            assertThat(database.rows(Sql.text("SELECT :a"), Parameters.of("a", "b")))
                    .containsExactly(ComparableValues.listOf("b"));
        }
    }

    /** The driver prepares a statement again whose result has changed, and with it the bounded cache. */
    @Test
    void surviveChangesOfATableUnderAPreparedStatement() {
        try (DialectConnection database = DialectConnection.open(url)) {
            database.run("CREATE TABLE changing (a integer)");
            database.run("INSERT INTO changing VALUES (1)");
            var all = Sql.text("SELECT * FROM changing WHERE a = :a");
            assertThat(database.rows(all, Parameters.of("a", 1))).hasSize(1);
            database.run("ALTER TABLE changing ADD b text");
            assertThat(database.rows(all, Parameters.of("a", 1))).hasSize(1);
            database.run("ALTER TABLE changing ALTER b TYPE integer USING 0");
            assertThat(database.rows(all, Parameters.of("a", 1))).hasSize(1);
            database.run("DEALLOCATE ALL");
            assertThat(database.rows(all, Parameters.of("a", 1))).hasSize(1);
            database.begin(TransactionOptions.DEFAULT);
            database.commit();
        }
    }
}
