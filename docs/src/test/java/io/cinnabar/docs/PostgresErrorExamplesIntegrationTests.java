package io.cinnabar.docs;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.text;

import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@UsesPostgres
class PostgresErrorExamplesIntegrationTests extends ErrorExamples {

    PostgresErrorExamplesIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void explainsConnections() {
        DatabaseUrl address = DatabaseUrl.parse(url);
        Engine nowhere = Engine.create("r2dbc:postgresql://app:secret@127.0.0.1:1/shop");
        shows("CON-001", () -> nowhere.server().block(DEADLINE));
        nowhere.close().block(DEADLINE);
        Engine stranger = Engine.create(address.withUser("stranger").withPassword("wrong"), EngineOptions.DEFAULT);
        shows("CON-002", () -> stranger.server().block(DEADLINE));
        stranger.close().block(DEADLINE);
        showsFailure(
                "CON-003",
                connection -> connection
                        .execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
                        .all());
    }

    @Test
    void explainsWhatTheDatabaseRefuses() {
        engine.connect(connection -> connection
                        .execute(text("CREATE TABLE booking (nights int4range, EXCLUDE USING gist (nights WITH &&))"))
                        .then())
                .block(DEADLINE);
        showsFailure(
                "DBE-006",
                connection -> connection
                        .execute(text("INSERT INTO booking VALUES ('[1,3)'), ('[2,4)')"))
                        .then());
        shows(
                "DBE-007",
                () -> engine.begin(
                                TransactionOptions.DEFAULT.readOnly(),
                                connection -> connection
                                        .execute(insert(users).set(users.name, "sandy"))
                                        .rowsUpdated())
                        .block(DEADLINE));
        showsFailure(
                "DBE-008",
                connection -> connection
                        .withOption(ExecutionOptions.TIMEOUT, Duration.ofMillis(50))
                        .execute(text("SELECT pg_sleep(10)"))
                        .all());
        showsFailure(
                "DBE-014",
                connection -> connection
                        .execute(insert(users)
                                .rows(
                                        List.of("sandy", "patrick"),
                                        (row, name) -> row.set(users.id, 1L).set(users.name, name))
                                .onConflict(users.id)
                                .doUpdate(users.name))
                        .rowsUpdated());
        showsFailure(
                "DBE-099",
                connection ->
                        connection.execute(raise("P0001", "stock is frozen")).then());
    }

    /** What a server says when transactions get into each other's way, without the time that it takes to do so. */
    @Test
    void explainsConflicts() {
        showsFailure(
                "DBE-009",
                connection -> connection
                        .execute(raise("40001", "could not serialize access due to concurrent update"))
                        .then());
        showsFailure(
                "DBE-010",
                connection ->
                        connection.execute(raise("40P01", "deadlock detected")).then());
        showsFailure(
                "DBE-012",
                connection -> connection
                        .execute(raise("55P03", "canceling statement due to lock timeout"))
                        .then());
        showsFailure(
                "DBE-013",
                connection -> connection
                        .execute(raise("57014", "canceling statement due to user request"))
                        .then());
    }

    private static TextStatement<Row> raise(String state, String message) {
        return text("DO $$ BEGIN RAISE EXCEPTION '" + message + "' USING ERRCODE = '" + state + "'; END $$");
    }
}
