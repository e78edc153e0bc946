package io.cinnabar.sql;

import static io.cinnabar.fixture.Tables.employees;
import static io.cinnabar.fixture.Tables.messages;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Functions.abs;
import static io.cinnabar.sql.Functions.avg;
import static io.cinnabar.sql.Functions.coalesce;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.countDistinct;
import static io.cinnabar.sql.Functions.currentDate;
import static io.cinnabar.sql.Functions.currentTimestamp;
import static io.cinnabar.sql.Functions.function;
import static io.cinnabar.sql.Functions.length;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Functions.max;
import static io.cinnabar.sql.Functions.min;
import static io.cinnabar.sql.Functions.nullif;
import static io.cinnabar.sql.Functions.round;
import static io.cinnabar.sql.Functions.sum;
import static io.cinnabar.sql.Functions.trim;
import static io.cinnabar.sql.Functions.upper;
import static io.cinnabar.sql.Sql.and;
import static io.cinnabar.sql.Sql.caseWhen;
import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.coerce;
import static io.cinnabar.sql.Sql.condition;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.literalColumn;
import static io.cinnabar.sql.Sql.not;
import static io.cinnabar.sql.Sql.or;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.BOOLEAN;
import static io.cinnabar.type.Types.DATE;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.NUMERIC;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.UNKNOWN;
import static io.cinnabar.type.Types.array;
import static io.cinnabar.type.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cinnabar.compile.StatementKey;
import io.cinnabar.error.InvalidRequestException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTests {

    /** The SQL of an expression alone, with the names of tables left out. */
    private static String sql(Expression<?> expression) {
        return select(expression)
                .toString()
                .replaceFirst("^SELECT ", "")
                .replaceFirst(" FROM (user_account|employee|message)$", "")
                .replaceAll("(user_account|employee|message)\\.", "");
    }

    static Stream<Arguments> operators() {
        return Stream.of(
                arguments(users.name.eq("a"), "name = ?"),
                arguments(users.name.eq(users.fullname), "name = fullname"),
                arguments(users.name.eq((String) null), "name IS NULL"),
                arguments(users.name.ne("a"), "name <> ?"),
                arguments(users.name.ne(users.fullname), "name <> fullname"),
                arguments(users.name.ne((String) null), "name IS NOT NULL"),
                arguments(users.id.lt(1L), "id < ?"),
                arguments(users.id.lt(users.id), "id < id"),
                arguments(users.id.le(1L), "id <= ?"),
                arguments(users.id.le(users.id), "id <= id"),
                arguments(users.id.gt(1L), "id > ?"),
                arguments(users.id.gt(users.id), "id > id"),
                arguments(users.id.ge(1L), "id >= ?"),
                arguments(users.id.ge(users.id), "id >= id"),
                arguments(users.name.isDistinctFrom("a"), "name IS DISTINCT FROM ?"),
                arguments(users.name.isDistinctFrom(users.fullname), "name IS DISTINCT FROM fullname"),
                arguments(users.name.isNotDistinctFrom("a"), "name IS NOT DISTINCT FROM ?"),
                arguments(users.name.isNotDistinctFrom(users.fullname), "name IS NOT DISTINCT FROM fullname"),
                arguments(users.name.isNull(), "name IS NULL"),
                arguments(users.name.isNotNull(), "name IS NOT NULL"),
                arguments(users.id.between(1L, 2L), "id BETWEEN ? AND ?"),
                arguments(users.id.between(users.id, literal(5L)), "id BETWEEN id AND 5"),
                arguments(users.id.notBetween(1L, 2L), "id NOT BETWEEN ? AND ?"),
                arguments(users.id.in(1L), "id IN (?)"),
                arguments(users.id.in(1L, 2L, 3L), "id IN (?, ?, ?, ?)"),
                arguments(users.id.in(List.of()), "id IN (SELECT NULL WHERE 1 = 0)"),
                arguments(users.id.notIn(List.of()), "id NOT IN (SELECT NULL WHERE 1 = 0)"),
                arguments(users.id.notIn(1L, 2L), "id NOT IN (?, ?)"),
                arguments(users.name.in(Arrays.asList("a", null)), "name IN (?, ?)"),
                arguments(users.id.in(param("ids", array(BIGINT))), "id IN (?)"),
                arguments(users.name.isRelated("~*", "a"), "name ~* ?"),
                arguments(users.name.isRelated("SIMILAR TO", users.fullname), "name SIMILAR TO fullname"),
                arguments(users.name.operate("->>", users.fullname, TEXT), "name ->> fullname"),
                arguments(users.id.plus(1L), "id + ?"),
                arguments(users.id.plus(users.age), "id + age"),
                arguments(users.id.minus(1L), "id - ?"),
                arguments(users.id.minus(users.age), "id - age"),
                arguments(users.id.times(2L), "id * ?"),
                arguments(users.id.times(users.age), "id * age"),
                arguments(users.id.dividedBy(2L), "id / ?"),
                arguments(users.id.dividedBy(users.age), "id / age"),
                arguments(users.id.modulo(2L), "id % ?"),
                arguments(users.id.modulo(users.age), "id % age"),
                arguments(users.id.negate(), "-id"),
                arguments(users.active, "active"),
                arguments(users.active.not(), "NOT active"),
                arguments(not(users.active), "NOT active"),
                arguments(users.active.isTrue(), "active IS TRUE"),
                arguments(users.active.isFalse(), "active IS FALSE"),
                arguments(users.active.and(users.id.eq(1L)), "active AND id = ?"),
                arguments(users.active.or(users.id.eq(1L)), "active OR id = ?"),
                arguments(and(users.active), "active"),
                arguments(and(), "TRUE"),
                arguments(or(), "FALSE"),
                arguments(or(users.active, users.id.eq(1L), users.id.eq(2L)), "active OR id = ? OR id = ?"));
    }

    static Stream<Arguments> textOperators() {
        return Stream.of(
                arguments(users.name.like("a%"), "name LIKE ?", "a%"),
                arguments(users.name.like("a%", '!'), "name LIKE ? ESCAPE '!'", "a%"),
                arguments(users.name.like("a%", '\''), "name LIKE ? ESCAPE ''''", "a%"),
                arguments(users.name.like(lower(users.fullname)), "name LIKE lower(fullname)", null),
                arguments(users.name.notLike("a%"), "name NOT LIKE ?", "a%"),
                arguments(users.name.notLike("a%", '!'), "name NOT LIKE ? ESCAPE '!'", "a%"),
                arguments(users.name.notLike(users.fullname), "name NOT LIKE fullname", null),
                arguments(users.name.ilike("a%"), "lower(name) LIKE lower(?)", "a%"),
                arguments(users.name.ilike("a%", '!'), "lower(name) LIKE lower(?) ESCAPE '!'", "a%"),
                arguments(users.name.ilike(users.fullname), "lower(name) LIKE lower(fullname)", null),
                arguments(users.name.notIlike("a%"), "lower(name) NOT LIKE lower(?)", "a%"),
                arguments(users.name.notIlike("a%", '!'), "lower(name) NOT LIKE lower(?) ESCAPE '!'", "a%"),
                arguments(users.name.notIlike(users.fullname), "lower(name) NOT LIKE lower(fullname)", null),
                arguments(users.name.startsWith("50%_/"), "name LIKE ? ESCAPE '/'", "50/%/_//%"),
                arguments(users.name.endsWith("50%"), "name LIKE ? ESCAPE '/'", "%50/%"),
                arguments(users.name.contains("_"), "name LIKE ? ESCAPE '/'", "%/_%"),
                arguments(users.name.iStartsWith("A"), "lower(name) LIKE lower(?) ESCAPE '/'", "A%"),
                arguments(users.name.iEndsWith("A"), "lower(name) LIKE lower(?) ESCAPE '/'", "%A"),
                arguments(users.name.iContains("A"), "lower(name) LIKE lower(?) ESCAPE '/'", "%A%"),
                arguments(users.name.concat("x"), "name || ?", "x"),
                arguments(users.name.concat(users.fullname), "name || fullname", null));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                arguments(count(), "count(*)"),
                arguments(count(users.id), "count(id)"),
                arguments(countDistinct(users.id), "count(DISTINCT id)"),
                arguments(sum(users.age), "sum(age)"),
                arguments(sum(caseWhen(users.active).then(1).otherwise(0)), "sum(CASE WHEN active THEN ? ELSE ? END)"),
                arguments(avg(users.age), "avg(age)"),
                arguments(min(users.name), "min(name)"),
                arguments(max(employees.hired), "max(hired)"),
                arguments(coalesce(users.name, "x"), "coalesce(name, ?)"),
                arguments(coalesce(users.name, users.fullname), "coalesce(name, fullname)"),
                arguments(coalesce(users.age, 0), "coalesce(age, ?)"),
                arguments(coalesce(employees.hired, LocalDate.EPOCH), "coalesce(hired, ?)"),
                arguments(coalesce(messages.id, new UUID(0, 0)), "coalesce(id, ?)"),
                arguments(nullif(users.name, ""), "nullif(name, ?)"),
                arguments(lower(users.name), "lower(name)"),
                arguments(upper(users.name), "upper(name)"),
                arguments(trim(users.name), "trim(name)"),
                arguments(length(users.name), "char_length(name)"),
                arguments(abs(users.age), "abs(age)"),
                arguments(round(employees.salary, 2), "round(salary, 2)"),
                arguments(currentTimestamp(), "CURRENT_TIMESTAMP"),
                arguments(currentDate(), "CURRENT_DATE"),
                arguments(function("left", TEXT, users.name, value(3)), "left(name, ?)"),
                arguments(function("pg_catalog.now", DATE), "pg_catalog.now()"),
                arguments(function("my func", INTEGER), "\"my func\"()"),
                arguments(
                        function("starts_with", BOOLEAN, users.name, value("a")).not(), "NOT starts_with(name, ?)"),
                arguments(cast(users.id, TEXT).like("1%"), "CAST(id AS TEXT) LIKE ?"),
                arguments(cast(users.name, INTEGER).plus(1), "CAST(name AS INTEGER) + ?"),
                arguments(cast(users.id, varchar(10)), "CAST(id AS VARCHAR(10))"),
                arguments(cast(users.name, DATE).extract(DateField.YEAR), "EXTRACT(YEAR FROM CAST(name AS DATE))"),
                arguments(cast(users.name, BOOLEAN).not(), "NOT CAST(name AS BOOLEAN)"),
                arguments(coerce(users.id, TEXT).like("1%"), "id LIKE ?"),
                arguments(coerce(users.name, INTEGER).plus(1), "name + ?"),
                arguments(coerce(users.name, BOOLEAN).not(), "NOT name"),
                arguments(coerce(users.name, DATE).extract(DateField.MONTH), "EXTRACT(MONTH FROM name)"),
                arguments(employees.hired.plus(Duration.ofDays(1)), "hired + CAST(? AS INTERVAL DAY TO SECOND)"),
                arguments(employees.hired.minus(Duration.ofDays(1)), "hired - CAST(? AS INTERVAL DAY TO SECOND)"),
                arguments(caseWhen(users.active).then("y").otherwise("n"), "CASE WHEN active THEN ? ELSE ? END"),
                arguments(
                        caseWhen(users.age.lt(18))
                                .then(users.name)
                                .when(users.active)
                                .then("x")
                                .otherwiseNull(),
                        "CASE WHEN age < ? THEN name WHEN active THEN ? END"),
                arguments(literalColumn("now() - :age", NUMERIC), "now() - ?"),
                arguments(param("p", TEXT).like("a"), "? LIKE ?"),
                arguments(value(5).plus(users.age), "? + age"),
                arguments(value("a").concat(users.name), "? || name"),
                arguments(literal("it's").concat(users.name), "'it''s' || name"),
                arguments(literal(-5).plus(users.age), "(-5) + age"),
                arguments(Sql.nextValue(null, "numbers"), "NEXT VALUE FOR numbers"),
                arguments(Sql.nextValue("a b", "n"), "NEXT VALUE FOR \"a b\".n"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"operators", "others"})
    void rendersOperatorsAndFunctions(Expression<?> expression, String expected) {
        assertThat(sql(expression)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("textOperators")
    void rendersPatternsWithWhatTheyBind(Expression<?> expression, String expected, String bound) {
        assertThat(sql(expression)).isEqualTo(expected);
        if (bound != null) {
            assertThat(StatementKey.values(select(expression)).get(0).value()).isEqualTo(bound);
        }
    }

    @Test
    void bindsValuesAsTheTypeOfTheOtherSide() {
        assertThat(StatementKey.values(select(users.id).where(users.name.eq("x"), users.id.in(List.of(1L)))))
                .extracting(BindValue::type)
                .containsExactly(varchar(30), array(BIGINT));
    }

    @Test
    void keepsAListThatChangesLater() {
        List<Long> ids = new java.util.ArrayList<>(List.of(1L, 2L));
        Condition condition = users.id.in(ids);
        ids.clear();
        assertThat(StatementKey.values(select(users.id).where(condition)))
                .extracting(BindValue::value)
                .containsExactly(List.of(1L, 2L));
    }

    @Test
    void keepsTheOperatorsOfLabelledExpressions() {
        TextExpression name = users.name.as("n");
        NumericExpression<Integer> age = users.age.as("a");
        Condition active = users.active.as("b");
        TemporalExpression<LocalDate> hired = employees.hired.as("h");
        assertThat(List.of(
                        name.node().name(),
                        age.node().name(),
                        active.node().name(),
                        hired.node().name()))
                .containsExactly("n", "a", "b", "h");
    }

    @Test
    void refusesUnnamedTypesOfValues() {
        assertThatThrownBy(() -> value((Object) Map.of("a", 1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("No SQL type is known for the Java class");
        assertThat(value(new BigDecimal("1.5")).type()).isEqualTo(NUMERIC);
        assertThat(label("x").sortKey().operand().name()).isEqualTo("x");
    }

    private static Ordering label(String name) {
        return Sql.label(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ";", "a b", "OR", "or true or", "--", "/*", "'", "= 1; DROP", "UNION SELECT", "=\u0000"})
    void refusesOperatorsThatAreNone(String symbol) {
        assertThatThrownBy(() -> users.name.isRelated(symbol, "x"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("is not an operator")
                .hasMessageEndingWith("[SQL-001]");
    }

    @Test
    void refusesALetterAsEscapeOfACaseInsensitivePattern() {
        assertThatThrownBy(() -> users.name.ilike("x", 'X'))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'X'");
        assertThat(sql(users.name.like("x", 'X'))).isEqualTo("name LIKE ? ESCAPE 'X'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000", "a..b", ".a"})
    void refusesFunctionNamesThatAreNone(String name) {
        assertThat(select(function(name, UNKNOWN)).toString())
                .contains("cannot be rendered")
                .contains("[SQL-011]");
    }

    @Test
    void quotesFunctionNamesThatAreNoWords() {
        assertThat(select(function("x(); DROP TABLE y; --", UNKNOWN)))
                .hasToString("SELECT \"x(); DROP TABLE y; --\"()");
    }

    @Test
    void rendersTextInParenthesesWhereItMayHoldOperators() {
        Condition text = condition("a = 1 OR b = :b");
        assertThat(sql(text.and(users.active))).isEqualTo("(a = 1 OR b = ?) AND active");
        assertThat(sql(text.not())).isEqualTo("NOT (a = 1 OR b = ?)");
        assertThat(sql(literalColumn("a + b", INTEGER).eq(3))).isEqualTo("(a + b) = ?");
        assertThat(sql(literalColumn("a_b.c", INTEGER).eq(3))).isEqualTo("a_b.c = ?");
        assertThat(sql(currentTimestamp().isNull())).isEqualTo("CURRENT_TIMESTAMP IS NULL");
    }
}
