package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Functions.avg;
import static io.cinnabar.sql.Functions.coalesce;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.countDistinct;
import static io.cinnabar.sql.Functions.length;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Functions.max;
import static io.cinnabar.sql.Functions.min;
import static io.cinnabar.sql.Functions.sum;
import static io.cinnabar.sql.Functions.upper;
import static io.cinnabar.sql.Sql.caseWhen;
import static io.cinnabar.sql.Sql.exists;
import static io.cinnabar.sql.Sql.label;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.dialect.Capability;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row10;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Subquery;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** Every clause of a query, executed: joins, groups, order, limits, subqueries, and how they are put together. */
public abstract class StatementSuite extends PeopleSuite {

    /** A suite on a database. */
    protected StatementSuite(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    final void joinsByTheForeignKey() {
        expectRows(
                select(users.name, addresses.email).join(addresses).orderBy(addresses.email),
                row("ann", "ann@home"),
                row("ann", "ann@work"),
                row("bob", "bob@home"));
    }

    @Test
    final void joinsOnACondition() {
        expectRows(
                select(users.name, addresses.email)
                        .from(addresses)
                        .join(users, users.id.eq(addresses.userId).and(addresses.email.endsWith("@work"))),
                row("ann", "ann@work"));
    }

    @Test
    final void aLeftJoinKeepsRowsWithoutAMatch() {
        expectRows(
                select(users.name, addresses.email.nullable())
                        .leftJoin(addresses, addresses.userId.eq(users.id).and(addresses.email.startsWith("ann@h")))
                        .orderBy(users.name),
                row("ann", "ann@home"),
                row("bob", null),
                row("cid", null),
                row("dan", null));
    }

    @Test
    final void aLeftJoinCanGoByTheForeignKey() {
        expectRows(
                select(users.name, count(addresses.id))
                        .leftJoin(addresses)
                        .groupBy(users.name)
                        .orderBy(users.name),
                row("ann", 2L),
                row("bob", 1L),
                row("cid", 0L),
                row("dan", 0L));
    }

    @Test
    final void aRightJoinKeepsRowsOfTheJoinedTable() {
        expectRows(
                select(users.name, addresses.email.nullable())
                        .from(addresses)
                        .rightJoin(users, users.id.eq(addresses.userId))
                        .where(users.age.isNull().or(users.age.lt(30)))
                        .orderBy(users.name),
                row("bob", "bob@home"),
                row("cid", null));
    }

    @Test
    final void aFullJoinKeepsRowsOfBothSides() {
        Select<Row2<String, String>> statement = select(users.name, addresses.email)
                .from(users)
                .fullJoin(addresses, addresses.userId.eq(users.id).and(addresses.email.eq("bob@home")))
                .orderBy(users.name.asc().nullsLast(), addresses.email);
        if (!engine.dialect().supports(Capability.FULL_JOIN)) {
            StepVerifier.create(engine.connectMany(
                            connection -> connection.execute(statement).all()))
                    .expectErrorSatisfies(failure -> assertThat(failure)
                            .isInstanceOf(UnsupportedCompilationException.class)
                            .hasMessageContaining("full outer join")
                            .hasMessageContaining(engine.dialect().name()))
                    .verify(DEADLINE);
            return;
        }
        expectRows(
                statement,
                row("ann", null),
                row("bob", "bob@home"),
                row("cid", null),
                row("dan", null),
                row(null, "ann@home"),
                row(null, "ann@work"));
    }

    @Test
    final void aCrossJoinPairsEveryRowWithEveryRow() {
        expectRows(select(count()).from(users).crossJoin(addresses), row(12L));
    }

    @Test
    final void joinsATableWithItselfUnderAnAlias() {
        var other = users.as("other");
        expectRows(
                select(users.name, other.c(users.name))
                        .join(other, users.age.eq(other.c(users.age)).and(users.name.lt(other.c(users.name)))),
                row("ann", "dan"));
    }

    @Test
    final void joinsATableWithItselfUnderAnAliasOfItsClass() {
        Users other = users.as("other one", Users::new);
        expectRows(
                select(users.name, other.name)
                        .join(other, users.age.eq(other.age).and(users.name.lt(other.name))),
                row("ann", "dan"));
    }

    @Test
    final void joinsAnAliasByTheForeignKey() {
        var mail = addresses.as("mail");
        expectRows(
                select(users.name, mail.c(addresses.email)).join(mail).where(users.name.eq("bob")),
                row("bob", "bob@home"));
    }

    @Test
    final void explainsAJoinWithoutAForeignKey() {
        var other = users.as("other");
        assertThatThrownBy(() -> select(users.name).join(other).sql(engine.dialect()))
                .isInstanceOfSatisfying(
                        CinnabarException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.JOIN_AMBIGUOUS))
                .hasMessageContaining("other")
                .hasMessageContaining("join(");
    }

