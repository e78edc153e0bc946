package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.sql.Sql.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.Connection;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.dialect.Capability;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.schema.ArrayColumn;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.MetaData;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.Types;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Every generic type, at its edges, by each of the ways that lead into a database and out of it. */
public abstract class TypeSuite extends DialectSuite {
    private final List<TypeCase<?>> cases;

    /** A suite on a database, with what it keeps of values. */
    protected TypeSuite(TestDatabaseUrl database, TypeRules rules) {
        super(database);
        this.cases = TypeCases.of(metadata, rules, hasArrays());
    }

    @Override
    protected EngineOptions options() {
        return EngineOptions.DEFAULT.withJsonMapper(Point.MAPPER);
    }

    private boolean hasArrays() {
        return engine.dialect().supports(Capability.ARRAYS);
    }

    final List<TypeCase<?>> cases() {
        return cases;
    }

    private static <T> Mono<Void> insertAll(Connection connection, TypeCase<T> type) {
        TypeTable<T> table = type.table();
        return connection
                .execute(delete(table))
                .then()
                .thenMany(Flux.range(0, type.samples().size()))
                .concatMap(index -> connection
                        .execute(insert(table)
                                .set(table.id, index)
                                .set(table.value, type.samples().get(index).written()))
                        .rowsUpdated())
                .then();
    }

    private static <T> Mono<List<T>> stored(Connection connection, TypeCase<T> type) {
        TypeTable<T> table = type.table();
        return connection.scalars(select(table.value).orderBy(table.id)).collectList();
    }

