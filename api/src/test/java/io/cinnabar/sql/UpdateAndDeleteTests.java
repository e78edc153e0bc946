package io.cinnabar.sql;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.messages;
import static io.cinnabar.fixture.Tables.stocks;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.compile.StatementKey;
import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.error.CompilationException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.fixture.Messages;
import io.cinnabar.fixture.Users;
import org.junit.jupiter.api.Test;

class UpdateAndDeleteTests {

    @Test
    void updatesColumnsWhereConditionsHold() {
        Update update = update(users)
                .set(users.name, "x")
                .set(users.age, users.age.plus(1))
                .setNull(users.fullname)
                .where(users.id.eq(5L))
                .where(users.active);
        assertThat(update)
                .hasToString("UPDATE user_account SET name = ?, age = user_account.age + ?, fullname = ?"
                        + " WHERE user_account.id = ? AND user_account.active");
        assertThat(StatementKey.values(update)).extracting(BindValue::value).containsExactly("x", 1, null, 5L);
    }

    @Test
    void updatesEveryRowWithoutACondition() {
        assertThat(update(stocks).set(stocks.amount, 0)).hasToString("UPDATE store.stock SET amount = ?");
    }

    @Test
    void addsTheDefaultsOfUpdates() {
        assertThat(update(messages).set(messages.body, "x"))
                .hasToString("UPDATE message SET body = ?, changed = CURRENT_TIMESTAMP, version = ?");
        assertThat(update(messages).setNull(messages.changed).set(messages.version, 1))
                .hasToString("UPDATE message SET changed = ?, version = ?");
    }

    @Test
    void updatesAnAlias() {
        Users u = users.as("u", Users::new);
        assertThat(update(u).set(u.name, "x").where(u.id.eq(1L)))
                .hasToString("UPDATE user_account AS u SET name = ? WHERE u.id = ?");
        Messages m = messages.as("m", Messages::new);
        assertThat(update(m).set(messages.changed, m.sent).set(messages.version, 1))
                .hasToString("UPDATE message AS m SET changed = m.sent, version = ?");
    }

    @Test
    void returnsColumnsOfChangedRows() {
        assertThat(update(users).set(users.name, "x").returning(users.id))
                .hasToString("UPDATE user_account SET name = ? RETURNING id");
        assertThat(delete(users).where(users.id.eq(1L)).returning(users.id, users.age.plus(1)))
                .hasToString("DELETE FROM user_account WHERE user_account.id = ? RETURNING id, age + ?");
    }

    @Test
    void refusesAnUpdateOfNothing() {
        assertThatThrownBy(() -> update(users).where(users.active).sql(AnsiDialect.INSTANCE))
                .isInstanceOf(CompilationException.class)
                .hasMessage("The update of table 'user_account' sets no column. Add set(column, value). [SQL-002]");
    }

    @Test
    void refusesWrongColumns() {
        assertThatThrownBy(() -> update(users).set(addresses.email, "x"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Column 'email' belongs to table 'address', not to 'user_account'");
        assertThatThrownBy(() -> update(users).set(users.name, "a").set(users.name, "b"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Column 'name' is set twice. [SQL-001]");
        assertThatThrownBy(() -> update(users).set(users.name, "a").setNull(users.as("u", Users::new).name))
                .hasMessage("Column 'name' is set twice. [SQL-001]");
    }

    @Test
    void deletes() {
        assertThat(delete(users)).hasToString("DELETE FROM user_account");
        assertThat(delete(users).where(users.active.not(), users.age.isNull()))
                .hasToString("DELETE FROM user_account WHERE NOT user_account.active AND user_account.age IS NULL");
        Users u = users.as("u", Users::new);
        assertThat(delete(u).where(u.id.eq(1L))).hasToString("DELETE FROM user_account AS u WHERE u.id = ?");
    }

    @Test
    void leavesTheStatementThatItCameFrom() {
        Update first = update(users).set(users.name, "a");
        Delete all = delete(users);
        first.set(users.age, 1);
        first.where(users.active);
        all.where(users.active);
        assertThat(first).hasToString("UPDATE user_account SET name = ?");
        assertThat(all).hasToString("DELETE FROM user_account");
    }

    @Test
    void keepsOptionsThroughReturning() {
        var returning = delete(users).returning(users.id).option(ExecutionOptions.LABEL, "purge");
        assertThat(returning.options().get(ExecutionOptions.LABEL)).isEqualTo("purge");
        assertThat(returning.statement().options().get(ExecutionOptions.LABEL)).isEqualTo("purge");
        assertThat(update(users)
                        .option(ExecutionOptions.LABEL, "u")
                        .set(users.name, "a")
                        .where(users.active)
                        .options()
                        .get(ExecutionOptions.LABEL))
                .isEqualTo("u");
    }
}