    @Test
    final void groupsAndFiltersGroups() {
        expectRows(
                select(users.age, count())
                        .groupBy(users.age)
                        .orderBy(users.age.asc().nullsFirst()),
                row(null, 1L),
                row(25, 1L),
                row(30, 2L));
        expectRows(
                select(users.age, count()).groupBy(users.age).having(count().gt(1L), users.age.isNotNull()),
                row(30, 2L));
    }

    @Test
    final void aggregatesPassOverNulls() {
        expectRows(
                select(count(), count(users.age), countDistinct(users.age), min(users.age), max(users.name)),
                row(4L, 3L, 2L, 25, "dan"));
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(select(sum(users.age), avg(users.age)))
                        .one()))
                .assertNext(row -> {
                    assertThat(row.v1()).isEqualByComparingTo("85");
                    assertThat(row.v2()).isBetween(new BigDecimal("28.33"), new BigDecimal("28.34"));
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void aggregatesOfNothingAreNull() {
        expectRows(
                select(count(), sum(users.age), min(users.name), max(users.age)).where(users.name.eq("nobody")),
                row(0L, null, null, null));
    }

    @Test
    final void ordersWithNullsWhereTheyAreWanted() {
        expectRows(
                select(users.name).orderBy(users.age.asc().nullsFirst(), users.name.desc()),
                row("cid"),
                row("bob"),
                row("dan"),
                row("ann"));
        expectRows(
                select(users.name).orderBy(users.age.desc().nullsLast(), users.name),
                row("ann"),
                row("dan"),
                row("bob"),
                row("cid"));
        expectRows(
                select(users.name).orderBy(users.age.asc().nullsLast(), users.name.asc()),
                row("bob"),
                row("ann"),
                row("dan"),
                row("cid"));
    }

    @Test
    final void ordersByExpressionsAndLabels() {
        expectRows(
                select(users.name, length(users.fullname).as("width"))
                        .where(users.fullname.isNotNull())
                        .orderBy(label("width").sortKey(), users.name.desc()),
                row("dan", 8),
                row("cid", 8),
                row("ann", 8));
        expectRows(
                select(users.name)
                        .orderBy(caseWhen(users.name.eq("cid")).then(0).otherwise(1), users.name)
                        .limit(2),
                row("cid"),
                row("ann"));
        expectRows(
                select(users.name)
                        .orderBy(users.name.desc())
                        .withoutOrderBy()
                        .orderBy(users.name)
                        .limit(1),
                row("ann"));
    }

    @Test
    final void selectsDistinctRows() {
        expectRows(select(users.age).where(users.age.isNotNull()).distinct().orderBy(users.age), row(25), row(30));
    }

    @Test
    final void limitsAndPassesOverRows() {
        Select<?> names = select(users.name).orderBy(users.name);
        expectRows(select(users.name).orderBy(users.name).limit(2), row("ann"), row("bob"));
        expectRows(select(users.name).orderBy(users.name).limit(2).offset(1), row("bob"), row("cid"));
        expectRows(select(users.name).orderBy(users.name).offset(3), row("dan"));
        expectRows(select(users.name).orderBy(users.name).limit(0));
        expectRows(select(users.name).orderBy(users.name).offset(10));
        assertThatThrownBy(() -> names.limit(-1)).hasMessageContaining("limit").hasMessageContaining("-1");
        assertThatThrownBy(() -> names.offset(-1))
                .hasMessageContaining("offset")
                .hasMessageContaining("-1");
    }

    @Test
    final void limitsByAParameter() {
        expectRows(
                select(users.name)
                        .orderBy(users.name)
                        .limit(param("size", BIGINT))
                        .offset(param("start", BIGINT)),
                Parameters.of("size", 1L).and("start", 2L),
                row("cid"));
    }

    @Test
    final void selectsFromASubquery() {
        Select<Row2<Long, Long>> counting =
                select(addresses.userId, count().as("total")).groupBy(addresses.userId);
        Subquery totals = counting.subquery("totals");
        expectRows(
                select(users.name, totals.c("total", BIGINT))
                        .join(totals, totals.c(addresses.userId).eq(users.id))
                        .orderBy(users.name),
                row("ann", 2L),
                row("bob", 1L));
    }

    @Test
    final void selectsFromASubqueryWithoutAName() {
        var shouted = upper(users.name).as("shouted");
        Subquery names =
                select(shouted, users.age, users.age).where(users.age.eq(25)).subquery();
        expectRows(select(names.c(shouted), names.c(users.age)), row("BOB", 25));
        Subquery nested = select(names.c(shouted)).subquery();
        expectRows(select(nested.c("shouted", TEXT)), row("BOB"));
    }

    @Test
    final void selectsAScalarSubquery() {
        expectRows(
                select(
                                users.name,
                                scalarSubquery(select(count()).from(addresses).where(addresses.userId.eq(users.id))))
                        .orderBy(users.name),
                row("ann", 2L),
                row("bob", 1L),
                row("cid", 0L),
                row("dan", 0L));
        expectRows(
                select(users.name)
                        .where(users.age.eq(
                                scalarSubquery(select(max(users.as("all").c(users.age))))))
                        .orderBy(users.name),
                row("ann"),
                row("dan"));
    }

    @Test
    final void asksWhetherACorrelatedQueryHasRows() {
        var own = select(addresses.id).where(addresses.userId.eq(users.id));
        expectNames(exists(own), "ann", "bob");
        expectNames(exists(own).not(), "cid", "dan");
        expectNames(exists(own.where(addresses.email.contains("work"))), "ann");
    }

    @Test
    final void asksWhetherAValueIsInAQuery() {
        expectNames(users.id.in(select(addresses.userId)), "ann", "bob");
        expectNames(users.id.notIn(select(addresses.userId)), "cid", "dan");
        var other = users.as("other");
        expectNames(
                users.age.in(
                        select(other.c(users.age)).where(other.c(users.name).eq("dan"))),
                "ann",
                "dan");
        expectNames(users.name.notIn(select(other.c(users.fullname)))); // one full name is NULL
    }

    @Test
    final void choosesByCase() {
        expectRows(
                select(
                                users.name,
                                caseWhen(users.age.isNull())
                                        .then("unknown")
                                        .when(users.age.ge(30))
                                        .then("old")
                                        .otherwise("young"),
                                caseWhen(users.age.eq(25))
                                        .then(users.age.plus(1))
                                        .otherwiseNull())
                        .orderBy(users.name),
                row("ann", "old", null),
                row("bob", "young", 26),
                row("cid", "unknown", null),
                row("dan", "old", null));
    }

    @Test
    final void groupsByAnExpression() {
        var age = coalesce(users.age, literal(0));
        expectRows(select(age, count()).groupBy(age).orderBy(age), row(0, 1L), row(25, 1L), row(30, 2L));
    }

    @Test
    final void selectsWholeTablesAndLists() {
        StepVerifier.create(engine.connect(connection -> connection
                        .execute(select(users).where(users.name.eq("bob")))
                        .one()))
                .assertNext(row -> {
                    assertThat(row.names()).containsExactly("id", "name", "fullname", "age");
                    assertThat(row.values().subList(1, 4)).containsExactly("bob", null, 25);
                })
                .expectComplete()
                .verify(DEADLINE);
        expectRows(select(List.of(users.name, users.age)).where(users.name.eq("bob")), row("bob", 25));
        expectRows(
                select(users.id).where(users.name.eq("bob")).withColumns(List.of(users.name, lower(users.name))),
                row("bob", "bob"));
    }

    @Test
    final void selectsTenTypedColumns() {
        Select<Row10<Integer, Integer, Integer, Integer, Integer, Integer, Integer, Integer, Integer, String>> ten =
                select(
                        value(1),
                        literal(2),
                        value(3),
                        literal(4),
                        value(5),
                        literal(6),
                        value(7),
                        literal(8),
                        value(9),
                        value("ten"));
        StepVerifier.create(engine.connect(connection -> connection.execute(ten).one()))
                .assertNext(row -> {
                    assertThat(row.v1() + row.v2() + row.v9()).isEqualTo(12);
                    assertThat(row.v10()).isEqualTo("ten");
                })
                .expectComplete()
                .verify(DEADLINE);
    }

    @Test
    final void partsOfAQueryCanBeWrittenApart() {
        expectRows(select(users.name).apply(StatementSuite::newestFirst), row("dan"));
    }

    private static <R> Select<R> newestFirst(Select<R> select) {
        return select.orderBy(select.selected().get(0).desc()).limit(1);
    }

    @Test
    final void aStatementIsNotChangedByItsMethods() {
        var all = select(users.name).orderBy(users.name);
        all.where(users.name.eq("ann"));
        all.limit(1);
        expectRows(all, row("ann"), row("bob"), row("cid"), row("dan"));
    }
}
