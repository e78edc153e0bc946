package io.cinnabar.dialect.h2;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.defaultFrom;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.sql.Functions.coalesce;
import static io.cinnabar.sql.Sql.caseWhen;
import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.nextValue;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.sql.Sql.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.compile.BatchForm;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TemporalColumn;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.sql.Statement;
import io.cinnabar.type.Json;
import io.cinnabar.type.Types;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class H2SqlCompilerTests {
    private final Dialect dialect = H2Dialect.create();
    private final People people = new People(new MetaData());

    enum Mood {
        SAD,
        HAPPY
    }

    @SuppressWarnings("this-escape")
    static final class People extends Table {
        final NumericColumn<Long> id = column("id", Types.BIGINT, identity(), primaryKey());
        final TextColumn name = column("name", Types.varchar(30), notNull());
        final NumericColumn<BigDecimal> pay = column("pay", Types.numeric(10, 2));
        final Column<Mood> mood = column("mood", Types.enumeration(Mood.class));
        final TemporalColumn<LocalDateTime> born = column("born", Types.TIMESTAMP);
        final Column<Json> data = column("data", Types.JSON);

        People(MetaData metadata) {
            super("people", metadata);
        }
    }

    private void assertSql(Statement statement, String expected) {
        assertThat(dialect.compiler().compile(statement).sql(new int[20], Map.of()))
                .isEqualTo(expected);
    }

    private String sql(Statement statement) {
        return dialect.compiler().compile(statement).sql();
    }

    @Test
    void leavesBindsBareBesideWhatHasAType() {
        assertSql(
                select(people.id)
                        .where(
                                people.name.eq("a"),
                                value(1L).lt(people.id),
                                people.pay.between(BigDecimal.ONE, BigDecimal.TEN),
                                people.name.notLike("a%"),
                                people.name.isNotDistinctFrom((String) null)),
                "SELECT people.id FROM people WHERE people.name = ?1 AND ?2 < people.id AND people.pay BETWEEN ?3 AND ?4"
                        + " AND people.name NOT LIKE ?5 AND people.name IS NOT DISTINCT FROM ?6");
        assertSql(
                insert(people).set(people.name, "a").set(people.pay, param("pay", Types.numeric(10, 2))),
                "INSERT INTO people (name, pay) VALUES (?1, ?2)");
        assertSql(
                update(people).set(people.name, "a").where(people.id.eq(1L)),
                "UPDATE people SET name = ?1 WHERE people.id = ?2");
    }

    @Test
    void castsBindsWhoseTypeNothingTells() {
        assertSql(select(value("a"), value(1)), "SELECT CAST(?1 AS CHARACTER VARYING), CAST(?2 AS INTEGER)");
        assertSql(
                select(coalesce(people.name, "none")),
                "SELECT coalesce(people.name, CAST(?1 AS CHARACTER VARYING)) FROM people");
        assertSql(select(people.id.plus(1L)), "SELECT people.id + CAST(?1 AS BIGINT) FROM people");
        assertSql(
                select(caseWhen(people.id.eq(1L)).then("one").otherwise("more")),
                "SELECT CASE WHEN people.id = ?1 THEN CAST(?2 AS CHARACTER VARYING) ELSE CAST(?3 AS CHARACTER VARYING) END"
                        + " FROM people");
        assertSql(
                select(people.id).where(value(1).eq(value(2)), value(1).between(0, 2)),
                "SELECT people.id FROM people WHERE CAST(?1 AS INTEGER) = CAST(?2 AS INTEGER)"
                        + " AND CAST(?3 AS INTEGER) BETWEEN CAST(?4 AS INTEGER) AND CAST(?5 AS INTEGER)");
        assertSql(
                update(people).set(people.pay, people.pay.times(new BigDecimal("1.555"))),
                "UPDATE people SET pay = people.pay * CAST(?1 AS DECFLOAT(1000))");
    }

    @Test
    void castsBindsToTypesThatNeitherCutNorRound() {
        assertSql(select(value("long", Types.varchar(2))), "SELECT CAST(?1 AS CHARACTER VARYING)");
        assertSql(select(value("a", Types.character(1))), "SELECT CAST(?1 AS CHARACTER VARYING)");
        assertSql(select(value(BigDecimal.ONE, Types.numeric(4, 2))), "SELECT CAST(?1 AS DECFLOAT(1000))");
        assertSql(select(value(new byte[9], Types.binary(2))), "SELECT CAST(?1 AS BINARY VARYING)");
        assertSql(select(value(LocalDateTime.MIN, Types.TIMESTAMP.precision(0))), "SELECT CAST(?1 AS TIMESTAMP(9))");
        assertSql(
                select(value(List.of("long"), Types.varchar(2).array())), "SELECT CAST(?1 AS CHARACTER VARYING ARRAY)");
    }

    @Test
    void castsConstantsOfEnumsEverywhere() {
        assertSql(
                insert(people).set(people.mood, Mood.SAD),
                "INSERT INTO people (mood) VALUES (CAST(?1 AS CHARACTER VARYING))");
        assertSql(
                select(people.id).where(people.mood.eq(Mood.SAD)),
                "SELECT people.id FROM people WHERE people.mood = CAST(?1 AS CHARACTER VARYING)");
        assertSql(
                select(people.id).where(people.mood.in(Mood.SAD, Mood.HAPPY), people.mood.notIn(Mood.SAD)),
                "SELECT people.id FROM people WHERE people.mood = ANY(CAST(?1 AS CHARACTER VARYING ARRAY))"
                        + " AND people.mood <> ALL(CAST(?2 AS CHARACTER VARYING ARRAY))");
        assertSql(
                select(cast(literal("SAD"), Types.enumeration(Mood.class))),
                "SELECT CAST('SAD' AS ENUM('SAD', 'HAPPY'))");
    }

    @Test
    void castsABindOnce() {
        assertSql(
                select(people.born.plus(Duration.ofDays(1))),
                "SELECT people.born + CAST(?1 AS INTERVAL DAY(18) TO SECOND(9)) FROM people");
        assertSql(select(cast(value("1"), Types.BIGINT)), "SELECT CAST(CAST(?1 AS CHARACTER VARYING) AS BIGINT)");
    }

    @Test
    void parsesTextThatIsCastToJson() {
        assertSql(
                select(cast(people.name.concat("}"), Types.JSON)),
                "SELECT CAST((people.name || CAST(?1 AS CHARACTER VARYING)) FORMAT JSON AS JSON) FROM people");
        assertSql(select(cast(value(Json.of("1"), Types.JSON), Types.JSON)), "SELECT CAST(?1 AS JSON)");
    }

    @Test
    void limitsRows() {
        assertSql(
                select(people.id).orderBy(people.id.asc()).limit(2).offset(1),
                "SELECT people.id FROM people ORDER BY people.id ASC LIMIT ?1 OFFSET ?2");
        assertSql(
                select(people.id).limit(param("rows", Types.BIGINT).plus(1L)),
                "SELECT people.id FROM people LIMIT CAST(?1 AS BIGINT) + CAST(?2 AS BIGINT)");
    }

    @Test
    void comparesTextWithoutCase() {
        assertSql(
                select(people.id).where(people.name.ilike("a/%", '/'), people.name.notIlike("b")),
                "SELECT people.id FROM people WHERE people.name ILIKE ?1 ESCAPE '/' AND people.name NOT ILIKE ?2");
    }

    @Test
    void selectsWhatAChangeReturns() {
        assertSql(
                insert(people)
                        .set(people.name, "a")
                        .returning(people.id, people.name.concat("!").as("loud")),
                "SELECT id, name || CAST(?1 AS CHARACTER VARYING) AS loud FROM FINAL TABLE"
                        + " (INSERT INTO people (name) VALUES (?2))");
        assertSql(
                update(people).set(people.name, "a").where(people.id.eq(1L)).returning(people.id),
                "SELECT id FROM FINAL TABLE (UPDATE people SET name = ?1 WHERE people.id = ?2)");
        assertSql(
                delete(people).where(people.id.eq(1L)).returning(people.name),
                "SELECT name FROM OLD TABLE (DELETE FROM people WHERE people.id = ?1)");
        assertSql(
                insert(people).returning(people.id), "SELECT id FROM FINAL TABLE (INSERT INTO people DEFAULT VALUES)");
    }

    @Test
    void sendsManyRowsAsRows() {
        var statement = insert(people)
                .set(people.name, param("name", Types.varchar(30)))
                .set(people.mood, param("mood", Types.enumeration(Mood.class)));
        assertThat(dialect.compiler().batchForm(statement)).isEqualTo(BatchForm.ROWS);
        assertThat(dialect.compiler()
                        .compileBatch(statement.returning(people.id), 2)
                        .sql())
                .isEqualTo("SELECT id FROM FINAL TABLE (INSERT INTO people (name, mood) VALUES"
                        + " (?1, CAST(?2 AS CHARACTER VARYING)), (?3, CAST(?4 AS CHARACTER VARYING)))");
    }

    @Test
    void bindsGeneratedDefaultsBare() {
        Table table = new MetaData()
                .table("t", column("id", Types.BIGINT), column("code", Types.TEXT, defaultFrom(() -> "code")));
        assertSql(insert(table).set(table.c("id", Long.class), 1L), "INSERT INTO t (id, code) VALUES (?1, ?2)");
    }

    @Test
    void writesLiterals() {
        assertThat(sql(select(literal(Json.of("{\"a\":'1'}"), Types.JSON)))).isEqualTo("SELECT JSON '{\"a\":''1''}'");
        assertThat(sql(select(literal(Duration.ofSeconds(-1, 5), Types.INTERVAL))))
                .isEqualTo("SELECT CAST('-0.999999995' AS INTERVAL SECOND(18, 9))");
    }

    @Test
    void givesAnExpressionThatIsGroupedByTheSameBinds() {
        var initial = people.name.concat("!");
        assertSql(
                select(initial).groupBy(initial),
                "SELECT people.name || CAST(?1 AS CHARACTER VARYING) FROM people"
                        + " GROUP BY people.name || CAST(?1 AS CHARACTER VARYING)");
    }

    @Test
    void drawsFromSequences() {
        assertSql(select(nextValue("s", "numbers")), "SELECT NEXT VALUE FOR s.numbers");
    }

    @Test
    void bindsTextStatementsByTheTypesTheyWereGiven() {
        assertSql(text("SELECT :a, :b").bind("a", 1), "SELECT CAST(?1 AS INTEGER), ?2");
    }

    @Test
    void refusesFullJoins() {
        var other = people.as("other");
        assertThatThrownBy(() -> sql(select(people.id).fullJoin(other, people.id.eq(other.c(people.id)))))
                .isInstanceOf(UnsupportedCompilationException.class)
                .hasMessageContaining("'h2' cannot express a full outer join");
    }
}
