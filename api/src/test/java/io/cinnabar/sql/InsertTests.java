package io.cinnabar.sql;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.messages;
import static io.cinnabar.fixture.Tables.stocks;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.type.Types.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.compile.BindSlot;
import io.cinnabar.compile.Compiled;
import io.cinnabar.compile.StatementKey;
import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.error.CompilationException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.fixture.Users;
import io.cinnabar.schema.MetaData;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsertTests {

    @Test
    void insertsOneRow() {
        Insert insert = insert(users).set(users.name, "sandy").set(users.age, 5);
        assertThat(insert).hasToString("INSERT INTO user_account (name, age) VALUES (?, ?)");
        assertThat(StatementKey.values(insert)).extracting(BindValue::value).containsExactly("sandy", 5);
    }

    @Test
    void qualifiesByTheSchema() {
        assertThat(insert(stocks).set(stocks.sku, "a")).hasToString("INSERT INTO store.stock (sku) VALUES (?)");
    }

    @Test
    void bindsAnExplicitNull() {
        Insert insert = insert(users).setNull(users.fullname).set(users.name, "x");
        assertThat(insert).hasToString("INSERT INTO user_account (fullname, name) VALUES (?, ?)");
        assertThat(StatementKey.values(insert)).extracting(BindValue::value).containsExactly(null, "x");
    }

    @Test
    void insertsExpressions() {
        assertThat(insert(users)
                        .set(users.name, lower(value("X")))
                        .set(users.id, scalarSubquery(select(count()).from(addresses)))
                        .set(users.fullname, param("full", TEXT)))
                .hasToString("INSERT INTO user_account (name, id, fullname)"
                        + " VALUES (lower(?), (SELECT count(*) FROM address), ?)");
    }

    @Test
    void insertsManyRows() {
        Insert insert = insert(users)
                .row(row -> row.set(users.name, "a").set(users.age, 1))
                .row(row -> row.set(users.age, 2).set(users.name, "b"));
        assertThat(insert).hasToString("INSERT INTO user_account (name, age) VALUES (?, ?), (?, ?)");
        assertThat(StatementKey.values(insert)).extracting(BindValue::value).containsExactly("a", 1, "b", 2);
    }

    @Test
    void insertsARowForEachItem() {
        Insert insert = insert(users)
                .rows(
                        List.of("a", "b", "c"),
                        (row, name) -> row.set(users.name, name).setNull(users.fullname));
        assertThat(insert).hasToString("INSERT INTO user_account (name, fullname) VALUES (?, ?), (?, ?), (?, ?)");
    }

    @Test
    void insertsARowOfDefaults() {
        assertThat(insert(users)).hasToString("INSERT INTO user_account DEFAULT VALUES");
        assertThat(insert(users).row(row -> {})).hasToString("INSERT INTO user_account DEFAULT VALUES");
    }

    @Test
    void refusesSeveralRowsOfDefaults() {
        Insert insert = insert(users).row(row -> {}).row(row -> {});
        assertThatThrownBy(() -> insert.sql(AnsiDialect.INSTANCE))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("'user_account' has 2 rows that set no column");
    }

    @Test
    void insertsTheRowsOfAQuery() {
        assertThat(insert(users)
                        .fromSelect(
                                List.of(users.name, users.fullname),
                                select(addresses.email, addresses.email).where(addresses.id.gt(1L))))
                .hasToString("INSERT INTO user_account (name, fullname)"
                        + " SELECT address.email, address.email FROM address WHERE address.id > ?");
    }

    @Test
    void addsDefaultsOfColumnsThatAreNotSet() {
        Insert insert = insert(messages).set(messages.body, "hello");
        assertThat(insert).hasToString("INSERT INTO message (body, id, sent) VALUES (?, ?, CURRENT_TIMESTAMP)");
        Compiled compiled = AnsiDialect.INSTANCE.compiler().compile(insert);
        assertThat(compiled.slots().get(0).source()).isEqualTo(new BindSlot.Held(0));
        assertThat(compiled.slots().get(1).source()).isInstanceOf(BindSlot.Generated.class);
        assertThat(insert(messages)).hasToString("INSERT INTO message (id, sent) VALUES (?, CURRENT_TIMESTAMP)");
    }

    @Test
    void generatesDefaultsForEachRow() {
        Insert insert = insert(messages).rows(List.of("a", "b"), (row, body) -> row.set(messages.body, body));
        assertThat(insert)
                .hasToString("INSERT INTO message (body, id, sent)"
                        + " VALUES (?, ?, CURRENT_TIMESTAMP), (?, ?, CURRENT_TIMESTAMP)");
        assertThat(AnsiDialect.INSTANCE.compiler().compile(insert).slots())
                .extracting(slot -> slot.source().getClass().getSimpleName())
                .containsExactly("Held", "Generated", "Held", "Generated");
    }

    @Test
    void leavesOutDefaultsOfColumnsThatAreSet() {
        assertThat(insert(messages).setNull(messages.id).setNull(messages.sent))
                .hasToString("INSERT INTO message (id, sent) VALUES (?, ?)");
    }

    @Test
    void takesTheColumnsOfAnAliasForThoseOfTheTable() {
        var m = messages.as("m", io.cinnabar.fixture.Messages::new);
        assertThat(insert(messages).setNull(m.id).setNull(m.sent))
                .hasToString("INSERT INTO message (id, sent) VALUES (?, ?)");
        assertThatThrownBy(() -> insert(messages).set(messages.body, "a").set(m.body, "b"))
                .hasMessageContaining("'body' is set twice");
    }

    @Test
    void refusesColumnsOfOtherTables() {
        assertThatThrownBy(() -> insert(users).set(addresses.email, "x"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Column 'email' belongs to table 'address', not to 'user_account', which the statement"
                        + " writes. [SQL-004]");
        assertThatThrownBy(() -> insert(users).row(row -> row.set(addresses.email, "x")))
                .hasMessageContaining("belongs to table 'address'");
        assertThatThrownBy(() -> insert(users).fromSelect(List.of(addresses.email), select(users.name)))
                .hasMessageContaining("belongs to table 'address'");
        assertThatThrownBy(() -> insert(users).set(new Users(new MetaData()).name, "x"))
                .hasMessageContaining("belongs to table 'user_account', not to 'user_account'");
    }

    @Test
    void refusesAColumnThatIsSetTwice() {
        assertThatThrownBy(() -> insert(users).set(users.name, "a").set(users.name, "b"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Column 'name' is set twice in one row. [SQL-001]");
        assertThatThrownBy(
                        () -> insert(users).row(row -> row.set(users.name, "a").setNull(users.name)))
                .hasMessage("Column 'name' is set twice in one row. [SQL-001]");
        assertThatThrownBy(() -> insert(users)
                        .fromSelect(List.of(users.name, users.name), select(addresses.email, addresses.email)))
                .hasMessage("The insert names a column twice: [name, name]. [SQL-001]");
    }

    @Test
    void refusesRowsOfDifferentColumns() {
        assertThatThrownBy(() -> insert(users)
                        .row(row -> row.set(users.name, "a"))
                        .row(row -> row.set(users.name, "b").set(users.age, 1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("All rows of an insert set the same columns: the first row sets [name], another one sets"
                        + " [name, age]. [SQL-001]");
    }

    @Test
    void refusesAnEmptyListOfRows() {
        assertThatThrownBy(() -> insert(users).rows(List.<String>of(), (row, name) -> row.set(users.name, name)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("An insert into 'user_account' got an empty list of rows. Leave the statement out where"
                        + " there is nothing to insert. [SQL-001]");
        Insert one = insert(users).set(users.name, "a");
        assertThat(one.rows(List.<String>of(), (row, name) -> row.set(users.name, name)))
                .hasToString(one.toString());
    }

    @Test
    void refusesToMixTheWaysToGiveRows() {
        Insert two = insert(users).rows(List.of("a", "b"), (row, name) -> row.set(users.name, name));
        Insert query = insert(users).fromSelect(List.of(users.name), select(addresses.email));
        assertThatThrownBy(() -> two.set(users.age, 1))
                .hasMessage(
                        "set(…) is for an insert of one row, but this one has 2 rows. Use row(…) for each row. [SQL-001]");
        assertThatThrownBy(() -> query.set(users.age, 1)).hasMessageContaining("this one has a query");
        assertThatThrownBy(() -> query.row(row -> row.set(users.age, 1)))
                .hasMessage("An insert from a query cannot have rows of its own. [SQL-001]");
        assertThatThrownBy(() -> two.fromSelect(List.of(users.name), select(addresses.email)))
                .hasMessage("An insert of rows cannot take a query too. [SQL-001]");
    }

    @Test
    void refusesAQueryOfAnotherNumberOfColumns() {
        assertThatThrownBy(() -> insert(users).fromSelect(List.of(users.name, users.age), select(addresses.email)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("The insert names 2 columns, but its query has 1. [SQL-001]");
    }

    @Test
    void returnsColumns() {
        assertThat(insert(users).set(users.name, "a").returning(users.id, users.name.as("n")))
                .hasToString("INSERT INTO user_account (name) VALUES (?) RETURNING id, name AS n");
        assertThat(insert(addresses).set(addresses.email, "a").returning(addresses))
                .hasToString("INSERT INTO address (email) VALUES (?) RETURNING id, user_id, email");
        assertThat(insert(users).set(users.name, "a").returning(List.of(users.id)))
                .hasToString("INSERT INTO user_account (name) VALUES (?) RETURNING id");
    }
}
