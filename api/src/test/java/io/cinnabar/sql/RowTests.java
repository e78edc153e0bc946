package io.cinnabar.sql;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.fixture.Users;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTests {
    private record UserView(Long id, String name) {
        @SuppressWarnings("unused") // a second constructor must not make the reference ambiguous
        UserView(Long id) {
            this(id, "");
        }
    }

    private static RowHeader header(Select<?> select) {
        List<String> names = select.selected().stream()
                .map(expression -> String.valueOf(expression.node().name()))
                .toList();
        return new RowHeader(names, select.selected());
    }

    @Test
    void readsByPositionNameAndColumn() {
        Select<Row2<Long, String>> select = select(users.id, users.name);
        Row2<Long, String> row = select.row(new Object[] {5L, "sandy"}, header(select));
        assertThat(row.v1()).isEqualTo(5L);
        assertThat(row.v2()).isEqualTo("sandy");
        assertThat(row.get(0)).isEqualTo(5L);
        assertThat(row.get(1, String.class)).isEqualTo("sandy");
        assertThat(row.get("name")).isEqualTo("sandy");
        assertThat(row.get("id", Long.class)).isEqualTo(5L);
        assertThat(row.get(users.name)).isEqualTo("sandy");
        assertThat(row.names()).containsExactly("id", "name");
        assertThat(row.values()).containsExactly(5L, "sandy");
        assertThat(row.toMap()).isEqualTo(Map.of("id", 5L, "name", "sandy"));
        UserView view = row.to(UserView::new);
        assertThat(view).isEqualTo(new UserView(5L, "sandy"));
        assertThat(row).hasToString("(5, sandy)");
    }

    @Test
    void readsLabelledExpressionsAndTheirOperands() {
        NumericExpression<Long> total = count();
        NumericExpression<Long> labelled = total.as("total");
        Select<Row2<Long, Long>> select = select(labelled, users.id.as("key")).from(users);
        Row row = select.row(new Object[] {7L, 1L}, header(select));
        assertThat(row.get(labelled)).isEqualTo(7L);
        assertThat(row.get(total)).isEqualTo(7L);
        assertThat(row.get(users.id)).isEqualTo(1L);
    }

    @Test
    void prefersAColumnToALabelOfIt() {
        Select<Row2<Long, Long>> select = select(users.id.as("a"), users.id);
        Row row = select.row(new Object[] {1L, 2L}, header(select));
        assertThat(row.get(users.id)).isEqualTo(2L);
    }

    @Test
    void readsTheColumnsOfAliases() {
        Alias alias = users.as("u");
        Users table = users.as("t", Users::new);
        Select<Row3<Long, Long, Long>> select = select(users.id, alias.c(users.id), table.id);
        Row row = select.row(new Object[] {1L, 2L, 3L}, header(select));
        assertThat(row.get(users.id)).isEqualTo(1L);
        assertThat(row.get(users.as("u").c(users.id))).isEqualTo(2L);
        assertThat(row.get(users.as("t", Users::new).id)).isEqualTo(3L);
    }

    @Test
    void saysWhatARowDoesNotHave() {
        Select<Row2<Long, Long>> select = select(users.id, addresses.id);
        Row row = select.row(new Object[] {1L, 2L}, header(select));
        assertThatThrownBy(() -> row.get("id"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("The row has more than one column 'id'. Ask by the column itself or by position, or give"
                        + " the columns different labels. [SQL-005]");
        assertThatThrownBy(row::toMap).hasMessageContaining("more than one column 'id'");
        assertThatThrownBy(() -> row.get("name"))
                .hasMessage("The row has no column 'name'; its columns are [id, id]. [SQL-004]");
        assertThatThrownBy(() -> row.get(users.name))
                .hasMessage("'name' was not selected; the columns of the row are [id, id]. Add it to the columns of the"
                        + " statement. [SQL-004]");
        assertThatThrownBy(() -> row.get(users.age.plus(1))).hasMessageStartingWith("The expression was not selected");
        assertThatThrownBy(() -> row.get(2))
                .hasMessage("The row has no position 2; its 2 columns are [id, id], counted from 0. [SQL-004]");
        assertThatThrownBy(() -> row.get(-1)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> row.get(0, String.class))
                .hasMessage("Column 'id' holds a Long, not a String. Ask for that class, or select a cast. [TYP-002]");
    }

    @Test
    void holdsNulls() {
        Select<Row1<String>> select = select(users.fullname);
        Row1<String> row = select.row(new Object[] {null}, header(select));
        assertThat(row.v1()).isNull();
        assertThat(row.get("fullname", String.class)).isNull();
        assertThat(row.toMap()).containsEntry("fullname", null);
        assertThat(row.values()).isEqualTo(Arrays.asList((Object) null));
    }

    @Test
    void isEqualByItsValues() {
        Select<Row1<String>> select = select(users.name);
        RowHeader header = header(select);
        Row one = select.row(new Object[] {new byte[] {1}}, header);
        Row same = Row.of(new Object[] {new byte[] {1}}, header);
        Row other = select.row(new Object[] {new byte[] {2}}, header);
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    }

    @Test
    void hasAValueForEachColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Row.of(new Object[] {1}, header(select(users.id, users.name))))
                .withMessage("A row of 2 columns cannot have 1 values.");
    }

    @Test
    void hasRowsOfTenValues() {
        var row = select(
                        users.id, users.id, users.id, users.id, users.id, users.id, users.id, users.id, users.id,
                        users.id)
                .row(new Object[] {1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L}, new RowHeader(List.of(), List.of()));
        assertThat(row.<Long>to((a, b, c, d, e, f, g, h, i, j) -> a + b + c + d + e + f + g + h + i + j))
                .isEqualTo(55L);
        assertThat(row.v10()).isEqualTo(10L);
    }
}
