package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.abs;
import static io.cinnabar.sql.Functions.coalesce;
import static io.cinnabar.sql.Functions.currentDate;
import static io.cinnabar.sql.Functions.currentTimestamp;
import static io.cinnabar.sql.Functions.function;
import static io.cinnabar.sql.Functions.length;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Functions.nullif;
import static io.cinnabar.sql.Functions.round;
import static io.cinnabar.sql.Functions.trim;
import static io.cinnabar.sql.Functions.upper;
import static io.cinnabar.sql.Sql.and;
import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.coerce;
import static io.cinnabar.sql.Sql.condition;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.literalColumn;
import static io.cinnabar.sql.Sql.not;
import static io.cinnabar.sql.Sql.or;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.DATE;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.NUMERIC;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.TIMESTAMP;
import static io.cinnabar.type.Types.array;
import static io.cinnabar.type.Types.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import io.cinnabar.schema.Schema;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.DateField;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.TextExpression;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

/** Every operator, function and kind of expression, executed. */
public abstract class ExpressionSuite extends PeopleSuite {
    private static final List<String> WILD =
            List.of("100%", "100 percent", "a_b", "aXb", "a/b", "a\\b", "A_B", "[x]", "it's", "");

    private final Table wild = metadata.table("wild", Schema.column("word", TEXT));
    private final TextExpression word = coerce(wild.column("word"), TEXT);

    /** A suite on a database. */
    protected ExpressionSuite(TestDatabaseUrl database) {
        super(database);
    }

    @BeforeAll
    final void insertWildWords() {
        run(engine.connect(connection -> connection
                .executeMany(insert(wild), WILD, (row, text) -> row.set(wild.c("word", String.class), text))
                .rowsUpdated()));
    }

    @Test
    final void comparesWithValues() {
        expectNames(users.age.eq(25), "bob");
        expectNames(users.age.ne(25), "ann", "dan");
        expectNames(users.age.lt(30), "bob");
        expectNames(users.age.le(30), "ann", "bob", "dan");
        expectNames(users.age.gt(25), "ann", "dan");
        expectNames(users.age.ge(25), "ann", "bob", "dan");
        expectNames(users.name.gt("bob"), "cid", "dan");
    }

    @Test
    final void comparesWithExpressions() {
        expectNames(users.age.eq(users.age.plus(0)), "ann", "bob", "dan");
        expectNames(users.age.ne(literal(30)), "bob");
        expectNames(users.age.lt(users.age), new String[0]);
        expectNames(users.age.le(users.age.plus(1)), "ann", "bob", "dan");
        expectNames(value(26).gt(users.age), "bob");
        expectNames(users.age.ge(value(30)), "ann", "dan");
    }

    @Test
    final void comparesWithNullByIsNull() {
        expectNames(users.age.eq((Integer) null), "cid");
        expectNames(users.age.ne((Integer) null), "ann", "bob", "dan");
        expectNames(users.fullname.isNull(), "bob");
        expectNames(users.fullname.isNotNull(), "ann", "cid", "dan");
    }

    @Test
    final void comparesSoThatNullIsAValueLikeOthers() {
        expectNames(users.age.isDistinctFrom(30), "bob", "cid");
        expectNames(users.age.isNotDistinctFrom(30), "ann", "dan");
        expectNames(users.age.isDistinctFrom((Integer) null), "ann", "bob", "dan");
        expectNames(users.age.isNotDistinctFrom((Integer) null), "cid");
        expectNames(users.age.isNotDistinctFrom(users.age), "ann", "bob", "cid", "dan");
        expectNames(users.age.isDistinctFrom(users.age.plus(1)), "ann", "bob", "dan");
    }

    @Test
    final void comparesWithRanges() {
        expectNames(users.age.between(25, 29), "bob");
        expectNames(users.age.notBetween(25, 29), "ann", "dan");
        expectNames(users.name.between(value("b"), value("ci").concat("e")), "bob", "cid");
        expectNames(value(27).between(users.age, users.age.plus(4)), "bob");
    }

