package io.cinnabar.tests.suite;

import static io.cinnabar.schema.Schema.checkConstraint;
import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.foreignKeyConstraint;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.index;
import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.schema.Schema.serverDefault;
import static io.cinnabar.schema.Schema.unique;
import static io.cinnabar.schema.Schema.uniqueConstraint;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.BOOLEAN;
import static io.cinnabar.type.Types.DATE;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.enumeration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.dialect.Capability;
import io.cinnabar.error.BadSqlException;
import io.cinnabar.error.CheckViolationException;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.ForeignKeyViolationException;
import io.cinnabar.error.IntegrityException;
import io.cinnabar.error.UniqueViolationException;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.DropTable;
import io.cinnabar.schema.Identity;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NamingConvention;
import io.cinnabar.schema.ReferentialAction;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Creating and dropping: whole metadata, only what is missing, in the order of dependencies. */
public abstract class SchemaSuite extends DialectSuite {

    /** A suite on a database. */
    protected SchemaSuite(TestDatabaseUrl database) {
        super(database);
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

    private void expectCount(Table table, long rows) {
        StepVerifier.create(engine.connect(
                        connection -> connection.scalar(select(count()).from(table))))
                .expectNext(rows)
                .expectComplete()
                .verify(DEADLINE);
    }

    private void expectMissing(Table table) {
        StepVerifier.create(engine.connect(
                        connection -> connection.scalar(select(count()).from(table))))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(BadSqlException.class)
                        .hasMessageContaining("schema of the database"))
                .verify(DEADLINE);
    }

