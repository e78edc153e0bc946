package io.cinnabar.sql;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.employees;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.max;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.exists;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.fixture.Employees;
import org.junit.jupiter.api.Test;

class SelectSubqueryTests {

    @Test
    void selectsFromASubqueryWithTypedColumns() {
        NumericExpression<Long> total = count().as("total");
        Subquery totals =
                select(addresses.userId, total).groupBy(addresses.userId).subquery("totals");
        NumericExpression<Long> column = totals.c(total);
        assertThat(select(totals.c(addresses.userId), column).where(column.gt(2L)))
                .hasToString("SELECT totals.user_id, totals.total FROM (SELECT address.user_id, count(*) AS total"
                        + " FROM address GROUP BY address.user_id) AS totals WHERE totals.total > ?");
    }

    @Test
    void keepsTheOperatorsOfColumns() {
        Subquery named = select(users.name, users.active, employees.hired).subquery("s");
        TextExpression name = named.c(users.name);
        Condition active = named.c(users.active);
        TemporalExpression<?> hired = named.c(employees.hired);
        assertThat(select(name, hired).where(active).toString())
                .startsWith("SELECT s.name, s.hired FROM (")
                .endsWith(") AS s WHERE s.active");
    }

    @Test
    void namesASubqueryWithoutAName() {
        Subquery first = select(users.id).subquery();
        Subquery second = select(users.id).subquery();
        assertThat(select(first.c(users.id), second.c(users.id))
                        .where(first.c(users.id).eq(second.c(users.id))))
                .hasToString("SELECT anon_1.id, anon_2.id FROM (SELECT user_account.id FROM user_account) AS anon_1,"
                        + " (SELECT user_account.id FROM user_account) AS anon_2 WHERE anon_1.id = anon_2.id");
    }

    @Test
    void nestsSubqueries() {
        Subquery inner = select(users.id).where(users.active).subquery("a");
        Subquery outer = select(inner.c(users.id)).subquery("b");
        assertThat(select(outer.c("id", BIGINT)))
                .hasToString("SELECT b.id FROM (SELECT a.id FROM (SELECT user_account.id FROM user_account"
                        + " WHERE user_account.active) AS a) AS b");
    }

    @Test
    void findsTheColumnsOfAliasesAgain() {
        Alias boss = employees.as("boss");
        Subquery pairs = select(employees.id, boss.c(employees.id)).join(boss).subquery("pairs");
        assertThat(pairs.columnNames()).containsExactly("id", "id_1");
        assertThat(select(pairs.c(employees.id), pairs.c(employees.as("boss").c(employees.id)))
                        .toString())
                .startsWith("SELECT pairs.id, pairs.id_1 FROM (SELECT employee.id, boss.id AS id_1 FROM");
    }

    @Test
    void numbersRepeatedAndMissingNames() {
        Subquery subquery = select(users.id, addresses.id, users.age.plus(1), addresses.id.as("id_1"), literal(5))
                .where(addresses.userId.eq(users.id))
                .subquery("s");
        assertThat(subquery.columnNames()).containsExactly("id", "id_1", "column_1", "id_1_1", "column_2");
        assertThat(select(subquery.c(addresses.id)).toString())
                .startsWith("SELECT s.id_1 FROM (SELECT user_account.id, address.id AS id_1,"
                        + " user_account.age + ? AS column_1, address.id AS id_1_1, 5 AS column_2 FROM");
    }

    @Test
    void namesComputedColumnsOfASubquery() {
        NumericExpression<Long> total = count();
        Subquery subquery = select(total).from(users).subquery("s");
        assertThat(select(subquery.c(total)))
                .hasToString("SELECT s.count FROM (SELECT count(*) AS count FROM user_account) AS s");
    }

    @Test
    void saysThatASubqueryLacksAColumn() {
        Subquery subquery = select(users.id).subquery("s");
        assertThatThrownBy(() -> subquery.c(users.name))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("The subquery 's' does not select 'name'; its columns are [id]. [SQL-004]");
    }

    @Test
    void rendersScalarSubqueries() {
        String sql = "SELECT user_account.name FROM user_account"
                + " WHERE user_account.id = (SELECT max(user_account.id) FROM user_account)";
        assertThat(select(users.name).where(users.id.eq(scalarSubquery(select(max(users.id))))))
                .hasToString(sql);
        assertThat(select(users.name)
                        .where(users.id.eq(scalarSubquery(select(max(users.id)).from(users)))))
                .hasToString(sql);
    }

