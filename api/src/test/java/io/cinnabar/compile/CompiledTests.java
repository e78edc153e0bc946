package io.cinnabar.compile;

import static io.cinnabar.fixture.Tables.stocks;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.condition;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literalColumn;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.UNKNOWN;
import static io.cinnabar.type.Types.array;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.sql.NumericExpression;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledTests {
    private static final SqlCompiler NUMBERED = numbered();

    private static SqlCompiler numbered() {
        var quoter = new IdentifierQuoter('"', ReservedWords.COMMON, 63, false);
        var types = new TypeCompiler(quoter);
        return new AnsiSqlCompiler(quoter, types, new LiteralWriter(types), BindMarkers.DOLLAR_NUMBERS);
    }

    private static Compiled compile(Statement statement) {
        return AnsiDialect.INSTANCE.compiler().compile(statement);
    }

    @Test
    void numbersMarkersByTheirPositions() {
        Statement statement = select(users.id.plus(1L))
                .where(users.name.eq("a"), users.age.between(1, 2), users.name.eq(param("n", TEXT)))
                .limit(5);
        assertThat(NUMBERED.compile(statement).sql())
                .isEqualTo("SELECT user_account.id + $1 FROM user_account WHERE user_account.name = $2"
                        + " AND user_account.age BETWEEN $3 AND $4 AND user_account.name = $5 LIMIT $6");
    }

    @Test
    void keepsNumbersInOrderBehindLists() {
        Compiled compiled = NUMBERED.compile(
                select(users.id).where(users.id.in(1L, 2L), users.name.eq("x"), users.age.in(3), users.name.ne("y")));
        assertThat(compiled.hasExpandingSlots()).isTrue();
        assertThat(compiled.slots()).extracting(BindSlot::isExpanding).containsExactly(true, false, true, false);
        assertThat(compiled.sql(new int[] {2, 0, 4, 0}, Map.of()))
                .isEqualTo("SELECT user_account.id FROM user_account WHERE user_account.id IN ($1, $2)"
                        + " AND user_account.name = $3 AND user_account.age IN ($4, $5, $6, $7)"
                        + " AND user_account.name <> $8");
        assertThat(compiled.sql(new int[] {0, 0, 1, 0}, Map.of()))
                .isEqualTo("SELECT user_account.id FROM user_account WHERE user_account.id IN (SELECT NULL WHERE 1 = 0)"
                        + " AND user_account.name = $1 AND user_account.age IN ($2) AND user_account.name <> $3");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "2,2", "3,4", "4,4", "5,8", "8,8", "9,16", "1000,1024", "1024,1024", "1025,2048"})
    void padsListsToPowersOfTwo(int elements, int markers) {
        assertThat(Compiled.paddedSize(elements)).isEqualTo(markers);
    }

    @ParameterizedTest
    @CsvSource({"0,SELECT NULL WHERE 1 = 0", "1,?", "2,'?, ?'", "3,'?, ?, ?, ?'", "5,'?, ?, ?, ?, ?, ?, ?, ?'"})
    void showsListsInTheSizeInWhichTheyAreSent(int elements, String expected) {
        List<Long> ids = java.util.stream.LongStream.range(0, elements).boxed().toList();
        Statement statement = select(users.id).where(users.id.in(ids));
        String sql = "SELECT user_account.id FROM user_account WHERE user_account.id IN (" + expected + ")";
        assertThat(statement).hasToString(sql);
        assertThat(statement.sql(AnsiDialect.INSTANCE)).isEqualTo(sql);
    }

    @Test
    void bindsListsThatTheCallerGives() {
        Statement statement = select(users.id).where(users.id.in(param("ids", array(BIGINT))));
        Compiled compiled = compile(statement);
        assertThat(compiled.slots()).containsExactly(new BindSlot(array(BIGINT), new BindSlot.Named("ids"), true));
        assertThat(compiled.sql(new int[] {2}, Map.of())).endsWith("IN (?, ?)");
        assertThat(statement.toString()).endsWith("IN (?)");
    }

    @Test
    void bindsAParameterAtEachOfItsPlacesWhereMarkersHaveNoNumbers() {
        Statement statement =
                select(users.id).where(users.name.eq(param("n", TEXT)).or(users.fullname.eq(param("n", TEXT))));
        var slot = new BindSlot(TEXT, new BindSlot.Named("n"), false);
        assertThat(compile(statement).sql()).endsWith("user_account.name = ? OR user_account.fullname = ?");
        assertThat(compile(statement).slots()).containsExactly(slot, slot);
        assertThat(NUMBERED.compile(statement).sql()).endsWith("user_account.name = $1 OR user_account.fullname = $1");
        assertThat(NUMBERED.compile(statement).slots()).containsExactly(slot);
    }

    @Test
    void writesARepeatedExpressionAlikeWhereMarkersHaveNumbers() {
        NumericExpression<Integer> decade = users.age.dividedBy(10).as("decade");
        Statement statement = select(decade, count()).groupBy(decade).having(count().gt(5L));
        assertThat(NUMBERED.compile(statement).sql())
                .isEqualTo("SELECT user_account.age / $1 AS decade, count(*) FROM user_account"
                        + " GROUP BY (user_account.age / $1) HAVING count(*) > $2");
        assertThat(compile(statement).slots()).hasSize(3);
    }

    @Test
    void givesEqualValuesMarkersOfTheirOwn() {
        Compiled compiled = NUMBERED.compile(
                select(users.id).where(users.age.eq(5), users.age.ne(5), users.id.in(1L), users.id.in(1L)));
        assertThat(compiled.slots()).hasSize(4);
        assertThat(compiled.sql(new int[] {0, 0, 1, 2}, Map.of())).endsWith("IN ($3) AND user_account.id IN ($4, $5)");
    }

    @Test
    void bindsTheParametersOfText() {
        Compiled compiled = NUMBERED.compile(select(literalColumn("f(:a)", BIGINT))
                .from(users)
                .where(condition("x = :b OR y = :a"), users.id.eq(1L)));
        assertThat(compiled.sql())
                .isEqualTo("SELECT f($1) FROM user_account WHERE (x = $2 OR y = $1) AND user_account.id = $3");
        assertThat(compiled.slots().get(1)).isEqualTo(new BindSlot(UNKNOWN, new BindSlot.Named("b"), false));
    }

    @Test
    void translatesSchemas() {
        Statement statement = select(stocks.amount, users.id)
                .where(stocks.sku.eq(users.name))
                .orderBy(Sql.nextValue("store", "numbers"));
        Compiled compiled = compile(statement);
        assertThat(compiled.sql(new int[1], Map.of("store", "tenant 1", "", "main")))
                .isEqualTo("SELECT \"tenant 1\".stock.amount, main.user_account.id"
                        + " FROM \"tenant 1\".stock, main.user_account"
                        + " WHERE \"tenant 1\".stock.sku = main.user_account.name"
                        + " ORDER BY NEXT VALUE FOR \"tenant 1\".numbers");
        assertThat(compiled.sql(new int[1], Map.of("store", "")))
                .startsWith("SELECT stock.amount, user_account.id FROM stock, user_account WHERE");
        assertThat(compile(insert(stocks).set(stocks.sku, "x")).sql(new int[1], Map.of("store", "a\"b")))
                .isEqualTo("INSERT INTO \"a\"\"b\".stock (sku) VALUES (?)");
        assertThat(compile(update(stocks).set(stocks.sku, "x").where(stocks.amount.eq(1)))
                        .sql(new int[2], Map.of("store", "b")))
                .isEqualTo("UPDATE b.stock SET sku = ? WHERE b.stock.amount = ?");
        assertThat(compiled.sql(new int[1], Map.of("other", "x"))).isEqualTo(compiled.sql());
    }

    @Test
    void knowsWhetherRowsComeBack() {
        assertThat(compile(select(users.id)).returnsRows()).isTrue();
        assertThat(compile(select(users.id)).selected()).containsExactly(users.id);
        assertThat(compile(insert(users)).returnsRows()).isFalse();
        assertThat(compile(insert(users).returning(users.id)).returnsRows()).isTrue();
        assertThat(compile(Sql.text("DELETE FROM t")).selected()).isEmpty();
    }

    @Test
    void compilesAlikeOnManyThreads() {
        Statement statement = select(users.id).where(users.id.in(1L), users.name.contains("x"));
        assertThat(java.util.stream.IntStream.range(0, 64)
                        .parallel()
                        .mapToObj(number -> statement.sql(AnsiDialect.INSTANCE) + statement.structuralHash())
                        .distinct())
                .hasSize(1);
    }
}
