package io.cinnabar.sql;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.and;
import static io.cinnabar.sql.Sql.label;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.type.Types.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cinnabar.compile.StatementKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectClauseTests {
    private static final Select<Row1<Long>> IDS = select(users.id);
    private static final String SQL = "SELECT user_account.id FROM user_account";

    @Test
    void joinsConditionsByAnd() {
        assertThat(IDS.where(users.id.gt(1L), users.id.lt(9L)).where(users.active))
                .hasToString(SQL + " WHERE user_account.id > ? AND user_account.id < ? AND user_account.active");
        assertThat(IDS.where()).hasToString(SQL);
    }

    @Test
    void takesCollectedConditions() {
        assertThat(IDS.where(and(List.of(users.id.gt(1L), users.name.eq("x")))))
                .hasToString(SQL + " WHERE user_account.id > ? AND user_account.name = ?");
        assertThat(IDS.where(and(List.of()))).hasToString(SQL + " WHERE TRUE");
    }

    @Test
    void keepsTheStatementThatItCameFrom() {
        Select<Row1<Long>> changed =
                IDS.where(users.active).orderBy(users.id).limit(1).distinct();
        assertThat(changed).isNotSameAs(IDS);
        assertThat(IDS).hasToString(SQL);
    }

    @Test
    void groupsAndFiltersGroups() {
        assertThat(select(addresses.userId, count())
                        .groupBy(addresses.userId)
                        .having(count().gt(1L))
                        .having(count(addresses.email).lt(9L)))
                .hasToString("SELECT address.user_id, count(*) FROM address GROUP BY address.user_id"
                        + " HAVING count(*) > ? AND count(address.email) < ?");
    }

    @Test
    void sortsByColumnsAndDirections() {
        assertThat(IDS.orderBy(users.name, users.age.desc()).orderBy(users.id.asc()))
                .hasToString(SQL + " ORDER BY user_account.name, user_account.age DESC, user_account.id ASC");
        assertThat(IDS.orderBy(List.of(users.name.desc(), users.id)))
                .hasToString(SQL + " ORDER BY user_account.name DESC, user_account.id");
        assertThat(IDS.orderBy(users.name).withoutOrderBy()).hasToString(SQL);
    }

    @Test
    void placesNulls() {
        assertThat(IDS.orderBy(
                        users.name.asc().nullsFirst(),
                        users.age.desc().nullsLast(),
                        users.id.sortKey().nullsLast()))
                .hasToString(SQL + " ORDER BY user_account.name ASC NULLS FIRST, user_account.age DESC NULLS LAST,"
                        + " user_account.id NULLS LAST");
    }

    @Test
    void sortsAndGroupsByLabels() {
        assertThat(select(users.age.plus(1).as("next_age"), count())
                        .groupBy(users.age)
                        .orderBy(label("next_age")))
                .hasToString("SELECT user_account.age + ? AS next_age, count(*) FROM user_account"
                        + " GROUP BY user_account.age ORDER BY next_age");
        assertThat(IDS.orderBy(label("a\"; DROP TABLE x; --")))
                .hasToString(SQL + " ORDER BY \"a\"\"; DROP TABLE x; --\"");
    }

    @Test
    void repeatsALabelledExpressionWhereItIsNotSelected() {
        NumericExpression<Integer> next = users.age.plus(1).as("next_age");
        assertThat(select(next).where(next.gt(5)))
                .hasToString("SELECT user_account.age + ? AS next_age FROM user_account"
                        + " WHERE (user_account.age + ?) > ?");
    }

    @Test
    void bindsLimitAndOffset() {
        Select<Row1<Long>> page = IDS.limit(10).offset(20);
        assertThat(page).hasToString(SQL + " LIMIT ? OFFSET ?");
        assertThat(StatementKey.values(page)).extracting(BindValue::value).containsExactly(10L, 20L);
        assertThat(IDS.limit(10).limit(5)).hasToString(SQL + " LIMIT ?");
        assertThat(IDS.limit(param("n", BIGINT)).offset(param("m", BIGINT))).hasToString(SQL + " LIMIT ? OFFSET ?");
    }

    @Test
    void refusesNegativeLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IDS.limit(-1))
                .withMessage("A limit must not be negative, but it is -1.");
        assertThatIllegalArgumentException().isThrownBy(() -> IDS.offset(-5)).withMessageContaining("offset");
    }

    @Test
    void selectsDistinctRows() {
        assertThat(select(users.name).distinct()).hasToString("SELECT DISTINCT user_account.name FROM user_account");
    }

    @Test
    void changesTheColumnsOnly() {
        Select<Row1<Long>> newest =
                IDS.where(users.active).orderBy(users.id.desc()).limit(3).distinct();
        assertThat(newest.withColumns(List.of(users.name, users.age)))
                .hasToString("SELECT DISTINCT user_account.name, user_account.age FROM user_account"
                        + " WHERE user_account.active ORDER BY user_account.id DESC LIMIT ?");
    }

    @Test
    void appliesPartsThatAreWrittenApart() {
        Select<Row1<Long>> page = IDS.apply(SelectClauseTests::firstPage);
        assertThat(page).hasToString(SQL + " ORDER BY user_account.id LIMIT ?");
    }

    private static <R> Select<R> firstPage(Select<R> select) {
        return select.orderBy(users.id).limit(10);
    }

    @Test
    void keepsOptions() {
        Select<Row1<Long>> select = IDS.option(ExecutionOptions.FETCH_SIZE, 7).where(users.active);
        assertThat(select.options().get(ExecutionOptions.FETCH_SIZE)).isEqualTo(7);
        assertThat(select.withColumns(List.of(users.id)).options().get(ExecutionOptions.FETCH_SIZE))
                .isEqualTo(7);
    }
}