    @Test
    final void comparesWithLists() {
        expectNames(users.age.in(List.of()), new String[0]);
        expectNames(users.age.notIn(List.of()), "ann", "bob", "cid", "dan");
        expectNames(users.age.in(25), "bob");
        expectNames(users.age.in(1, 25, 30), "ann", "bob", "dan");
        expectNames(users.age.notIn(1, 2, 30), "bob");
        expectNames(users.name.in(List.of("ann", "zoe", "cid")), "ann", "cid");
    }

    @Test
    final void comparesWithListsThatHoldNull() {
        expectNames(users.age.in(Arrays.asList(25, null)), "bob");
        expectNames(users.age.notIn(Arrays.asList(25, null)), new String[0]);
        expectNames(users.age.in(Arrays.asList((Integer) null)), new String[0]);
    }

    @Test
    final void comparesWithLongLists() {
        List<Integer> thousand = IntStream.range(29, 1_029).boxed().toList();
        expectNames(users.age.in(thousand), "ann", "dan");
        expectNames(users.age.notIn(thousand), "bob");
        List<String> names =
                IntStream.range(0, 1_000).mapToObj(number -> "nobody" + number).toList();
        var withBob = new ArrayList<>(names);
        withBob.add("bob");
        expectNames(users.name.in(withBob), "bob");
    }

    @Test
    final void comparesWithAListThatIsGivenLater() {
        var statement = select(users.name)
                .where(users.age.in(param("ages", array(INTEGER))))
                .orderBy(users.name);
        expectRows(statement, Parameters.of("ages", List.of()));
        expectRows(statement, Parameters.of("ages", List.of(25)), row("bob"));
        expectRows(statement, Parameters.of("ages", List.of(25, 1, 30)), row("ann"), row("bob"), row("dan"));
        expectRows(
                statement,
                Parameters.of("ages", IntStream.range(26, 1_026).boxed().toList()),
                row("ann"),
                row("dan"));
    }

    @Test
    final void calculates() {
        var seven = value(7);
        expectRows(
                select(
                        seven.plus(2),
                        seven.minus(2),
                        seven.times(2),
                        seven.dividedBy(2),
                        seven.modulo(4),
                        seven.negate(),
                        seven.plus(literal(2)),
                        abs(seven.negate())),
                row(9, 5, 14, 3, 3, -7, 9, 7));
    }

    @Test
    final void calculatesInTheOrderOfTheMethods() {
        var ten = literal(10);
        expectRows(
                select(
                        ten.plus(2).times(3),
                        ten.minus(ten.minus(3)),
                        ten.dividedBy(ten.dividedBy(2)),
                        ten.minus(3).minus(3),
                        ten.negate().negate(),
                        ten.minus(literal(-3)),
                        ten.plus(2).times(ten.minus(9)).modulo(5)),
                row(36, 3, 2, 4, 10, 13, 2));
    }