    private void execute(DmlStatement statement) {
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(statement).rowsUpdated()))
                .expectNextCount(1)
                .expectComplete()
                .verify(DEADLINE);
    }

    private <E extends CinnabarException> void expectRefused(DmlStatement statement, Class<E> error) {
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(statement).rowsUpdated()))
                .expectError(error)
                .verify(DEADLINE);
    }

    private void expectRow(RowStatement<? extends Row> statement, @Nullable Object... values) {
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(statement).one()))
                .assertNext(row -> assertThat(row.values()).containsExactly(values))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void createsAndDropsOnlyWhatIsMissingOrThere() {
        var first = new MetaData();
        Table kept = first.table("once_kept", column("id", INTEGER, primaryKey()));
        create(first);
        execute(insert(kept).set(kept.c("id", Integer.class), 1));
        var both = new MetaData();
        both.table("once_kept", column("id", INTEGER, primaryKey()));
        Table added = both.table("once_added", column("id", INTEGER, references("once_kept.id")));
        create(both);
        create(both);
        expectCount(kept, 1);
        expectCount(added, 0);
        drop(both);
        expectMissing(kept);
        drop(both);
        create(both);
        expectCount(kept, 0);
        drop(both);
    }

    @Test
    final void createsTablesBehindThoseThatTheyReferTo() {
        var related = new MetaData();
        related.table("order_c", column("id", INTEGER, primaryKey()), column("b", INTEGER, references("order_b.id")));
        related.table("order_b", column("id", INTEGER, primaryKey()), column("a", INTEGER, references("order_a.id")));
        Table first = related.table("order_a", column("id", INTEGER, primaryKey()));
        create(related);
        expectCount(first, 0);
        drop(related);
        expectMissing(first);
    }

    @Test
    final void createsTablesThatReferToThemselves() {
        var tree = new MetaData();
        Table nodes = tree.table(
                "tree_node",
                column("id", INTEGER, primaryKey()),
                column(
                        "parent",
                        INTEGER,
                        references("tree_node.id", ReferentialAction.CASCADE, ReferentialAction.NO_ACTION)));
        create(tree);
        execute(insert(nodes)
                .row(row ->
                        row.set(nodes.c("id", Integer.class), 1).set(nodes.c("parent", Integer.class), (Integer) null))
                .row(row -> row.set(nodes.c("id", Integer.class), 2).set(nodes.c("parent", Integer.class), 1)));
        execute(delete(nodes).where(nodes.c("id", Integer.class).eq(1)));
        expectCount(nodes, 0);
        drop(tree);
        expectMissing(nodes);
    }

    @Test
    final void createsTablesThatReferToEachOther() {
        var circle = new MetaData();
        Table husband = circle.table(
                "circle_husband",
                column("id", INTEGER, primaryKey()),
                column("wife", INTEGER, references("circle_wife.id")));
        Table wife = circle.table(
                "circle_wife",
                column("id", INTEGER, primaryKey()),
                column("husband", INTEGER, references("circle_husband.id")));
        create(circle);
        create(circle);
        execute(insert(husband).set(husband.c("id", Integer.class), 1));
        execute(insert(wife).set(wife.c("id", Integer.class), 2).set(wife.c("husband", Integer.class), 1));
        execute(update(husband).set(husband.c("wife", Integer.class), 2));
        expectRefused(update(husband).set(husband.c("wife", Integer.class), 3), ForeignKeyViolationException.class);
        expectRefused(update(wife).set(wife.c("husband", Integer.class), 3), ForeignKeyViolationException.class);
        drop(circle);
        expectMissing(husband);
        drop(circle);
    }

    @Test
    final void createsConstraintsUnderTheNamesOfTheConvention() {
        var named = new MetaData(
                null,
                new NamingConvention(
                        "key_{table}",
                        "one_{columns}",
                        "ok_{table}_{number}",
                        "to_{referred_table}_{column}",
                        "by_{column}"));
        Table parent =
                named.table("named_parent", column("a", INTEGER), column("b", INTEGER), uniqueConstraint("a", "b"));
        Table child = named.table(
                "named_child",
                column("a", INTEGER),
                column("b", INTEGER),
                foreignKeyConstraint(List.of("a", "b"), parent.column("a"), parent.column("b")),
                checkConstraint("a <> 0"));
        create(named);
        execute(insert(parent).set(parent.c("a", Integer.class), 1).set(parent.c("b", Integer.class), 2));
        expectConstraint(
                insert(parent).set(parent.c("a", Integer.class), 1).set(parent.c("b", Integer.class), 2),
                UniqueViolationException.class,
                "one_a_b");
        expectConstraint(
                insert(child).set(child.c("a", Integer.class), 1).set(child.c("b", Integer.class), 3),
                ForeignKeyViolationException.class,
                "to_named_parent_a");
        expectConstraint(
                insert(child).set(child.c("a", Integer.class), 0).set(child.c("b", Integer.class), 0),
                CheckViolationException.class,
                "ok_named_child_1");
        drop(named);
    }

    private <E extends IntegrityException> void expectConstraint(
            DmlStatement statement, Class<E> error, String constraint) {
        StepVerifier.create(engine.connect(
                        connection -> connection.execute(statement).rowsUpdated()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                error,
                                violation -> assertThat(violation.constraint()).isEqualToIgnoringCase(constraint)))
                .verify(DEADLINE);
    }

    @Test
    final void referencesDoWhatTheyWereToldOnDeleteAndUpdate() {
        var actions = new MetaData();
        Table parent = actions.table("act_parent", column("id", INTEGER, primaryKey()));
        Table child = actions.table(
                "act_child",
                column("id", INTEGER, primaryKey()),
                column(
                        "follows",
                        INTEGER,
                        references("act_parent.id", ReferentialAction.SET_NULL, ReferentialAction.CASCADE)));
        create(actions);
        execute(insert(parent).set(parent.c("id", Integer.class), 1));
        execute(insert(child).set(child.c("id", Integer.class), 1).set(child.c("follows", Integer.class), 1));
        execute(update(parent).set(parent.c("id", Integer.class), 2));
        expectRow(select(child.c("follows", Integer.class)), 2);
        execute(delete(parent));
        expectRow(select(child.c("follows", Integer.class)), (Object) null);
        drop(actions);
    }

    @Test
    final void numbersColumnsAsTheIdentitySays() {
        var numbered = new MetaData();
        Table table = numbered.table(
                "numbered",
                column("id", BIGINT, primaryKey(), identity(new Identity(true, 1_000, -1))),
                column("word", TEXT));
        create(numbered);
        expectRow(insert(table).set(table.c("word", String.class), "a").returning(table.c("id", Long.class)), 1_000L);
        expectRow(insert(table).set(table.c("word", String.class), "b").returning(table.c("id", Long.class)), 999L);
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(insert(table).set(table.c("id", Long.class), 5L))
                        .rowsUpdated()))
                .expectError(DatabaseException.class)
                .verify(DEADLINE);
        drop(numbered);
    }

    @Test
    final void keepsDefaultsOfEveryKind() {
        var defaults = new MetaData();
        Table table = defaults.table(
                "with_defaults",
                column("id", INTEGER, primaryKey()),
                column("text", TEXT, serverDefault("it's; -- \\"), notNull()),
                column("number", INTEGER, serverDefault(literal(6).times(7))),
                column("truth", BOOLEAN, serverDefault(true)),
                column("born", DATE, serverDefault(LocalDate.of(2024, 2, 29))),
                column(
                        "mood",
                        enumeration(Mood.class, "default_mood"),
                        serverDefault(literal(Mood.SO_SO, enumeration(Mood.class, "default_mood")))));
        create(defaults);
        expectRow(
                insert(table).set(table.c("id", Integer.class), 1).returning(table.all()),
                1,
                "it's; -- \\",
                42,
                true,
                LocalDate.of(2024, 2, 29),
                Mood.SO_SO);
        drop(defaults);
    }

    @Test
    final void createsAndDropsEnumTypesOnce() {
        var moods = new MetaData();
        Table one = moods.table("mood_one", column("mood", enumeration(Mood.class, "shared_mood")));
        Table two = moods.table("mood_two", column("mood", enumeration(Mood.class, "shared_mood")));
        create(moods);
        create(moods);
        execute(insert(one).set(one.c("mood", Mood.class), Mood.SAD));
        expectRow(
                select(one.c("mood", Mood.class), two.c("mood", Mood.class))
                        .leftJoin(two, one.c("mood", Mood.class).eq(two.c("mood", Mood.class))),
                Mood.SAD,
                null);
        drop(moods);
        create(moods);
        drop(moods);
    }

    @Test
    final void createsAndDropsSequences() {
        var counted = new MetaData();
        var plain = counted.sequence("counted_plain");
        var stepping = counted.add(new Sequence("counted stepping", null, 10, -3));
        create(counted);
        create(counted);
        expectRow(select(plain.nextValue(), stepping.nextValue()), 1L, 10L);
        expectRow(select(plain.nextValue(), stepping.nextValue()), 2L, 7L);
        drop(counted);
        StepVerifier.create(engine.connect(connection -> connection.scalar(select(plain.nextValue()))))
                .expectError(BadSqlException.class)
                .verify(DEADLINE);
    }

    /** Names that only quotes can keep. */
    static Stream<String> names() {
        return Stream.of(
                "select",
                "user",
                "Upper",
                "ALL UPPER",
                "with space",
                "quote\"d",
                "it's",
                "semi;colon",
                "dot.ted",
                "žluť",
                "🐎",
                "-- comment",
                "1st",
                "a?b$1:c",
                "order");
    }

    @ParameterizedTest
    @MethodSource("names")
    final void keepsEveryName(String name) {
        var quoted = new MetaData();
        Table table = quoted.table(
                name, column(name, INTEGER, primaryKey()), column("other", TEXT), index("ix " + name, "other", name));
        create(quoted);
        create(quoted);
        var value = table.c(name, Integer.class);
        expectRow(insert(table).set(value, 1).returning(value.as(name)), 1);
        var alias = table.as(name + " alias");
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(select(alias.c(value).as(name))
                                .where(alias.c(value).eq(1)))
                        .one()))
                .assertNext(row -> assertThat(row.get(name)).isEqualTo(1))
                .expectComplete()
                .verify(DEADLINE);
        execute(update(table).set(value, value).where(value.eq(1)));
        drop(quoted);
        expectMissing(table);
    }

    @Test
    final void refusesNamesThatNoDatabaseTakes() {
        var wrong = new MetaData();
        Table nul = wrong.table("a\0b", column("id", INTEGER));
        Table tooLong = wrong.table("x".repeat(300), column("id", INTEGER));
        for (Table table : List.of(nul, tooLong)) {
            assertThatThrownBy(() -> select(count()).from(table).sql(engine.dialect()))
                    .isInstanceOfSatisfying(
                            CinnabarException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.IDENTIFIER_INVALID));
        }
        StepVerifier.create(engine.connect(connection -> connection.createAll(wrong)))
                .expectErrorSatisfies(failure ->
                        assertThat(((CinnabarException) failure).code()).isEqualTo(ErrorCode.IDENTIFIER_INVALID))
                .verify(DEADLINE);
    }

    @Test
    final void shortensNamesThatItMadeItself() {
        var wide = new MetaData();
        String name = "a_rather_long_name_for_a_table_with_a_rather_long_name_1";
        wide.table(
                name + "_a",
                column("id", INTEGER, primaryKey()),
                column("other_column_with_a_long_name", INTEGER, unique(), indexed()));
        Table second = wide.table(
                name + "_b", column("other_column_with_a_long_name", INTEGER, references(name + "_a.id"), indexed()));
        create(wide);
        create(wide);
        expectCount(second, 0);
        drop(wide);
    }

    @Test
    final void createsSchemaStatementsByHand() {
        var byHand = new MetaData();
        Table table = byHand.table("by_hand", column("id", INTEGER));
        List<SchemaStatement> statements = List.of(
                new CreateTable(table, false, List.of()),
                new CreateTable(table, true, List.of()),
                new DropTable(table, false),
                new DropTable(table, true));
        for (SchemaStatement statement : statements) {
            StepVerifier.create(engine.connect(
                            connection -> connection.execute(statement).then()))
                    .expectComplete()
                    .verify(DEADLINE);
        }
        expectMissing(table);
    }

    @Test
    final void explainsSchemaStatementsThatFail() {
        var twice = new MetaData();
        Table table = twice.table("created_twice", column("id", INTEGER));
        var create = new CreateTable(table, false, List.of());
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(create)
                        .then()
                        .then(connection.execute(create).then())))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(BadSqlException.class)
                        .hasMessageContainingAll("already exists", "CREATE TABLE created_twice"))
                .verify(DEADLINE);
        drop(twice);
        StepVerifier.create(engine.connect(connection ->
                        connection.execute(new DropTable(table, false)).then()))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(BadSqlException.class)
                        .hasMessageContaining("DROP TABLE created_twice"))
                .verify(DEADLINE);
    }

    @Test
    final void explainsAReferenceThatLeadsNowhere() {
        var lost = new MetaData();
        lost.table("lost", column("id", INTEGER, references("missing.id")));
        StepVerifier.create(engine.connect(connection -> connection.createAll(lost)))
                .expectErrorSatisfies(failure ->
                        assertThat(failure).hasMessageContainingAll("'lost'", "'missing.id'", "no table 'missing'"))
                .verify(DEADLINE);
        expectMissing(lost.table("lost"));
    }

    @Test
    final void takesPartInATransactionWhereTheDatabaseCan() {
        var undone = new MetaData();
        Table table = undone.table("undone", column("id", INTEGER));
        StepVerifier.create(engine.begin(
                        connection -> connection.createAll(undone).then(Mono.error(new IllegalStateException("no")))))
                .expectErrorMessage("no")
                .verify(DEADLINE);
        if (engine.dialect().supports(Capability.TRANSACTIONAL_DDL)) {
            expectMissing(table);
        } else {
            expectCount(table, 0);
            drop(undone);
        }
    }

    @Test
    final void sendsEachSchemaStatementOnItsOwnAndTellsListeners() {
        var seen = new MetaData();
        seen.table("seen_b", column("a", INTEGER, references("seen_a.id")));
        seen.table("seen_a", column("id", INTEGER, primaryKey()), index("seen_a_ix", "id"));
        var recorder = new StatementRecorder();
        var listening = engine.listen(recorder);
        create(seen);
        drop(seen);
        listening.dispose();
        assertThat(recorder.sql().stream()
                        .filter(sql -> sql.startsWith("CREATE") || sql.startsWith("DROP"))
                        .map(sql -> sql.lines().findFirst().orElse("")))
                .containsExactly(
                        "CREATE TABLE seen_a (",
                        "CREATE INDEX seen_a_ix ON seen_a (id)",
                        "CREATE TABLE seen_b (",
                        "DROP TABLE seen_b",
                        "DROP TABLE seen_a");
        assertThat(seen.sortedTables()).extracting(Table::name).containsExactly("seen_a", "seen_b");
    }
}
