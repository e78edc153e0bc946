package io.cinnabar.tests.reliability;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.columnComment;
import static io.cinnabar.schema.Schema.index;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.serverDefault;
import static io.cinnabar.schema.Schema.uniqueConstraint;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.label;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.CreateSchema;
import io.cinnabar.schema.DropSchema;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NamingConvention;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * I02: whatever stands where a name can stand is a name and nothing else. The real server reads it; the catalog must
 * have exactly the objects that were meant, and the canary table must live.
 */
abstract class IdentifierSuite extends ReliabilitySuite {
    private static final long SEED = Long.getLong("cinnabar.seed", System.nanoTime());
    private static final int RANDOM_NAMES = ReliabilityBench.times(12, 3_000);
    private static final List<String> NAMES = HostileNames.all(SEED, RANDOM_NAMES);

    IdentifierSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeEach
    final void createCanary() {
        bench().admin().execute("CREATE TABLE IF NOT EXISTS canary (id integer)");
    }

    /** The tables, by schema and name, that are not the database's own, in the catalog's spelling. */
    final Set<List<String>> tables() {
        return new HashSet<>(bench().admin()
                .rows("SELECT table_schema, table_name FROM information_schema.tables"
                        + " WHERE lower(table_schema) NOT IN ('information_schema', 'pg_catalog')"));
    }

    private void expectCanary(Set<List<String>> before, String name) {
        assertThat(tables())
                .as("the tables after the name [%s], seed %s", name, SEED)
                .isEqualTo(before);
    }

    private void forEachName(Consumer<String> work) {
        Set<List<String>> before = tables();
        for (String name : NAMES) {
            try {
                work.accept(name);
            } catch (CinnabarException failure) {
                throw new AssertionError(
                        "The name [" + name + "], seed " + SEED + ": " + failure.getMessage(), failure);
            }
            expectCanary(before, name);
        }
    }

    private static Table table(MetaData metadata, String name) {
        return metadata.table(
                name,
                column(name, TEXT, primaryKey(), serverDefault(name), columnComment(name)),
                column("other", INTEGER),
                column("twice", INTEGER),
                index(name + "i", "other", name),
                uniqueConstraint("other", name));
    }

    @Test
    @DisplayName(
            "I02 table, schema, column, index, constraint, sequence, default and comment, in a schema of that name")
    final void namesOfObjects() {
        Engine engine = bench().engine(pool(1));
        forEachName(name -> {
            var metadata = new MetaData(name, NamingConvention.DEFAULT);
            Table table = table(metadata, name);
            Sequence sequence = metadata.add(new Sequence(name + "s", name));
            Column<String> own = table.c(name, String.class);
            run(engine.connect(connection -> connection
                    .execute(new CreateSchema(name, false))
                    .then()
                    .then(connection.createAll(metadata))
                    .then(connection
                            .execute(insert(table).set(table.c("other", Integer.class), 1))
                            .then())
                    .then(connection.scalar(select(own).where(own.eq(name))))
                    .doOnNext(read -> assertThat(read).isEqualTo(name))
                    .then(connection.scalar(select(sequence.nextValue())))
                    .doOnNext(number -> assertThat(number).isEqualTo(1))
                    .then()));
            expectStored(engine, name);
            run(engine.connect(connection -> connection
                    .createAll(metadata) // finds all that is there
                    .then(connection.dropAll(metadata))
                    .then(connection.execute(new DropSchema(name, false, false)).then())));
        });
    }

    private void expectStored(Engine engine, String name) {
        String stored = engine.dialect().quoter().stored(name);
        assertThat(tables()).as("the tables with the name [%s]", name).contains(List.of(stored, stored));
    }

    @Test
    @DisplayName("I02 alias, label, name of a subquery, translated schema")
    final void namesInStatements() {
        Engine engine = bench().engine(pool(1));
        var metadata = new MetaData();
        Table plain = metadata.table("plain", column("id", INTEGER), column("word", TEXT));
        run(engine.connect(connection -> connection.createAll(metadata)));
        Column<Integer> id = plain.c("id", Integer.class);
        run(engine.connect(
                connection -> connection.execute(insert(plain).set(id, 7)).rowsUpdated()));
        forEachName(name -> run(engine.connect(connection -> {
            var alias = plain.as(name);
            var inner = select(id.as(name)).subquery(name);
            return Flux.concat(
                            connection
                                    .execute(select(alias.c(id).as(name)).orderBy(label(name)))
                                    .map(row -> row.names().get(0) + row.v1())
                                    .all(),
                            connection
                                    .execute(select(inner.c(name, INTEGER)))
                                    .map(row -> name + row.v1())
                                    .all(),
                            connection
                                    .execute(update(plain).set(id, id).returning(id.as(name)))
                                    .map(row -> row.names().get(0) + row.v1())
                                    .all())
                    .collectList()
                    .doOnNext(answers ->
                            assertThat(answers).containsOnly(name + 7).hasSize(3))
                    .then(expectNoSchema(
                            connection.withOption(ExecutionOptions.SCHEMA_TRANSLATION, Map.of("", name)), plain));
        })));
        run(engine.connect(connection -> connection.dropAll(metadata)));
    }

