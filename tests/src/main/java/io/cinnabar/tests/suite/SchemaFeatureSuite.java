package io.cinnabar.tests.suite;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.columnComment;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.index;
import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.enumeration;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.dialect.Capability;
import io.cinnabar.error.BadSqlException;
import io.cinnabar.error.ForeignKeyViolationException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.schema.CreateIndex;
import io.cinnabar.schema.CreateSchema;
import io.cinnabar.schema.DropIndex;
import io.cinnabar.schema.DropSchema;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NamingConvention;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.ReferentialAction;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Select;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What only some databases have in their schemas, schemas with names, and the translation of those names. */
public abstract class SchemaFeatureSuite extends DialectSuite {

    /** A suite on a database. */
    protected SchemaFeatureSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** A table for words. */
    private static final class Indexed extends Table {
        final NumericColumn<Integer> id = column("id", INTEGER, primaryKey());
        final TextColumn word = column("word", TEXT);

        Indexed(String name, MetaData metadata) {
            super(name, metadata);
        }
    }

    /** A table with an index over an expression. */
    private static final class ByExpression extends Table {
        final TextColumn word = column("word", TEXT);

        ByExpression(MetaData metadata) {
            super("by_expression", metadata);
            uniqueIndex("by_expression_word", lower(word));
        }
    }

    /** A table with an index over some of the rows. */
    private static final class Partial extends Table {
        final TextColumn word = column("word", TEXT);

        Partial(MetaData metadata) {
            super("partially_indexed", metadata);
            partialIndex("partially_indexed_word", word.ne("it's"), word.asc());
        }
    }

    /** A table with indexes of several columns. */
    private static final class Unique extends Table {
        final TextColumn word = column("word", TEXT);
        final TextColumn other = column("other", TEXT);

        Unique(MetaData metadata) {
            super("uniquely_indexed", metadata);
            uniqueIndex("uniquely_indexed_both", word, other.desc().nullsLast());
            index("uniquely_indexed_other", other.desc());
        }
    }

    /** A table with comments. */
    private static final class Commented extends Table {
        Commented(String text, MetaData metadata) {
            super("commented", metadata);
            column("id", INTEGER, columnComment("column " + text));
            commented(text);
        }
    }

    /** Tables whose reference is checked at COMMIT. */
    private static final class Deferred extends Table {
        final NumericColumn<Integer> id = column("id", INTEGER, primaryKey());
        final NumericColumn<Integer> next = column("next_id", INTEGER);

        Deferred(MetaData metadata) {
            super("deferred", metadata);
            foreignKeyConstraint(
                    List.of(next), List.of(id), ReferentialAction.NO_ACTION, ReferentialAction.NO_ACTION, true);
        }
    }

    private void create(MetaData created) {
        StepVerifier.create(engine.connect(connection -> connection.createAll(created)))
                .expectComplete()
                .verify(DEADLINE);
    }

    private void drop(MetaData dropped) {
        StepVerifier.create(engine.connect(connection -> connection.dropAll(dropped)))
                .expectComplete()
                .verify(DEADLINE);
    }

