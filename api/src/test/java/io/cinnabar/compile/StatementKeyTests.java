package io.cinnabar.compile;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.employees;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.cast;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.exists;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.sql.Alias;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.NumericExpression;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Statement;
import io.cinnabar.sql.Subquery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatementKeyTests {
    /** Statements of which no two have the same structure. */
    private static final List<Statement> VARIANTS = List.of(
            select(users.id).where(users.id.eq(1L)),
            select(users.id),
            select(users.name).where(users.id.eq(1L)),
            select(users.id.as("x")).where(users.id.eq(1L)),
            select(users.id.as("y")).where(users.id.eq(1L)),
            select(users.id).where(users.id.ne(1L)),
            select(users.id).where(users.id.eq(1L).not()),
            select(users.id).where(users.age.eq(1)),
            select(users.id).where(users.id.eq(literal(1L))),
            select(users.id).where(users.id.eq(literal(2L))),
            select(users.id).where(users.id.eq(param("a", BIGINT))),
            select(users.id).where(users.id.eq(param("b", BIGINT))),
            select(users.id).where(users.id.eq(value(1L, BIGINT)), users.active),
            select(users.id).where(users.id.in(1L)),
            select(users.id).where(users.id.notIn(1L)),
            select(users.id).where(users.id.isNull()),
            select(users.id).where(users.id.isNotNull()),
            select(users.id, users.id).where(users.id.eq(1L)),
            select(users.id).where(users.id.eq(1L)).distinct(),
            select(users.id).where(users.id.eq(1L)).limit(1),
            select(users.id).where(users.id.eq(1L)).offset(1),
            select(users.id).where(users.id.eq(1L)).limit(1).offset(1),
            select(users.id).where(users.id.eq(1L)).orderBy(users.id),
            select(users.id).where(users.id.eq(1L)).orderBy(users.id.asc()),
            select(users.id).where(users.id.eq(1L)).orderBy(users.id.desc()),
            select(users.id).where(users.id.eq(1L)).orderBy(users.id.desc().nullsFirst()),
            select(users.id).where(users.id.eq(1L)).orderBy(users.id.desc().nullsLast()),
            select(users.id).where(users.id.eq(1L)).groupBy(users.id),
            select(users.id).having(users.id.eq(1L)),
            select(users.id).from(users).where(users.id.eq(1L)),
            select(users.id).from(addresses).where(users.id.eq(1L)),
            select(users.id).where(users.id.eq(1L)).join(addresses),
            select(users.id).where(users.id.eq(1L)).leftJoin(addresses),
            select(users.id).where(users.id.eq(1L)).crossJoin(addresses),
            select(users.as("a").c(users.id)).where(users.as("a").c(users.id).eq(1L)),
            select(users.as("b").c(users.id)).where(users.as("b").c(users.id).eq(1L)),
            select(cast(users.id, INTEGER)).where(users.id.eq(1L)),
            select(cast(users.id, BIGINT)).where(users.id.eq(1L)),
            delete(users).where(users.id.eq(1L)),
            delete(users).where(users.id.eq(1L)).returning(users.id),
            delete(users).where(users.id.eq(1L)).returning(users.name),
            update(users).set(users.id, 1L),
            insert(users).set(users.id, 1L),
            insert(users).rows(List.of(1L, 2L), (row, id) -> row.set(users.id, id)),
            insert(users),
            insert(addresses),
            text("SELECT 1"),
            text("SELECT 2"),
            text("SELECT :a"),
            text("SELECT :a").bind("a", 1),
            text("SELECT :a").bind("a", 1L),
            text("SELECT :a").columns(BIGINT),
            text("SELECT :a").columns(TEXT));

    /** A statement that has a part of nearly every kind, with values of its own. */
    private static Statement varied(int number, String word) {
        Alias boss = employees.as("boss");
        Subquery mails = select(addresses.userId, count().as("n"))
                .where(addresses.email.contains(word))
                .groupBy(addresses.userId)
                .subquery();
        return select(users.id, users.name.concat(word).as("x"), mails.c(addresses.userId))
                .join(mails, mails.c(addresses.userId).eq(users.id))
                .where(
                        users.name.eq(word).or(users.age.between(number, number + 1)),
                        users.id.in(IntStream.range(0, number)
                                .mapToObj(Long::valueOf)
                                .toList()),
                        exists(select(literal(1))
                                .from(boss)
                                .where(boss.c(employees.name).eq(word))))
                .groupBy(users.id)
                .having(count().gt((long) number))
                .orderBy(users.name.desc().nullsLast())
                .limit(number)
                .offset(number);
    }

    private static void assertSameKey(Statement one, Statement other) {
        assertThat(StatementKey.of(one)).isEqualTo(StatementKey.of(other)).hasSameHashCodeAs(StatementKey.of(other));
        assertThat(one.structuralHash()).isEqualTo(other.structuralHash());
        assertThat(AnsiDialect.INSTANCE.compiler().compile(one).toString())
                .isEqualTo(AnsiDialect.INSTANCE.compiler().compile(other).toString());
        Map<Object, String> cache = new HashMap<>();
        cache.put(StatementKey.of(one), "found");
        StatementKey.Probe probe = StatementKey.probe(other);
        assertThat(cache.get(probe)).isEqualTo("found");
        assertThat(probe.values()).isEqualTo(StatementKey.values(other));
    }

    private static void assertOtherKey(Statement one, Statement other) {
        assertThat(StatementKey.of(one)).isNotEqualTo(StatementKey.of(other));
        Map<Object, String> cache = new HashMap<>();
        cache.put(StatementKey.of(one), "found");
        assertThat(cache.get(StatementKey.probe(other))).isNull();
    }

    @Test
    void isEqualForOtherValues() {
        assertSameKey(varied(3, "a"), varied(7, "b"));
        assertSameKey(
                insert(users).set(users.name, "a").returning(users.id),
                insert(users).set(users.name, "b").returning(users.id));
        assertSameKey(update(users).set(users.name, "a"), update(users).setNull(users.name));
        assertSameKey(delete(users).where(users.id.eq(1L)), delete(users).where(users.id.eq(2L)));
        assertSameKey(text("SELECT :a").bind("a", "x"), text("SELECT :a").bind("a", "y"));
    }

    @Test
    void findsTheValuesInTheirOrder() {
        Statement statement = varied(2, "w");
        StatementKey.Probe probe = StatementKey.probe(statement);
        Map<Object, Integer> cache = new HashMap<>();
        cache.put(StatementKey.of(varied(5, "v")), 1);
        assertThat(cache.get(probe)).isEqualTo(1);
        Compiled compiled = AnsiDialect.INSTANCE.compiler().compile(varied(5, "v"));
        List<Object> bound = new ArrayList<>();
        for (BindSlot slot : compiled.slots()) {
            bound.add(probe.values()
                    .get(((BindSlot.Held) slot.source()).ordinal())
                    .value());
        }
        assertThat(bound).containsExactly("w", "%w%", "w", 2, 3, List.of(0L, 1L), "w", 2L, 2L, 2L);
    }

    @Test
    void isOtherForAnotherStructure() {
        for (int left = 0; left < VARIANTS.size(); left++) {
            for (int right = 0; right < VARIANTS.size(); right++) {
                if (left == right) {
                    assertThat(StatementKey.of(VARIANTS.get(left))).isEqualTo(StatementKey.of(VARIANTS.get(right)));
                } else {
                    assertOtherKey(VARIANTS.get(left), VARIANTS.get(right));
                }
            }
        }
    }

    @Test
    void tellsARepeatedValueFromAnEqualOne() {
        NumericExpression<Integer> one = value(1);
        Statement repeated = select(users.id).where(users.age.gt(one), users.age.lt(one));
        Statement equal = select(users.id).where(users.age.gt(value(1)), users.age.lt(value(1)));
        assertOtherKey(repeated, equal);
        assertThat(StatementKey.values(repeated)).hasSize(1);
        assertThat(StatementKey.values(equal)).hasSize(2);
        assertThat(AnsiDialect.INSTANCE.compiler().compile(repeated).slots())
                .extracting(BindSlot::source)
                .containsExactly(new BindSlot.Held(0), new BindSlot.Held(0));
    }

    @Test
    void tellsRepeatedValuesApartAmongMany() {
        List<NumericExpression<Integer>> values =
                IntStream.range(0, 50).mapToObj(number -> value(number)).toList();
        var random = new Random(7);
        for (int round = 0; round < 50; round++) {
            int[] order = random.ints(80, 0, 50).toArray();
            Statement one = chosen(values, order);
            assertThat(StatementKey.values(one)).doesNotHaveDuplicates();
            List<NumericExpression<Integer>> others =
                    IntStream.range(0, 50).mapToObj(number -> value(-number)).toList();
            assertSameKey(one, chosen(others, order));
            int[] changed = order.clone();
            changed[79] = order[79] == order[0] ? (order[0] + 1) % 50 : order[0];
            assertOtherKey(one, chosen(values, changed));
        }
    }

    private static Statement chosen(List<NumericExpression<Integer>> values, int[] order) {
        List<Expression<?>> selected = new ArrayList<>();
        for (int index : order) {
            selected.add(values.get(index));
        }
        return select(selected);
    }

    @Test
    void countsTheTypeOfAValueAsStructure() {
        assertOtherKey(select(value(1, INTEGER)), select(value(1L, BIGINT)));
        assertSameKey(select(value(1, INTEGER)), select(value(null, INTEGER)));
    }

    @Test
    void countsTheTypeOfAColumnAsStructure() {
        assertOtherKey(
                select(io.cinnabar.sql.Sql.coerce(users.id, TEXT)),
                select(io.cinnabar.sql.Sql.coerce(users.id, INTEGER)));
    }

    @Test
    void countsLiteralsAsStructure() {
        assertSameKey(select(literal("a")), select(literal("a")));
        assertOtherKey(select(literal("a")), select(literal("b")));
        assertSameKey(select(literal(new byte[] {1})), select(literal(new byte[] {1})));
        byte[] bytes = {1};
        Statement before = select(literal(bytes));
        StatementKey key = StatementKey.of(before);
        bytes[0] = 2;
        assertThat(StatementKey.of(before)).isEqualTo(key);
        assertThat(before).hasToString("SELECT X'01'");
    }

    @Test
    void ignoresOptionsAndSizesOfLists() {
        Select<?> select = select(users.id);
        assertSameKey(select, select.option(io.cinnabar.sql.ExecutionOptions.FETCH_SIZE, 5));
        assertThat(StatementKey.of(select.where(users.id.in(1L))))
                .isEqualTo(StatementKey.of(select.where(users.id.in(1L, 2L, 3L))))
                .isEqualTo(StatementKey.of(select.where(users.id.in(List.of()))));
    }

    @Test
    void keepsAnonymousSubqueriesApart() {
        Subquery first = select(users.id).subquery();
        Subquery second = select(users.id).subquery();
        Statement both = select(first.c(users.id), second.c(users.id));
        Statement twice = select(first.c(users.id), first.c(users.id));
        assertOtherKey(both, twice);
        Subquery third = select(users.id).subquery();
        assertSameKey(twice, select(third.c(users.id), third.c(users.id)));
    }

    @Test
    void staysTheSameForOneStatement() {
        Statement constant = varied(1, "a");
        assertThat(StatementKey.of(constant)).isEqualTo(StatementKey.of(constant));
        assertThat(StatementKey.values(constant)).isEqualTo(StatementKey.values(constant));
        assertThat(StatementKey.values(constant)).extracting(BindValue::value).contains("a", 1L);
    }
}