    /** There is no schema of the name, which the database must say, and nothing else. */
    private static Mono<Void> expectNoSchema(Connection translated, Table table) {
        return translated
                .execute(delete(table))
                .rowsUpdated()
                .flatMap(count -> Mono.<Void>error(new AssertionError("there is such a schema")))
                .onErrorResume(CinnabarException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.BAD_SQL);
                    assertThat(failure.getMessage()).doesNotContainIgnoringCase("syntax");
                    return Mono.empty();
                });
    }

    @Test
    @DisplayName("I02 savepoint")
    final void namesOfSavepoints() {
        Engine engine = bench().engine(pool(1));
        forEachName(name -> run(engine.begin(connection -> connection
                .savepoint(
                        name,
                        inner -> bench().ledger()
                                .write(inner, "I02", 1)
                                .then(inner.savepoint(name, Mono::just))
                                .onErrorResume(InvalidRequestException.class, taken -> {
                                    assertThat(taken.code()).isEqualTo(ErrorCode.TRANSACTION_STATE);
                                    return inner.savepoint(name + "2", Mono::just);
                                })
                                .then(Mono.error(new IllegalStateException("back"))))
                .onErrorComplete(IllegalStateException.class)
                .then(connection.savepoint(name, inner -> Mono.just(name))))));
        assertThat(bench().ledger().rows("I02")).isZero();
    }

    @Test
    @DisplayName("I02 a function whose name is no name does not become SQL")
    final void namesOfFunctions() {
        Engine engine = bench().engine(pool(1));
        forEachName(name -> run(engine.connect(connection -> connection
                .execute(select(io.cinnabar.sql.Functions.function(name, INTEGER, Sql.value(1))))
                .all()
                .then()
                .onErrorComplete(CinnabarException.class))));
    }

    @Test
    @DisplayName("I02 two names are never the same SQL, and never the same object")
    final void quotingIsInjective() {
        Engine engine = bench().engine(pool(1));
        Map<String, String> written = new TreeMap<>();
        for (String name : HostileNames.all(SEED, ReliabilityBench.times(20_000, 1_000_000))) {
            String other = written.put(engine.dialect().quoter().quote(name), name);
            assertThat(other).as("is written like [%s], seed %s", name, SEED).isNull();
        }
        // Where names in lower case are stored in upper case, a and A are the same name.
        List<String> names = List.copyOf(NAMES.stream()
                .collect(Collectors.toMap(engine.dialect().quoter()::stored, name -> name, (one, other) -> one))
                .values());
        var metadata = new MetaData();
        Table all = metadata.table(
                "all_names",
                names.stream().map(name -> column(name, INTEGER)).toArray(io.cinnabar.schema.TableElement[]::new));
        var row = insert(all);
        for (int number = 0; number < names.size(); number++) {
            row = row.set(all.c(names.get(number), Integer.class), number);
        }
        var filled = row;
        List<Condition> own = java.util.stream.IntStream.range(0, names.size())
                .mapToObj(number -> all.c(names.get(number), Integer.class).eq(number))
                .toList();
        Long found = run(engine.connect(connection -> connection
                .createAll(metadata)
                .then(connection.execute(filled).rowsUpdated())
                .then(connection.scalar(
                        select(io.cinnabar.sql.Functions.count()).from(all).where(Sql.and(own))))
                .flatMap(count -> connection.dropAll(metadata).thenReturn(count))));
        assertThat(found).as("seed %s", SEED).isEqualTo(1);
    }

    @Test
    @DisplayName("I02 NUL, half a pair, nothing and too much are refused before the wire, in every position")
    final void refusesWhatIsNoName() {
        Engine engine = bench().engine(pool(1));
        var plain = new MetaData().table("plain", column("id", INTEGER));
        for (String name : List.of("a\0b", "\uD83D", "", "x".repeat(300), "\u7F27".repeat(100))) {
            List<Function<Connection, Mono<?>>> works = List.of(
                    connection ->
                            connection.execute(new CreateSchema(name, false)).rowsUpdated(),
                    connection -> connection.createAll(tableNamed(name, "id")),
                    connection -> connection.createAll(tableNamed("t", name)),
                    connection -> connection
                            .execute(select(plain.as(name).c(plain.column("id"))))
                            .all()
                            .then(),
                    connection -> connection
                            .execute(select(plain.column("id").as(name)))
                            .all()
                            .then(),
                    connection -> connection
                            .execute(select(
                                    select(plain.column("id")).subquery(name).c("id", INTEGER)))
                            .all()
                            .then(),
                    connection -> connection.scalar(select(Sql.nextValue(null, name))),
                    connection -> connection.scalar(
                            select(Sql.nextValue(name.isEmpty() ? "\0" : name, "s"))), // an empty one is no schema
                    connection -> connection.begin(inner -> inner.savepoint(name, Mono::just)));
            for (int index = 0; index < works.size(); index++) {
                Function<Connection, Mono<?>> work = works.get(index);
                assertThatThrownBy(() -> engine.connect(
                                        connection -> work.apply(connection).then())
                                .block(DEADLINE))
                        .as("position %s of [%s]", index, name)
                        .isInstanceOfSatisfying(
                                CinnabarException.class,
                                failure -> assertThat(failure.code())
                                        .isIn(ErrorCode.IDENTIFIER_INVALID, ErrorCode.SCHEMA_INVALID));
            }
        }
    }

    private static MetaData tableNamed(String name, String column) {
        var metadata = new MetaData();
        metadata.table(name, Schema.column(column, INTEGER));
        return metadata;
    }
}