    private static <T> Flux<Optional<T>> nullable(Connection connection, RowStatement<? extends Row1<T>> statement) {
        return connection.execute(statement).all().map(row -> Optional.ofNullable(row.v1()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void keepsAValueThatIsInserted(TypeCase<?> type) {
        keepsInserted(type);
    }

    private <T> void keepsInserted(TypeCase<T> type) {
        StepVerifier.create(
                        engine.connect(connection -> insertAll(connection, type).then(stored(connection, type))))
                .assertNext(type::expectStored)
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void keepsAValueThatIsSetByAnUpdate(TypeCase<?> type) {
        keepsUpdated(type);
    }

    private <T> void keepsUpdated(TypeCase<T> type) {
        TypeTable<T> table = type.table();
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(delete(table))
                        .then()
                        .thenMany(Flux.range(0, type.samples().size()))
                        .concatMap(index -> connection
                                .execute(insert(table).set(table.id, index))
                                .then()
                                .then(connection
                                        .execute(update(table)
                                                .set(
                                                        table.value,
                                                        type.samples()
                                                                .get(index)
                                                                .written())
                                                .where(table.id.eq(index)))
                                        .rowsUpdated()))
                        .then(stored(connection, type))))
                .assertNext(type::expectStored)
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void returnsAValueFromAnInsert(TypeCase<?> type) {
        returnsInserted(type);
    }

    private <T> void returnsInserted(TypeCase<T> type) {
        TypeTable<T> table = type.table();
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(delete(table))
                        .then()
                        .thenMany(Flux.range(0, type.samples().size()))
                        .concatMap(index -> connection.scalar(insert(table)
                                .set(table.id, index)
                                .set(table.value, type.samples().get(index).written())
                                .returning(table.value)))
                        .collectList()))
                .assertNext(type::expectStored)
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void findsRowsByAValue(TypeCase<?> type) {
        findsByValue(type);
    }

    private <T> void findsByValue(TypeCase<T> type) {
        TypeTable<T> table = type.table();
        StepVerifier.create(engine.connectMany(connection -> insertAll(connection, type)
                        .thenMany(Flux.range(0, type.samples().size()))
                        .concatMap(index -> connection
                                .scalars(select(table.id)
                                        .where(table.value.eq(
                                                type.samples().get(index).written())))
                                .collectList()
                                .map(found -> found.contains(index)))))
                .thenConsumeWhile(isFound -> {
                    assertThat(isFound).isTrue();
                    return true;
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void findsRowsByAList(TypeCase<?> type) {
        findsByList(type);
    }

    private <T> void findsByList(TypeCase<T> type) {
        TypeTable<T> table = type.table();
        List<Integer> all = IntStream.range(0, type.samples().size()).boxed().toList();
        StepVerifier.create(engine.connectMany(connection -> insertAll(connection, type)
                        .thenMany(Flux.concat(
                                connection
                                        .scalars(select(table.id)
                                                .where(table.value.in(type.written()))
                                                .orderBy(table.id))
                                        .collectList(),
                                connection
                                        .scalars(select(table.id)
                                                .where(table.value.notIn(type.written()))
                                                .orderBy(table.id))
                                        .collectList()))))
                .expectNext(all)
                .expectNext(List.of())
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void bindsAValueOutsideATable(TypeCase<?> type) {
        bindsOutside(type);
    }

    private <T> void bindsOutside(TypeCase<T> type) {
        StepVerifier.create(engine.connect(connection -> Flux.fromIterable(type.written())
                        .concatMap(each -> connection.scalar(select(value(each, type.type()))))
                        .collectList()))
                .assertNext(type::expectBound)
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void bindsANamedParameter(TypeCase<?> type) {
        bindsParameter(type);
    }

    private <T> void bindsParameter(TypeCase<T> type) {
        RowStatement<Row1<T>> statement = select(param("it", type.type()));
        StepVerifier.create(engine.connect(connection -> Flux.fromIterable(type.written())
                        .concatMap(each -> connection.scalar(statement, Parameters.of("it", each)))
                        .collectList()))
                .assertNext(type::expectBound)
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void writesALiteral(TypeCase<?> type) {
        writesLiterals(type);
    }

    private <T> void writesLiterals(TypeCase<T> type) {
        StepVerifier.create(engine.connect(connection -> Flux.fromIterable(withLiteral(type))
                        .concatMap(sample -> connection
                                .scalar(select(literal(sample.written(), type.type())))
                                .doOnNext(read -> type.expectSame(read, sample.bound(), false)))
                        .count()))
                .expectNext((long) withLiteral(type).size())
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void findsRowsByALiteral(TypeCase<?> type) {
        findsByLiteral(type);
    }

    private <T> void findsByLiteral(TypeCase<T> type) {
        TypeTable<T> table = type.table();
        StepVerifier.create(engine.connect(connection -> insertAll(connection, type)
                        .thenMany(Flux.fromIterable(withLiteral(type)))
                        .concatMap(sample -> connection
                                .scalars(select(table.id).where(table.value.eq(literal(sample.written(), type.type()))))
                                .collectList()
                                .doOnNext(found -> assertThat(found)
                                        .as("rows with %s", sample)
                                        .contains(type.samples().indexOf(sample))))
                        .count()))
                .expectNext((long) withLiteral(type).size())
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void refusesAValueThatHasNoLiteral(TypeCase<?> type) {
        refusesLiterals(type);
    }

    private <T> void refusesLiterals(TypeCase<T> type) {
        for (TypeSample<T> sample : type.samples()) {
            if (!hasLiteral(sample.written())) {
                assertThatThrownBy(() ->
                                select(literal(sample.written(), type.type())).sql(engine.dialect()))
                        .isInstanceOf(CinnabarException.class)
                        .hasMessageContaining("literal");
            }
        }
        T first = type.written().get(0);
        assertThatThrownBy(() ->
                        select(literal(List.of(first), type.type().array())).sql(engine.dialect()))
                .isInstanceOf(UnsupportedCompilationException.class)
                .hasMessageContaining("ARRAY")
                .hasMessageContaining("value(…)");
    }

    private static <T> List<TypeSample<T>> withLiteral(TypeCase<T> type) {
        return type.samples().stream()
                .filter(sample -> hasLiteral(sample.written()))
                .toList();
    }

    /** Years of other than four digits are spelled in too many ways, and objects only a mapper can write. */
    private static boolean hasLiteral(Object value) {
        if (value instanceof Temporal time && time.isSupported(ChronoField.YEAR)) {
            int year = time.get(ChronoField.YEAR);
            return year >= 1 && year <= 9999;
        }
        return !(value instanceof Point);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void keepsTheValuesAndNullsOfABatch(TypeCase<?> type) {
        keepsBatch(type);
    }

    private <T> void keepsBatch(TypeCase<T> type) {
        TypeTable<T> table = type.table();
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(delete(table))
                        .then()
                        .then(connection.executeMany(insert(table), batch(type)).rowsUpdated())
                        .then(nullable(connection, select(table.value).orderBy(table.id))
                                .collectList())))
                .assertNext(read -> expectBatch(type, read))
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void returnsTheValuesAndNullsOfABatch(TypeCase<?> type) {
        returnsBatch(type);
    }

    private <T> void returnsBatch(TypeCase<T> type) {
        TypeTable<T> table = type.table();
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(delete(table))
                        .then()
                        .thenMany(connection
                                .executeMany(insert(table).returning(table.value), batch(type))
                                .all()
                                .map(row -> Optional.ofNullable(row.v1())))
                        .collectList()))
                .assertNext(read -> expectBatch(type, read))
                .expectComplete()
                .verify(DEADLINE);
    }

    /** A NULL, then all values, each followed by a NULL. */
    private static <T> List<Parameters> batch(TypeCase<T> type) {
        TypeTable<T> table = type.table();
        var rows = new ArrayList<Parameters>();
        rows.add(Parameters.of(table.id, 0).and(table.value.name(), null));
        for (T each : type.written()) {
            rows.add(Parameters.of(table.id, rows.size()).and(table.value.name(), each));
            rows.add(Parameters.of(table.id, rows.size()).and(table.value.name(), null));
        }
        return rows;
    }

    private static <T> void expectBatch(TypeCase<T> type, List<Optional<T>> read) {
        assertThat(read).hasSize(2 * type.samples().size() + 1);
        for (int index = 0; index < read.size(); index++) {
            if (index % 2 == 0) {
                assertThat(read.get(index)).isEmpty();
            } else {
                assertThat(read.get(index)).isPresent();
                type.expectSame(
                        read.get(index).orElse(null),
                        type.samples().get(index / 2).stored(),
                        true);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void keepsNull(TypeCase<?> type) {
        keepsNullOf(type);
    }

    private <T> void keepsNullOf(TypeCase<T> type) {
        TypeTable<T> table = type.table();
        @Nullable T none = null;
        StepVerifier.create(engine.connectMany(connection -> connection
                        .execute(delete(table))
                        .then()
                        .thenMany(Flux.concat(
                                nullable(
                                        connection,
                                        insert(table)
                                                .set(table.id, 1)
                                                .set(table.value, none)
                                                .returning(table.value)),
                                nullable(connection, select(table.value)),
                                nullable(connection, select(table.value).where(table.value.eq(none))),
                                nullable(connection, select(table.value).where(table.value.isNotDistinctFrom(none))),
                                nullable(connection, select(value(none, type.type()))),
                                nullable(connection, select(literal(none, type.type())))))))
                .expectNext(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void keepsTheElementsOfAnArray(TypeCase<?> type) {
        keepsElements(type);
    }

    private <T> void keepsElements(TypeCase<T> type) {
        TypeTable<T> table = type.table();
        ArrayColumn<T> elements = table.elements;
        if (elements == null) {
            var refused = new TypeTable<>("refused", type.type(), true, new MetaData());
            assertThatThrownBy(() -> new CreateTable(refused, false, List.of()).sql(engine.dialect()))
                    .isInstanceOf(UnsupportedCompilationException.class)
                    .hasMessageContaining("array");
            return;
        }
        StepVerifier.create(engine.connectMany(connection -> connection
                        .execute(delete(table))
                        .then()
                        .thenMany(Flux.fromIterable(List.of(withNulls(type), List.<T>of())))
                        .concatMap(array -> connection
                                .execute(insert(table)
                                        .set(table.id, array.size())
                                        .set(elements, array))
                                .rowsUpdated())
                        .thenMany(connection.scalars(select(elements).orderBy(table.id)))))
                .expectNext(List.of())
                .assertNext(read -> expectElements(type, read))
                .expectComplete()
                .verify(DEADLINE);
    }

    @SuppressWarnings("NullAway") // an element of a SQL array can be NULL, which the type's class does not say
    private static <T> List<T> withNulls(TypeCase<T> type) {
        var array = new ArrayList<T>();
        array.add(null);
        array.addAll(type.written());
        array.add(null);
        return array;
    }

    private static <T> void expectElements(TypeCase<T> type, List<T> read) {
        assertThat(read).hasSize(type.samples().size() + 2);
        assertThat(read.get(0)).isNull();
        assertThat(read.get(read.size() - 1)).isNull();
        type.expectStored(read.subList(1, read.size() - 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void keepsTheArraysOfABatch(TypeCase<?> type) {
        keepsArrayBatch(type);
    }

    private <T> void keepsArrayBatch(TypeCase<T> type) {
        TypeTable<T> table = type.table();
        ArrayColumn<T> elements = table.elements;
        if (elements == null) {
            return; // there are no such columns: see keepsTheElementsOfAnArray
        }
        List<Parameters> rows = List.of(
                Parameters.of(table.id, 0).and(elements.name(), List.of()),
                Parameters.of(table.id, 1).and(elements.name(), withNulls(type)),
                Parameters.of(table.id, 2).and(elements.name(), List.of()));
        StepVerifier.create(engine.connectMany(connection -> connection
                        .execute(delete(table))
                        .then()
                        .then(connection.executeMany(insert(table), rows).rowsUpdated())
                        .thenMany(connection.scalars(select(elements).orderBy(table.id)))))
                .expectNext(List.of())
                .assertNext(read -> expectElements(type, read))
                .expectNext(List.of())
                .expectComplete()
                .verify(DEADLINE);
    }

    @ParameterizedTest
    @MethodSource("cases")
    final void readsTextStatementsByType(TypeCase<?> type) {
        readsText(type);
    }

    private <T> void readsText(TypeCase<T> type) {
        String table = engine.dialect().quoter().quote(type.table().name());
        StepVerifier.create(engine.connect(connection -> insertAll(connection, type)
                        .thenMany(connection.scalars(text("SELECT v FROM " + table + " WHERE id >= :from ORDER BY id")
                                .bind("from", 0)
                                .columns(type.type())))
                        .collectList()))
                .assertNext(type::expectStored)
                .expectComplete()
                .verify(DEADLINE);
    }

    private <T> void expectLargeValue(SqlType<T> sqlType, String column, T large) {
        TypeCase<T> type = new TypeCase<>(column, sqlType, List.of(TypeSample.same(large)), false, new MetaData());
        TypeTable<T> table = type.table();
        StepVerifier.create(engine.connectMany(connection -> insertAll(connection, type)
                        .thenMany(Flux.concat(
                                connection.scalars(select(table.value)),
                                connection.scalars(select(table.value).where(table.value.eq(large))),
                                connection.scalars(select(table.value).where(table.value.in(List.of(large)))),
                                connection.scalars(select(value(large, sqlType))),
                                connection.scalars(
                                        update(table).set(table.value, large).returning(table.value)),
                                connection
                                        .executeMany(
                                                insert(table).returning(table.value),
                                                List.of(
                                                        Parameters.of(table.id, 7)
                                                                .and(table.value.name(), large),
                                                        Parameters.of(table.id, 8)
                                                                .and(table.value.name(), large)))
                                        .all()
                                        .map(Row1::v1)))
                        .doOnNext(read -> type.expectSame(read, large, true))))
                .expectNextCount(7)
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void keepsTextOfThreeMegabytes() {
        expectLargeValue(Types.TEXT, "text", "abc žluť 🐎\n".repeat(3_000_000 / 13));
    }

    @Test
    final void keepsAMegabyteOfBytes() {
        var large = new byte[1_000_000];
        new java.util.Random(7).nextBytes(large);
        expectLargeValue(Types.BINARY, "bytes", large);
    }

    @Test
    final void tellsAnEmptyTextFromNull() {
        StepVerifier.create(engine.connectMany(connection -> Flux.concat(
                        nullable(connection, select(value("", Types.TEXT))),
                        nullable(connection, select(value("", Types.TEXT).isNull())),
                        nullable(
                                connection,
                                select(value(new byte[0], Types.BINARY).isNull())))))
                .expectNext(Optional.of(""), Optional.of(false), Optional.of(false))
                .expectComplete()
                .verify(DEADLINE);
    }
}