    private void expectUnsupported(MetaData refused, String construct) {
        StepVerifier.create(engine.connect(connection -> connection.createAll(refused)))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(UnsupportedCompilationException.class)
                        .hasMessageContaining(construct)
                        .hasMessageContaining("'" + engine.dialect().name() + "'"))
                .verify(DEADLINE);
        drop(refused);
    }

    @Test
    final void createsUniqueAndDescendingIndexes() {
        var indexed = new MetaData();
        var table = new Unique(indexed);
        create(indexed);
        Insert row = insert(table).set(table.word, "a").set(table.other, "b");
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(row)
                        .then()
                        .then(connection.execute(row).rowsUpdated())))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                UniqueViolationException.class,
                                violation -> assertThat(violation.constraint())
                                        .containsIgnoringCase("uniquely_indexed_both")))
                .verify(DEADLINE);
        drop(indexed);
    }

    @Test
    final void createsIndexesOverExpressions() {
        var indexed = new MetaData();
        var table = new ByExpression(indexed);
        if (!engine.dialect().supports(Capability.EXPRESSION_INDEXES)) {
            expectUnsupported(indexed, "indexes over expressions");
            return;
        }
        create(indexed);
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(insert(table).set(table.word, "A"))
                        .then()
                        .then(connection
                                .execute(insert(table).set(table.word, "a"))
                                .rowsUpdated())))
                .expectError(UniqueViolationException.class)
                .verify(DEADLINE);
        drop(indexed);
    }

    @Test
    final void createsIndexesOverSomeOfTheRows() {
        var indexed = new MetaData();
        new Partial(indexed);
        if (!engine.dialect().supports(Capability.PARTIAL_INDEXES)) {
            expectUnsupported(indexed, "indexes over some of the rows");
            return;
        }
        create(indexed);
        drop(indexed);
    }

    @Test
    final void checksDeferredReferencesAtCommit() {
        var deferred = new MetaData();
        var table = new Deferred(deferred);
        if (!engine.dialect().supports(Capability.DEFERRABLE_CONSTRAINTS)) {
            expectUnsupported(deferred, "constraints that are checked at COMMIT");
            return;
        }
        create(deferred);
        StepVerifier.create(engine.begin(connection -> connection
                        .execute(insert(table).set(table.id, 1).set(table.next, 2))
                        .then()
                        .then(connection
                                .execute(insert(table).set(table.id, 2).set(table.next, 1))
                                .rowsUpdated())))
                .expectNext(1L)
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(engine.begin(connection -> connection
                        .execute(update(table).set(table.next, 3).where(table.id.eq(1)))
                        .rowsUpdated()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                ForeignKeyViolationException.class,
                                violation ->
                                        assertThat(violation.constraint()).isEqualTo("fk_deferred_next_id_deferred")))
                .verify(DEADLINE);
        drop(deferred);
    }

    /** A query of the database's catalog for the comments of a table and of its column {@code id}. */
    protected abstract String commentsOf(String table);

    @Test
    final void keepsComments() {
        var commented = new MetaData();
        String text = "What's it; \\ \"for\"? žluť";
        var table = new Commented(text, commented);
        create(commented);
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(text(commentsOf(table.name())).columns(TEXT, TEXT))
                        .one()))
                .assertNext(row -> assertThat(row.values()).containsExactly(text, "column " + text))
                .expectComplete()
                .verify(DEADLINE);
        drop(commented);
    }

    @Test
    final void createsTablesInSchemas() {
        var inventory = new MetaData("inventory", NamingConvention.DEFAULT);
        Table parts = inventory.table(
                "part",
                column("id", BIGINT, identity(), primaryKey()),
                column("mood", enumeration(Mood.class, "part_mood")),
                column("label", TEXT, indexed()));
        Sequence numbers = inventory.sequence("part_number");
        var sales = new MetaData();
        sales.table("part", column("id", INTEGER));
        execute(new CreateSchema("inventory", false));
        execute(new CreateSchema("inventory", true));
        create(inventory);
        create(inventory);
        create(sales);
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(insert(parts)
                                .set(parts.c("mood", Mood.class), Mood.HAPPY)
                                .set(parts.c("label", String.class), "bolt"))
                        .then()
                        .then(connection
                                .execute(select(
                                                parts.c("mood", Mood.class),
                                                parts.c("label", String.class),
                                                numbers.nextValue())
                                        .where(parts.c("id", Long.class).eq(1L)))
                                .one())))
                .assertNext(row -> assertThat(row.values()).containsExactly(Mood.HAPPY, "bolt", 1L))
                .expectComplete()
                .verify(DEADLINE);
        drop(inventory);
        drop(sales);
        execute(new DropSchema("inventory", false, false));
        execute(new DropSchema("inventory", true, true));
    }

    private void execute(SchemaStatement statement) {
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(statement).then()))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void explainsASchemaThatIsNotThere() {
        var nowhere = new MetaData("nowhere", NamingConvention.DEFAULT);
        nowhere.table("part", column("id", INTEGER));
        StepVerifier.create(engine.connect(connection -> connection.createAll(nowhere)))
                .expectErrorSatisfies(failure ->
                        assertThat(failure).isInstanceOf(BadSqlException.class).hasMessageContaining("nowhere"))
                .verify(DEADLINE);
    }

    @Test
    final void resolvesReferencesWithinASchema() {
        var own = new MetaData("own_schema", NamingConvention.DEFAULT);
        own.table("child", column("id", INTEGER, references("parent.id")));
        own.table("parent", column("id", INTEGER, primaryKey()));
        execute(new CreateSchema("own_schema", false));
        create(own);
        drop(own);
        execute(new DropSchema("own_schema", false, false));
    }

    @Test
    final void translatesTheNamesOfSchemasInOnePlan() {
        var tenants = new MetaData("tenant", NamingConvention.DEFAULT);
        var table = new Indexed("item", tenants);
        Sequence numbers = tenants.sequence("item_number");
        for (String tenant : List.of("tenant", "tenant A", "tenant \"b\"")) {
            execute(new CreateSchema(tenant, false));
            var own = new MetaData(tenant, NamingConvention.DEFAULT);
            new Indexed("item", own);
            own.sequence("item_number");
            create(own);
        }
        Select<?> counting = select(count(), numbers.nextValue()).from(table);
        Insert adding = insert(table).set(table.id, 1).set(table.word, "x");
        StepVerifier.create(inTenant("tenant A", adding, counting))
                .expectNext(List.of(1L, 1L))
                .expectComplete()
                .verify(DEADLINE);
        int plans = engine.compiledStatements();
        StepVerifier.create(inTenant("tenant \"b\"", adding, counting))
                .expectNext(List.of(1L, 1L))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(inTenant("tenant", adding, counting))
                .expectNext(List.of(1L, 1L))
                .expectComplete()
                .verify(DEADLINE);
        StepVerifier.create(inTenant("tenant A", delete(table), counting))
                .expectNext(List.of(0L, 2L))
                .expectComplete()
                .verify(DEADLINE);
        assertThat(engine.compiledStatements()).isEqualTo(plans + 1);
        for (String tenant : List.of("tenant", "tenant A", "tenant \"b\"")) {
            execute(new DropSchema(tenant, false, true));
        }
    }

    private Mono<List<Object>> inTenant(String tenant, DmlStatement change, Select<?> counting) {
        return engine.withOption(ExecutionOptions.SCHEMA_TRANSLATION, Map.of("tenant", tenant))
                .connect(connection -> connection
                        .execute(change)
                        .then()
                        .then(connection
                                .execute(counting)
                                .all()
                                .map(row -> ((Row) row).values())
                                .next()
                                .map(List::copyOf)));
    }

    @Test
    final void translatesTablesWithoutASchema() {
        var unqualified = new MetaData();
        var table = new Indexed("unqualified", unqualified);
        create(unqualified);
        execute(new CreateSchema("elsewhere", false));
        var elsewhere = new MetaData("elsewhere", NamingConvention.DEFAULT);
        new Indexed("unqualified", elsewhere);
        create(elsewhere);
        StepVerifier.create(engine.connectMany(connection -> connection
                        .withOption(ExecutionOptions.SCHEMA_TRANSLATION, Map.of("", "elsewhere"))
                        .execute(insert(table).set(table.id, 1))
                        .then()
                        .thenMany(Flux.concat(
                                connection.scalar(select(count()).from(table)),
                                connection
                                        .withOption(ExecutionOptions.SCHEMA_TRANSLATION, Map.of("", "elsewhere"))
                                        .scalar(select(count()).from(table))))))
                .expectNext(0L, 1L)
                .expectComplete()
                .verify(DEADLINE);
        drop(elsewhere);
        drop(unqualified);
        execute(new DropSchema("elsewhere", false, false));
    }

    @Test
    final void createsAnIndexLater() {
        var later = new MetaData();
        var table = new Indexed("indexed_later", later);
        create(later);
        var indexed = new MetaData();
        Table same = indexed.table(
                "indexed_later", column("id", INTEGER), column("word", TEXT), index("indexed_later_word", "word"));
        assertThat(table.name()).isEqualTo(same.name());
        execute(new CreateIndex(same.indexes().get(0), false));
        execute(new CreateIndex(same.indexes().get(0), true));
        execute(new DropIndex(same.indexes().get(0), false));
        execute(new DropIndex(same.indexes().get(0), true));
        drop(later);
    }
}
