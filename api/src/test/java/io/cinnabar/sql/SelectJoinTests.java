package io.cinnabar.sql;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.employees;
import static io.cinnabar.fixture.Tables.messages;
import static io.cinnabar.fixture.Tables.moves;
import static io.cinnabar.fixture.Tables.stocks;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.error.CompilationException;
import io.cinnabar.fixture.Employees;
import io.cinnabar.fixture.Users;
import org.junit.jupiter.api.Test;

class SelectJoinTests {

    private static String sql(Statement statement) {
        return statement.sql(AnsiDialect.INSTANCE);
    }

    @Test
    void joinsByTheForeignKey() {
        assertThat(select(users.name, addresses.email).join(addresses))
                .hasToString("SELECT user_account.name, address.email FROM user_account"
                        + " JOIN address ON user_account.id = address.user_id");
    }

    @Test
    void joinsByTheForeignKeyInTheOtherDirection() {
        assertThat(select(users.name, addresses.email).join(users))
                .hasToString("SELECT user_account.name, address.email FROM address"
                        + " JOIN user_account ON address.user_id = user_account.id");
    }

    @Test
    void joinsByEveryColumnOfACompositeKey() {
        assertThat(select(moves.id).join(stocks))
                .hasToString("SELECT store.move.id FROM store.move JOIN store.stock"
                        + " ON store.move.warehouse = store.stock.warehouse AND store.move.sku = store.stock.sku");
    }

    @Test
    void joinsInEachKind() {
        Select<Row1<String>> names = select(users.name);
        Condition match = addresses.userId.eq(users.id);
        String on = "address ON address.user_id = user_account.id";
        String from = "SELECT user_account.name FROM user_account ";
        assertThat(names.join(addresses, match)).hasToString(from + "JOIN " + on);
        assertThat(names.leftJoin(addresses, match)).hasToString(from + "LEFT JOIN " + on);
        assertThat(names.leftJoin(addresses))
                .hasToString(from + "LEFT JOIN address ON user_account.id = address.user_id");
        assertThat(names.rightJoin(addresses, match)).hasToString(from + "RIGHT JOIN " + on);
        assertThat(names.fullJoin(addresses, match)).hasToString(from + "FULL JOIN " + on);
        assertThat(names.crossJoin(addresses)).hasToString(from + "CROSS JOIN address");
    }

    @Test
    void joinsATableWithItselfUnderAnAlias() {
        Alias manager = employees.as("manager");
        assertThat(select(employees.name, manager.c(employees.name)).join(manager))
                .hasToString("SELECT employee.name, manager.name FROM employee"
                        + " JOIN employee AS manager ON employee.manager_id = manager.id");
    }

    @Test
    void joinsATableWithItselfUnderAnAliasThatIsATable() {
        Employees manager = employees.as("manager", Employees::new);
        assertThat(select(employees.name, manager.name).leftJoin(manager))
                .hasToString("SELECT employee.name, manager.name FROM employee"
                        + " LEFT JOIN employee AS manager ON employee.manager_id = manager.id");
        assertThat(select(manager.name).join(employees, employees.managerId.eq(manager.id)))
                .hasToString("SELECT manager.name FROM employee AS manager"
                        + " JOIN employee ON employee.manager_id = manager.id");
    }

    @Test
    void joinsAliasesByTheForeignKeysOfTheirTables() {
        Users u = users.as("u", Users::new);
        Alias a = addresses.as("a");
        assertThat(select(u.id).join(a))
                .hasToString("SELECT u.id FROM user_account AS u JOIN address AS a ON u.id = a.user_id");
    }

    @Test
    void joinsASubqueryOnACondition() {
        Subquery totals = select(addresses.userId, count().as("total"))
                .groupBy(addresses.userId)
                .subquery("totals");
        assertThat(select(users.name).join(totals, totals.c(addresses.userId).eq(users.id)))
                .hasToString("SELECT user_account.name FROM user_account JOIN"
                        + " (SELECT address.user_id, count(*) AS total FROM address GROUP BY address.user_id)"
                        + " AS totals ON totals.user_id = user_account.id");
    }

    @Test
    void addsJoinsToTheItemThatTheirConditionNames() {
        assertThat(select(users.id, employees.id).join(addresses, addresses.email.eq(employees.name)))
                .hasToString("SELECT user_account.id, employee.id FROM user_account, employee"
                        + " JOIN address ON address.email = employee.name");
    }

    @Test
    void joinsToWhatWasJoined() {
        Users reader = users.as("reader", Users::new);
        assertThat(select(addresses.email)
                        .join(users)
                        .join(messages, messages.senderId.eq(users.id))
                        .join(reader, messages.recipientId.eq(reader.id)))
                .hasToString("SELECT address.email FROM address JOIN user_account ON address.user_id = user_account.id"
                        + " JOIN message ON message.sender_id = user_account.id"
                        + " JOIN user_account AS reader ON message.recipient_id = reader.id");
    }

    @Test
    void saysThatNoForeignKeyConnects() {
        assertThatThrownBy(() -> sql(select(users.id).join(employees)))
                .isInstanceOf(CompilationException.class)
                .hasMessage("No foreign key connects 'employee' with what is in FROM. Give the join its condition:"
                        + " join(target, a.eq(b)). [SQL-010]");
    }

    @Test
    void saysThatMoreThanOneForeignKeyConnects() {
        assertThatThrownBy(() -> sql(select(messages.body).join(users)))
                .isInstanceOf(CompilationException.class)
                .hasMessageStartingWith("More than one foreign key connects 'user_account' with what is in FROM.");
        Alias boss = employees.as("boss");
        Alias chief = employees.as("chief");
        assertThatThrownBy(() -> sql(select(employees.id).join(boss).join(chief)))
                .hasMessageStartingWith("More than one foreign key connects 'chief'");
    }

    @Test
    void saysThatThereIsNothingToJoinTo() {
        assertThatThrownBy(() -> sql(select(addresses.email).join(addresses)))
                .isInstanceOf(CompilationException.class)
                .hasMessage("The select has a join but nothing to join to. Name the left side with from(…). [SQL-002]");
    }
}