    @Test
    void correlatesWithTheEnclosingQuery() {
        assertThat(select(
                        users.name,
                        scalarSubquery(select(count()).where(addresses.userId.eq(users.id)))
                                .as("addresses")))
                .hasToString("SELECT user_account.name, (SELECT count(*) FROM address"
                        + " WHERE address.user_id = user_account.id) AS addresses FROM user_account");
        assertThat(select(users.name).where(exists(select(literal(1)).where(addresses.userId.eq(users.id)))))
                .hasToString("SELECT user_account.name FROM user_account"
                        + " WHERE EXISTS (SELECT 1 FROM address WHERE address.user_id = user_account.id)");
    }

    @Test
    void correlatesWithAnAliasOfTheSameTable() {
        Employees other = employees.as("other", Employees::new);
        assertThat(select(employees.name)
                        .where(exists(select(literal(1)).where(other.managerId.eq(employees.id)))
                                .not()))
                .hasToString("SELECT employee.name FROM employee WHERE NOT EXISTS"
                        + " (SELECT 1 FROM employee AS other WHERE other.manager_id = employee.id)");
    }

    @Test
    void correlatesAcrossTwoLevels() {
        Select<Row1<Integer>> innermost = select(literal(1))
                .from(employees)
                .where(employees.name.eq(users.name), employees.name.eq(addresses.email));
        assertThat(select(users.id)
                        .where(exists(select(literal(1)).where(addresses.userId.eq(users.id), exists(innermost)))))
                .hasToString("SELECT user_account.id FROM user_account WHERE EXISTS (SELECT 1 FROM address"
                        + " WHERE address.user_id = user_account.id AND EXISTS (SELECT 1 FROM employee"
                        + " WHERE employee.name = user_account.name AND employee.name = address.email))");
    }

    @Test
    void doesNotCorrelateInsideFrom() {
        Subquery active = select(users.id).where(users.active).subquery("active");
        assertThat(select(users.name).join(active, active.c(users.id).eq(users.id)))
                .hasToString("SELECT user_account.name FROM user_account JOIN (SELECT user_account.id"
                        + " FROM user_account WHERE user_account.active) AS active ON active.id = user_account.id");
    }

    @Test
    void rendersMembershipInAQuery() {
        Select<Row1<Long>> owners = select(addresses.userId).where(addresses.email.like("%@x.org"));
        assertThat(select(users.name).where(users.id.in(owners)))
                .hasToString("SELECT user_account.name FROM user_account WHERE user_account.id IN"
                        + " (SELECT address.user_id FROM address WHERE address.email LIKE ?)");
        assertThat(select(users.name).where(users.id.notIn(owners)).toString())
                .contains("user_account.id NOT IN (SELECT");
    }

    @Test
    void correlatesInUpdatesAndDeletes() {
        assertThat(update(users)
                        .set(users.name, scalarSubquery(select(addresses.email).where(addresses.userId.eq(users.id)))))
                .hasToString("UPDATE user_account SET name = (SELECT address.email FROM address"
                        + " WHERE address.user_id = user_account.id)");
        assertThat(delete(users).where(exists(select(literal(1)).where(addresses.userId.eq(users.id)))))
                .hasToString("DELETE FROM user_account WHERE EXISTS (SELECT 1 FROM address"
                        + " WHERE address.user_id = user_account.id)");
    }

    @Test
    void correlatesInReturnedColumns() {
        assertThat(update(users)
                        .set(users.name, "x")
                        .returning(
                                users.id,
                                scalarSubquery(select(count()).where(addresses.userId.eq(users.id)))
                                        .as("n")))
                .hasToString("UPDATE user_account SET name = ? RETURNING id,"
                        + " (SELECT count(*) FROM address WHERE address.user_id = user_account.id) AS n");
    }

    @Test
    void leavesASubqueryItsOnlyItem() {
        assertThat(select(users.id).where(exists(select(users.name).where(users.name.eq("x")))))
                .hasToString("SELECT user_account.id FROM user_account WHERE EXISTS"
                        + " (SELECT user_account.name FROM user_account WHERE user_account.name = ?)");
    }
}
