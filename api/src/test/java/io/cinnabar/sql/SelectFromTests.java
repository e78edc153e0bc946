package io.cinnabar.sql;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.stocks;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.currentTimestamp;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.fixture.Users;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectFromTests {

    @Test
    void infersFromOfSelectedColumns() {
        assertThat(select(users.id, users.name))
                .hasToString("SELECT user_account.id, user_account.name FROM user_account");
    }

    @Test
    void infersFromOfConditions() {
        assertThat(select(count()).where(users.id.gt(5L)))
                .hasToString("SELECT count(*) FROM user_account WHERE user_account.id > ?");
    }

    @Test
    void infersFromOfGroupsAndSortKeysWhereNothingElseNamesAnItem() {
        assertThat(select(count()).groupBy(users.name))
                .hasToString("SELECT count(*) FROM user_account GROUP BY user_account.name");
        assertThat(select(count()).having(count(users.id).gt(1L)))
                .hasToString("SELECT count(*) FROM user_account HAVING count(user_account.id) > ?");
        assertThat(select(literal(1)).orderBy(users.name.desc()))
                .hasToString("SELECT 1 FROM user_account ORDER BY user_account.name DESC");
    }

    @Test
    void addsNothingThatIsOnlySortedBy() {
        assertThat(select(users.id).orderBy(addresses.email))
                .hasToString("SELECT user_account.id FROM user_account ORDER BY address.email");
    }

    @Test
    void infersFromInsideFunctionsAndLabels() {
        assertThat(select(Functions.lower(users.name).as("n")))
                .hasToString("SELECT lower(user_account.name) AS n FROM user_account");
    }

    @Test
    void needsNoFrom() {
        assertThat(select(literal(1))).hasToString("SELECT 1");
        assertThat(select(currentTimestamp())).hasToString("SELECT CURRENT_TIMESTAMP");
    }

    @Test
    void takesGivenItemsFirst() {
        assertThat(select(users.id).from(addresses)).hasToString("SELECT user_account.id FROM address, user_account");
    }

    @Test
    void namesAnItemOnceThatIsGivenTwice() {
        assertThat(select(users.id).from(users, users)).hasToString("SELECT user_account.id FROM user_account");
        assertThat(select(count()).from(users.as("u")).from(users.as("u")))
                .hasToString("SELECT count(*) FROM user_account AS u");
    }

    @Test
    void putsCommasBetweenUnconnectedTables() {
        assertThat(select(users.id, addresses.id).where(addresses.userId.eq(users.id)))
                .hasToString("SELECT user_account.id, address.id FROM user_account, address"
                        + " WHERE address.user_id = user_account.id");
    }

    @Test
    void qualifiesByTheSchema() {
        assertThat(select(stocks.amount).where(stocks.sku.eq("x")))
                .hasToString("SELECT store.stock.amount FROM store.stock WHERE store.stock.sku = ?");
    }

    @Test
    void selectsAllColumnsOfATable() {
        assertThat(select(addresses)).hasToString("SELECT address.id, address.user_id, address.email FROM address");
    }

    @Test
    void selectsAList() {
        assertThat(select(List.of(users.id, users.name)))
                .hasToString("SELECT user_account.id, user_account.name FROM user_account");
    }

    @Test
    void refusesAnEmptyList() {
        assertThatThrownBy(() -> select(List.of()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("A select needs at least one column. Name the columns or a table. [SQL-001]");
    }

    @Test
    void rendersAliasesOfTables() {
        Alias manager = users.as("manager");
        assertThat(select(manager.c(users.id), manager.c(users.name))
                        .where(manager.c(users.name).like("s%")))
                .hasToString(
                        "SELECT manager.id, manager.name FROM user_account AS manager" + " WHERE manager.name LIKE ?");
    }

    @Test
    void treatsAliasesOfTheSameNameAsOne() {
        assertThat(select(users.as("u").c(users.id))
                        .where(users.as("u").c(users.name).eq("x")))
                .hasToString("SELECT u.id FROM user_account AS u WHERE u.name = ?");
    }

    @Test
    void rendersAliasesThatAreTables() {
        Users manager = users.as("manager", Users::new);
        assertThat(select(manager.id).where(manager.name.startsWith("s")))
                .hasToString("SELECT manager.id FROM user_account AS manager WHERE manager.name LIKE ? ESCAPE '/'");
        assertThat(select(manager))
                .hasToString("SELECT manager.id, manager.name, manager.fullname, manager.age, manager.active"
                        + " FROM user_account AS manager");
    }

    @Test
    void keepsATableApartFromItsAlias() {
        Users other = users.as("other", Users::new);
        assertThat(select(users.id, other.id).where(users.name.eq(other.name)))
                .hasToString("SELECT user_account.id, other.id FROM user_account, user_account AS other"
                        + " WHERE user_account.name = other.name");
    }

    @Test
    void saysThatAnAliasLacksAColumn() {
        assertThatThrownBy(() -> users.as("u").c(addresses.email))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Alias 'u' has no column for 'email': it is not a column of table 'user_account'."
                        + " [SQL-004]");
        assertThatThrownBy(() -> users.c(users.id)).hasMessageContaining("'user_account' is not an alias");
    }
}
