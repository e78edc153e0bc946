package io.cinnabar.tests.postgres;

import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.compile.SchemaPlanner;
import io.cinnabar.core.driver.Catalog;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.CreateSchema;
import io.cinnabar.schema.DropSchema;
import io.cinnabar.schema.Identity;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.ReferentialAction;
import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.SetColumnComment;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.sql.Functions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.postgres.SqlTypeValues.Mood;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.Types;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Schema statements on a real server, and what its catalog then says. */
@UsesPostgres
class PostgresSchemaIntegrationTests {
    private static final String HOSTILE = "it's \"odd\"\\ ; --";
    private static final Catalog CATALOG = DialectConnection.PROVIDER.catalog();

    private static DialectConnection database;

    private static final class Authors extends Table {
        final NumericColumn<Integer> id =
                column("id", Types.INTEGER, Schema.identity(new Identity(true, 100, 10)), Schema.primaryKey());
        final TextColumn name = column("name", Types.TEXT, Schema.notNull(), Schema.serverDefault(HOSTILE));
        final Column<Mood> mood = column("mood", Types.enumeration(Mood.class), Schema.serverDefault(Mood.SAD));
        final NumericColumn<Long> number;
        final NumericColumn<Integer> twice = column("twice", Types.INTEGER, Schema.computed(id.times(2)));

        Authors(MetaData metadata, Sequence numbers) {
            super("authors", metadata);
            number = column("number", Types.BIGINT, Schema.serverDefault(numbers.nextValue()));
            column("wait", Types.INTERVAL, Schema.serverDefault(Duration.ofSeconds(-90)));
            column("weight", Types.REAL, Schema.serverDefault(0.1f));
            column("picture", Types.BINARY, Schema.serverDefault(new byte[] {0, -1}));
            column(
                    "mentor",
                    Types.INTEGER,
                    Schema.references(id, ReferentialAction.SET_NULL, ReferentialAction.CASCADE));
            checkConstraint(name.ne("x").and(mood.in(Mood.values())).and(name.notIn(List.of())));
            index("authors_by_name", Functions.lower(name));
            partialIndex("authors_some", mood.eq(Mood.SAD), name.desc());
            commented(HOSTILE);
        }
    }

    @BeforeAll
    static void open(TestDatabaseUrl url) {
        database = DialectConnection.open(url);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void createsWhatIsDeclaredAndDropsIt() {
        var metadata = new MetaData();
        var authors = new Authors(metadata, metadata.sequence(HOSTILE));
        var planner = new SchemaPlanner(true);
        planner.create(metadata, SchemaPlanner.Existing.NOTHING).forEach(database::run);

        assertThat(database.rows(CATALOG.tables(), Parameters.NONE)).containsExactly(List.of("public", "authors"));
        assertThat(database.rows(CATALOG.sequences(), Parameters.NONE))
                .containsExactlyInAnyOrder(List.of("public", "authors_id_seq"), List.of("public", HOSTILE));
        assertThat(database.rows(CATALOG.enumTypes(), Parameters.NONE)).containsExactly(List.of("public", "mood"));
        assertThat(database.value(Sql.text("SELECT obj_description('authors'::regclass)")))
                .isEqualTo(HOSTILE);

        database.run("INSERT INTO authors (mentor) VALUES (NULL)");
        assertThat(database.rows(
                        select(List.of(authors.id, authors.name, authors.mood, authors.number, authors.twice)),
                        Parameters.NONE))
                .containsExactly(List.of(100, HOSTILE, Mood.SAD, 1L, 200));
        assertThat(database.value(select(authors.c("wait", Duration.class)))).isEqualTo(Duration.ofSeconds(-90));
        assertThat(database.value(select(authors.c("weight", Float.class)))).isEqualTo(0.1f);
        assertThat(database.value(select(authors.c("picture", byte[].class)))).isEqualTo(new byte[] {0, -1});

        var all = new SchemaPlanner.Existing(Set.of("authors"), Set.of(HOSTILE), Set.of("mood"));
        planner.drop(metadata, all).forEach(database::run);
        assertThat(database.column(CATALOG.tables())).isEmpty();
        assertThat(database.column(CATALOG.sequences())).isEmpty();
        assertThat(database.column(CATALOG.enumTypes())).isEmpty();
    }

    @Test
    void drawsFromASequenceWhateverItsName() {
        database.run(new CreateSchema(HOSTILE, true));
        var sequence = new Sequence(HOSTILE, HOSTILE, 5, 2);
        database.run(new io.cinnabar.schema.CreateSequence(sequence, false));
        assertThat(database.value(select(sequence.nextValue()))).isEqualTo(5L);
        assertThat(database.value(select(sequence.nextValue()))).isEqualTo(7L);
        database.run(new DropSchema(HOSTILE, true, true));
    }

    /** Between plain quotes a backslash would escape the quote behind it here, and end the literal. */
    @Test
    void writesLiteralsThatTheOtherSettingReadsAlike() {
        database.run("SET standard_conforming_strings = off");
        database.run("SET escape_string_warning = off");
        assertThat(database.value(select(Sql.literal(HOSTILE)))).isEqualTo(HOSTILE);
        assertThat(database.value(select(Sql.literal("\\'; SELECT 1; --")))).isEqualTo("\\'; SELECT 1; --");
        assertThat(database.value(select(Sql.literal(new byte[] {92, 39, 0})))).isEqualTo(new byte[] {92, 39, 0});
        database.run("RESET standard_conforming_strings");
    }

    @Test
    void findsTablesOfAllKindsAndSchemas() {
        database.run("CREATE SCHEMA app");
        database.run("CREATE TABLE app.plain (id integer)");
        database.run("CREATE TABLE app.parts (id integer) PARTITION BY RANGE (id)");
        database.run("CREATE TABLE app.part_1 PARTITION OF app.parts DEFAULT");
        database.run("CREATE VIEW app.seen AS SELECT 1");
        database.run("CREATE TEMPORARY TABLE passing (id integer)");
        assertThat(database.value(CATALOG.defaultSchema())).isEqualTo("public");
        assertThat(database.rows(CATALOG.tables(), Parameters.NONE))
                .containsExactly(List.of("app", "part_1"), List.of("app", "parts"), List.of("app", "plain"));
        database.run("SET search_path = app");
        assertThat(database.value(CATALOG.defaultSchema())).isEqualTo("app");
        database.run("RESET search_path");
        database.run("DROP SCHEMA app CASCADE");
    }

    @Test
    void commentsOnColumns() {
        var metadata = new MetaData();
        Table table = metadata.table("noted", Schema.column("a b", Types.INTEGER));
        new SchemaPlanner(true).create(metadata, SchemaPlanner.Existing.NOTHING).forEach(database::run);
        database.run(new SetColumnComment(table.column("a b"), HOSTILE));
        assertThat(database.value(Sql.text("SELECT col_description('noted'::regclass, 1)")))
                .isEqualTo(HOSTILE);
        database.run("DROP TABLE noted");
    }

    @Test
    void quotesEveryWordThatTheServerReserves() {
        IdentifierQuoter quoter = DialectConnection.PROVIDER.dialect().quoter();
        assertThat(database.column(Sql.text("SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'")
                        .columns(Types.TEXT)))
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        word -> assertThat(quoter.quote(String.valueOf(word))).isEqualTo("\"" + word + "\""));
    }
}
