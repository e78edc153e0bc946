package io.cinnabar.tests.postgres;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.CreateSchema;
import io.cinnabar.schema.CreateSequence;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.postgres.SqlTypeValues.Mood;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** That what the dialect brings reaches the server through an engine. */
@UsesPostgres
class PostgresEngineIntegrationTests {
    private static final MetaData METADATA = new MetaData();
    private static final Guests GUESTS = new Guests(METADATA);

    private static Engine engine;

    private static final class Guests extends Table {
        final NumericColumn<Long> id = column("id", Types.BIGINT, Schema.identity(), Schema.primaryKey());
        final TextColumn name = column("name", Types.TEXT);
        final Column<Mood> mood = column("mood", Types.enumeration(Mood.class));

        Guests(MetaData metadata) {
            super("guests", metadata);
        }
    }

    @BeforeAll
    static void open(TestDatabaseUrl url) {
        engine = Engine.create(url.url());
        run(connection -> connection.createAll(METADATA));
    }

    @AfterAll
    static void close() {
        run(connection -> connection.dropAll(METADATA));
        engine.close().block(DialectConnection.PATIENCE);
    }

    private static <T> @Nullable T run(Function<Connection, Mono<T>> work) {
        return engine.begin(work).block(DialectConnection.PATIENCE);
    }

    /** The only value of a statement. */
    private static @Nullable Object scalar(
            RowStatement<? extends Row1<? extends @Nullable Object>> statement, Parameters parameters) {
        return run(connection -> connection.execute(statement, parameters).one())
                .v1();
    }

    @Test
    void createsNothingASecondTime() {
        run(connection -> connection.createAll(METADATA));
    }

    @Test
    void bindsNullWithItsType() {
        assertThat(scalar(select(value(null, Types.BIGINT).isNull()), Parameters.NONE))
                .isEqualTo(true);
        assertThat(scalar(select(value(null, Types.INSTANT).isNull()), Parameters.NONE))
                .isEqualTo(true);
        assertThat(scalar(select(param("mood", Types.enumeration(Mood.class)).isNull()), Parameters.of("mood", null)))
                .isEqualTo(true);
    }

    @Test
    void namesTheParameterThatTheServerCouldNotStore() {
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> scalar(
                        select(GUESTS.id).where(GUESTS.name.eq(param("name", Types.TEXT))),
                        Parameters.of("name", "a\0b")))
                .withMessageContaining("'name'")
                .withMessageContaining("NUL at index 1")
                .matches(refusal -> refusal.code() == ErrorCode.VALUE_INVALID);
    }

    @Test
    void insertsManyRowsAndFindsThemByAList() {
        List<Row2<Long, Mood>> found = run(connection -> connection
                .executeMany(
                        insert(GUESTS).returning(GUESTS.id),
                        List.of(
                                Parameters.of("name", "Ada").and("mood", Mood.SAD),
                                Parameters.of("name", "Bob").and("mood", null)))
                .all()
                .map(row -> row.v1())
                .collectList()
                .flatMap(ids -> connection
                        .execute(select(GUESTS.id, GUESTS.mood).where(GUESTS.id.in(ids), GUESTS.mood.in(Mood.SAD)))
                        .all()
                        .collectList()));
        assertThat(found).singleElement().satisfies(row -> assertThat(row.v2()).isEqualTo(Mood.SAD));
    }

    @Test
    void drawsFromTheSequenceOfATranslatedSchema() {
        run(connection ->
                connection.execute(new CreateSchema("o'tenant", false)).then());
        run(connection -> connection
                .execute(new CreateSequence(new Sequence("numbers", "o'tenant", 7, 1), false))
                .then());
        assertThat(scalar(
                        select(Sql.nextValue(null, "numbers"))
                                .option(ExecutionOptions.SCHEMA_TRANSLATION, Map.of("", "o'tenant")),
                        Parameters.NONE))
                .isEqualTo(7L);
    }
}