    @Test
    final void calculatesExactly() {
        var price = value(new BigDecimal("0.1"), numeric(10, 2));
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(select(
                                cast(price, numeric(10, 2)).plus(new BigDecimal("0.2")),
                                round(value(new BigDecimal("2.345")), 1),
                                value(new BigDecimal("12345678901234567890")).times(new BigDecimal("10"))))
                        .one()))
                .assertNext(row -> {
                    assertThat(row.v1()).isEqualByComparingTo("0.3");
                    assertThat(row.v2()).isEqualByComparingTo("2.3");
                    assertThat(row.v3()).isEqualByComparingTo("123456789012345678900");
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void joinsTexts() {
        expectRows(
                select(users.name.concat("!").concat(users.name), users.name.concat(users.fullname))
                        .where(users.name.eq("bob")),
                row("bob!bob", null));
        expectNames(users.name.concat("x").eq("bobx"), "bob");
    }

    static Stream<Arguments> patterns() {
        return Stream.of(
                pattern("like", text -> text.like("a_b"), "a_b", "aXb", "a/b", "a\\b"),
                pattern("like percent", text -> text.like("100%"), "100%", "100 percent"),
                pattern("like with escape", text -> text.like("100!%", '!'), "100%"),
                pattern("not like", text -> text.notLike("%"), new String[0]),
                pattern(
                        "not like with escape",
                        text -> text.notLike("%!%", '!').and(text.startsWith("100")),
                        "100 percent"),
                pattern("like expression", text -> text.like(value("1").concat("%")), "100%", "100 percent"),
                pattern("not like expression", text -> text.notLike(value("%").concat("%")), new String[0]),
                pattern("ilike", text -> text.ilike("A_b"), "a_b", "aXb", "a/b", "a\\b", "A_B"),
                pattern("ilike with escape", text -> text.ilike("A!_b", '!'), "a_b", "A_B"),
                pattern("ilike expression", text -> text.ilike(value("AX").concat("b")), "aXb"),
                pattern("not ilike", text -> text.notIlike("%").or(text.eq("[x]")), "[x]"),
                pattern(
                        "not ilike with escape",
                        text -> text.notIlike("a!_b", '!').and(text.ilike("a_b")),
                        "aXb",
                        "a/b",
                        "a\\b"),
                pattern("starts with", text -> text.startsWith("100%"), "100%"),
                pattern("starts with nothing", text -> text.startsWith("").and(text.eq("")), ""),
                pattern("starts with, any case", text -> text.iStartsWith("A_"), "a_b", "A_B"),
                pattern("ends with", text -> text.endsWith("_b"), "a_b"),
                pattern("ends with, any case", text -> text.iEndsWith("_B"), "a_b", "A_B"),
                pattern("contains slash", text -> text.contains("/"), "a/b"),
                pattern("contains backslash", text -> text.contains("\\"), "a\\b"),
                pattern("contains quote", text -> text.contains("'"), "it's"),
                pattern("contains bracket", text -> text.contains("[x"), "[x]"),
                pattern("contains, any case", text -> text.iContains("PERCENT"), "100 percent"));
    }

    private static Arguments pattern(String name, Function<TextExpression, Condition> condition, String... found) {
        Named<Function<TextExpression, Condition>> named = named(name, condition);
        return Arguments.of(named, List.of(found));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    final void matchesPatterns(Function<TextExpression, Condition> condition, List<String> found) {
        StepVerifier.create(engine.connect(connection -> connection
                        .scalars(select(word).where(condition.apply(word)))
                        .collectList()))
                .assertNext(words -> assertThat(words).containsExactlyInAnyOrderElementsOf(found))
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void callsFunctions() {
        expectBobAndDan(
                select(
                        upper(value("ab")),
                        lower(value("AB")),
                        trim(value("  ab ")),
                        length(value("žluť")),
                        coalesce(users.fullname, "nobody"),
                        coalesce(users.fullname, users.name),
                        nullif(users.age, 25),
                        function("replace", TEXT, users.name, value("b"), value("d"))),
                row("AB", "ab", "ab", 4, "nobody", "bob", null, "dod"),
                row("AB", "ab", "ab", 4, "Dan Dorn", "Dan Dorn", 30, "dan"));
    }

    private void expectBobAndDan(Select<? extends Row> select, List<?> bob, List<?> dan) {
        expectRows(select.where(users.name.eq("bob")), bob);
        expectRows(select.where(users.name.eq("dan")), dan);
    }

    @Test
    final void extractsFieldsOfTimes() {
        var stamp = value(LocalDateTime.of(2024, 11, 30, 13, 45, 59), TIMESTAMP);
        var time = cast(stamp, TIMESTAMP);
        expectRows(
                select(
                        time.extract(DateField.YEAR),
                        time.extract(DateField.QUARTER),
                        time.extract(DateField.MONTH),
                        time.extract(DateField.DAY),
                        time.extract(DateField.HOUR),
                        time.extract(DateField.MINUTE),
                        cast(value(LocalDate.of(1999, 2, 3)), DATE).extract(DateField.MONTH)),
                row(2024, 4, 11, 30, 13, 45, 2));
    }

    @Test
    final void movesTimes() {
        var noon = cast(value(LocalDateTime.of(2024, 2, 28, 12, 0)), TIMESTAMP);
        expectRows(
                select(noon.plus(Duration.ofHours(36)), noon.minus(Duration.ofMillis(500))),
                row(LocalDateTime.of(2024, 3, 1, 0, 0), LocalDateTime.of(2024, 2, 28, 11, 59, 59, 500_000_000)));
    }

    @Test
    final void tellsTheTime() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(select(
                                currentTimestamp(),
                                currentDate(),
                                currentTimestamp().extract(DateField.YEAR)))
                        .one()))
                .assertNext(row -> {
                    assertThat(row.v1().getYear()).isGreaterThanOrEqualTo(2025);
                    assertThat(row.v2().getYear()).isGreaterThanOrEqualTo(2025);
                    assertThat(row.v3()).isGreaterThanOrEqualTo(2025);
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void casts() {
        expectBobAndDan(
                select(
                        cast(value(42), TEXT),
                        cast(value("42"), INTEGER),
                        cast(value("2024-02-29"), DATE),
                        cast(users.age, BIGINT),
                        cast(literal("7"), BIGINT).plus(1L),
                        coerce(users.age, NUMERIC)),
                row("42", 42, LocalDate.of(2024, 2, 29), 25L, 8L, new BigDecimal("25")),
                row("42", 42, LocalDate.of(2024, 2, 29), 30L, 8L, new BigDecimal("30")));
    }

    @Test
    final void combinesConditions() {
        Condition ann = users.name.eq("ann");
        Condition bob = users.name.eq("bob");
        Condition old = users.age.eq(30);
        expectNames(ann.or(bob).and(old), "ann");
        expectNames(ann.or(bob.and(old)), "ann");
        expectNames(not(ann.or(bob)), "cid", "dan");
        expectNames(not(ann).and(not(bob)).and(old), "dan");
        expectNames(and(old, ann.not()), "dan");
        expectNames(or(ann, bob, users.name.eq("cid")), "ann", "bob", "cid");
        expectNames(and(List.of()), "ann", "bob", "cid", "dan");
        expectNames(or(List.of()), new String[0]);
        expectNames(old.not(), "bob");
        expectNames(old.isFalse(), "bob");
        expectNames(old.isTrue(), "ann", "dan");
        expectNames(old.isTrue().not(), "bob", "cid");
        expectNames(old.eq(ann), "ann", "bob");
    }

    @Test
    final void combinesThousandsOfConditions() {
        List<Condition> none = IntStream.range(0, 2_000)
                .<Condition>mapToObj(number -> users.age.eq(1_000 + number))
                .toList();
        expectNames(or(none), new String[0]);
        expectNames(or(none).or(users.name.eq("bob")), "bob");
        expectNames(and(none.stream().map(Condition::not).toList()), "ann", "bob", "dan");
    }

    @Test
    final void selectsConditions() {
        expectBobAndDan(
                select(users.age.eq(30), users.age.isNull(), users.age.gt(26).or(users.age.isNull())),
                row(false, false, false),
                row(true, false, true));
    }

    @Test
    final void takesTextWithParameters() {
        expectRows(
                select(users.name, literalColumn("age + :more", INTEGER))
                        .where(condition("age BETWEEN :low AND :high"))
                        .orderBy(users.name),
                Parameters.of("more", 1).and("low", 20).and("high", 29),
                row("bob", 26));
    }

    @Test
    final void takesAParameterMoreThanOnce() {
        var name = param("name", TEXT);
        expectRows(
                select(users.name, name.concat(name)).where(users.name.eq(name).or(users.fullname.eq(name))),
                Parameters.of("name", "bob"),
                row("bob", "bobbob"));
        expectRows(
                select(users.name).where(users.name.eq(name).or(users.fullname.eq(name))),
                Parameters.of("name", "Cid Cole"),
                row("cid"));
    }

    @Test
    final void aParameterCanBeNull() {
        expectRows(
                select(coalesce(param("age", INTEGER), users.age)).where(users.name.eq("bob")),
                Parameters.of("age", null),
                row(25));
    }

    @Test
    final void takesOperatorsOfTheDatabase() {
        expectNames(users.name.isRelated("<>", "ann").and(users.name.isRelated("<", value("c"))), "bob");
        expectRows(select(users.name.operate("||", value("?"), TEXT)).where(users.name.eq("bob")), row("bob?"));
    }
}
