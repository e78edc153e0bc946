package io.cinnabar.compile;

import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.columnComment;
import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.serverDefault;
import static io.cinnabar.schema.Schema.unique;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.label;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.compile.SchemaPlanner.Existing;
import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.CreateSchema;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NamingConvention;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.Functions;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.Statement;
import io.cinnabar.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and values that want to be SQL: whatever they hold, the statement keeps its structure. */
class HostileNameTests {
    private static final String QUOTED = "\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'";

    static List<String> hostileNames() {
        return IdentifierQuoterTests.hostileNames().stream()
                .filter(name -> !name.matches("[a-z]+") || name.equals("select"))
                .toList();
    }

    /** Statements that hold a name wherever a name can stand. */
    private static List<String> statements(String name) {
        var metadata = new MetaData(name, NamingConvention.DEFAULT);
        Table table = metadata.table(
                name, column(name, TEXT, primaryKey(), unique(), indexed(), serverDefault(name), columnComment(name)));
        metadata.add(new Sequence(name, name));
        Column<?> column = table.columns().get(0);
        Column<String> typed = table.c(name, String.class);
        List<Statement> statements = new ArrayList<>(List.of(
                select(column.as(name)).orderBy(label(name)),
                select(table.as(name).c(column)),
                select(select(column).subquery(name).c(column)),
                select(Functions.function(name, Types.UNKNOWN, column)),
                select(Sql.nextValue(name, name), literal(name)).from(table),
                insert(table).set(typed, name).returning(column.as(name)),
                update(table).set(typed, name).where(typed.eq(name)),
                delete(table).where(typed.in(name)),
                new CreateSchema(name, false)));
        List<SchemaStatement> plan = new SchemaPlanner(false).create(metadata, Existing.NOTHING);
        statements.addAll(plan);
        return statements.stream()
                .map(statement -> statement.sql(AnsiDialect.INSTANCE))
                .toList();
    }

    /** The statements with everything in quotes taken out. */
    private static List<String> structure(List<String> statements) {
        return statements.stream()
                .map(sql -> sql.replaceAll(QUOTED, "Q")
                        .replaceAll("(pk|uq|ix)_\\w+", "Q")
                        .replaceAll("^SELECT [A-Za-z.]+\\(", "SELECT Q(")) // a function is called by its plain name
                .toList();
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("hostileNames")
    void keepsTheStructureWhateverTheName(String name) {
        assertThat(structure(statements(name))).isEqualTo(structure(statements("Quite Harmless")));
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("hostileNames")
    void keepsTheTextWhateverTheSchemaIsTranslatedTo(String name) {
        Compiled compiled = AnsiDialect.INSTANCE.compiler().compile(select(users.id));
        assertThat(structure(List.of(compiled.sql(new int[0], Map.of("", name)))))
                .isEqualTo(structure(List.of(compiled.sql(new int[0], Map.of("", "Quite Harmless")))));
    }

    private static List<Statement> bound(String value) {
        return List.of(
                select(users.id).where(users.name.eq(value), users.name.in(value), users.name.like(value)),
                select(users.name.concat(value), Sql.value(value)).where(users.name.contains(value)),
                select(users.id).having(Functions.coalesce(users.name, value).between(value, value)),
                select(Sql.caseWhen(users.active).then(value).otherwise(value)),
                insert(users).set(users.name, value).set(users.fullname, value),
                update(users).set(users.name, value).where(users.name.isDistinctFrom(value)),
                delete(users).where(users.name.isRelated("~", value)),
                text("SELECT :a").bind("a", value));
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("io.cinnabar.compile.IdentifierQuoterTests#hostileNames")
    void keepsTheTextWhateverTheValue(String value) {
        assertThat(bound(value))
                .map(Statement::toString)
                .isEqualTo(bound("x").stream().map(Statement::toString).toList());
        assertThat(bound(value))
                .map(StatementKey::of)
                .isEqualTo(bound("x").stream().map(StatementKey::of).toList());
        assertThat(StatementKey.values(bound(value).get(4)))
                .extracting(BindValue::value)
                .containsOnly(value);
    }

    @Test
    void staysReadableWithHarmlessNames() {
        assertThat(statements("plain").get(0))
                .isEqualTo("SELECT plain.plain.plain AS plain FROM plain.plain ORDER BY plain");
    }
}
