package io.cinnabar.tests.reliability;

import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.INTEGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Parameters;
import io.cinnabar.tests.support.CanaryWatch;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.type.Types;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** L03: a value of a megabyte in statements that fail, at each level of the log. */
abstract class SecretSuite extends ReliabilitySuite {
    private static final String SECRET = CanaryWatch.VALUE.repeat(1_000_000 / CanaryWatch.VALUE.length());
    private static final int BOUND = 50_000;

    private final Table notes = new MetaData()
            .table(
                    "notes",
                    Schema.column("id", INTEGER, Schema.primaryKey()),
                    Schema.column("note", Types.varchar(99)));

    SecretSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** Statements that the database refuses, and one that we do. */
    private List<Function<Connection, Mono<?>>> failing() {
        var id = notes.c("id", Integer.class);
        var note = notes.c("note", String.class);
        return List.of(
                connection -> connection
                        .execute(insert(notes).set(id, 1).set(note, SECRET))
                        .rowsUpdated(),
                connection -> connection
                        .executeMany(
                                insert(notes),
                                List.of(
                                        Parameters.of("id", 2).and("note", "a"),
                                        Parameters.of("id", 3).and("note", SECRET)))
                        .rowsUpdated(),
                connection -> connection.scalar(select(cast(value(SECRET), INTEGER))),
                connection -> connection
                        .execute(text("SELECT CAST(:it AS DATE)").bind("it", SECRET))
                        .one(),
                connection -> connection
                        .executeMany(insert(notes), List.of(Parameters.of("id", SECRET)))
                        .rowsUpdated(),
                connection -> connection
                        .execute(insert(notes).set(id, 4).set(note, SECRET + "\uD83D"))
                        .rowsUpdated());
    }

    private static String everythingOf(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return failure + text.toString();
    }

    private void fail(Engine engine, java.util.function.Consumer<String> check) {
        for (Function<Connection, Mono<?>> work : failing()) {
            StepVerifier.create(
                            engine.connect(connection -> work.apply(connection).then()))
                    .expectErrorSatisfies(failure -> {
                        assertThat(failure).isInstanceOf(CinnabarException.class);
                        check.accept(everythingOf(failure));
                    })
                    .verify(DEADLINE);
        }
    }

    private Engine withTable(EngineOptions options) {
        Engine engine = bench().engine(options);
        run(engine.connect(
                connection -> connection.dropAll(notes.metadata()).then(connection.createAll(notes.metadata()))));
        return engine;
    }

    @ParameterizedTest(name = "L03 values are in no log at {0} and in no error")
    @EnumSource(Level.class)
    @DisplayName("L03 hidden")
    final void valuesAreHidden(Level level) {
        Engine engine = withTable(pool(1));
        try (LogCapture log = LogCapture.of("io.cinnabar", level)) {
            fail(
                    engine,
                    text -> assertThat(text.contains(CanaryWatch.VALUE))
                            .as("the error shows the value: %s", text.substring(0, Math.min(text.length(), 500)))
                            .isFalse());
            assertThat(log.entries().toString().contains(CanaryWatch.VALUE)).isFalse();
        }
    }

    @ParameterizedTest(name = "L03 values that are to be shown are cut, in the log at {0} and in errors")
    @EnumSource(Level.class)
    @DisplayName("L03 cut")
    final void shownValuesAreCut(Level level) {
        Engine engine = withTable(pool(1).showBindValues());
        try (LogCapture log = LogCapture.of("io.cinnabar", level)) {
            fail(engine, text -> assertThat(text.length()).isLessThan(BOUND));
            assertThat(log.entries())
                    .allSatisfy(entry -> assertThat(
                                    entry.message().length() + entry.trace().length())
                            .isLessThan(BOUND));
            assertThat(log.entries().toString().contains(CanaryWatch.VALUE)).isEqualTo(level == Level.TRACE);
        }
    }
}
