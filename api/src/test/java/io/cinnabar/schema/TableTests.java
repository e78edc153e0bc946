package io.cinnabar.schema;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.employees;
import static io.cinnabar.fixture.Tables.messages;
import static io.cinnabar.fixture.Tables.moves;
import static io.cinnabar.fixture.Tables.stocks;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.schema.Schema.checkConstraint;
import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.columnComment;
import static io.cinnabar.schema.Schema.computed;
import static io.cinnabar.schema.Schema.defaultValue;
import static io.cinnabar.schema.Schema.foreignKeyConstraint;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.index;
import static io.cinnabar.schema.Schema.indexed;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.schema.Schema.serverDefault;
import static io.cinnabar.schema.Schema.unique;
import static io.cinnabar.schema.Schema.uniqueConstraint;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INSTANT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.JSON;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.array;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.SchemaException;
import io.cinnabar.fixture.Employees;
import io.cinnabar.fixture.Users;
import io.cinnabar.sql.ColumnDefault;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTests {

    private static Table table(TableElement... elements) {
        return new MetaData().table("t", elements);
    }

    @Test
    void givesColumnsTheClassOfTheirType() {
        Table table = table(
                column("a", TEXT),
                column("b", INTEGER),
                column("c", io.cinnabar.type.Types.BOOLEAN),
                column("d", io.cinnabar.type.Types.DATE),
                column("e", JSON),
                column("f", array(BIGINT)),
                column("g", INSTANT));
        assertThat(table.columns())
                .extracting(column -> column.getClass().getSimpleName())
                .containsExactly(
                        "TextColumn",
                        "NumericColumn",
                        "BooleanColumn",
                        "TemporalColumn",
                        "JsonColumn",
                        "ArrayColumn",
                        "PlainColumn");
        assertThat(table.columns()).extracting(Column::toString).startsWith("t.a", "t.b");
    }

    @Test
    void findsColumnsByNameAndClass() {
        Table table = table(column("id", BIGINT), column("at", INSTANT));
        Column<Long> id = table.c("id", Long.class);
        assertThat(id).isSameAs(table.column("id"));
        assertThat(table.c("at", java.time.Instant.class).type()).isEqualTo(INSTANT);
        assertThatThrownBy(() -> table.c("id", Integer.class))
                .isInstanceOf(SchemaException.class)
                .hasMessage("Column 't.id' holds Long, not Integer. [SQL-004]");
        assertThatThrownBy(() -> table.column("x"))
                .hasMessage("Table 't' has no column 'x'; its columns are [id, at]. [SQL-004]");
    }

    @Test
    void knowsTheOptionsOfColumns() {
        Table table = table(
                column("id", BIGINT, identity(new Identity(true, 10, 5)), primaryKey()),
                column("a", TEXT, notNull(), columnComment("words"), defaultValue("x")),
                column("b", INTEGER, serverDefault(5)),
                column("c", INTEGER, computed(literal(1))));
        Column<?> id = table.column("id");
        Column<?> a = table.column("a");
        assertThat(id.isPrimaryKey()).isTrue();
        assertThat(id.isNullable()).isFalse();
        assertThat(id.identity()).isEqualTo(new Identity(true, 10, 5));
        assertThat(id.isServerGenerated()).isTrue();
        assertThat(a.isNullable()).isFalse();
        assertThat(a.comment()).isEqualTo("words");
        assertThat(a.insertDefault()).isInstanceOf(ColumnDefault.Generated.class);
        assertThat(a.isServerGenerated()).isFalse();
        assertThat(table.column("b").isNullable()).isTrue();
        assertThat(table.column("b").serverDefault()).isNotNull();
        assertThat(table.column("c").computed()).isNotNull();
        assertThat(messages.changed.updateDefault()).isInstanceOf(ColumnDefault.Computed.class);
        assertThat(messages.version.updateDefault()).isInstanceOf(ColumnDefault.Generated.class);
    }

    @Test
    void refusesContradictionsOfAColumn() {
        assertThatThrownBy(() -> table(column("a", INTEGER, computed(literal(1)), serverDefault(1))))
                .isInstanceOf(SchemaException.class)
                .hasMessage("Column 't.a' is computed and so can have no default or identity. [SCH-001]");
        assertThatThrownBy(() -> table(column("a", INTEGER, computed(literal(1)), identity())))
                .hasMessageContaining("is computed");
        assertThatThrownBy(() -> table(column("a", INTEGER, identity(), serverDefault(1))))
                .hasMessage("Column 't.a' has both an identity and a server default. [SCH-001]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Identity(false, 1, 0));
    }

    @Test
    void refusesEmptyAndRepeatedNames() {
        assertThatThrownBy(() -> table(column("", TEXT)))
                .hasMessage("A column of table 't' has an empty name. [SCH-001]");
        assertThatThrownBy(() -> table(column("a", TEXT), column("a", INTEGER)))
                .isInstanceOf(SchemaException.class)
                .hasMessage("Column 'a' is declared twice in table 't'. [SCH-001]");
        assertThatThrownBy(() -> new MetaData().table("", column("a", TEXT)))
                .hasMessage("A table has an empty name. [SCH-001]");
        assertThatThrownBy(() -> new Users(io.cinnabar.fixture.Tables.METADATA))
                .hasMessage(
                        "Table 'user_account' is declared twice in the same metadata. Keep one instance of its class"
                                + " and share it. [SCH-001]");
        assertThatThrownBy(() -> table(column("a", TEXT, indexed()), index("ix_t_a", "a")))
                .hasMessage("Index 'ix_t_a' is declared twice in table 't'. [SCH-001]");
    }

    @Test
    void refusesConstraintsWithoutOrWithForeignColumns() {
        assertThatThrownBy(() -> table(column("a", TEXT), uniqueConstraint()))
                .hasMessage("A unique constraint of table 't' names no column. [SCH-001]");
        assertThatThrownBy(() -> table(column("a", TEXT), index("ix")))
                .hasMessage("Index 'ix' of table 't' has no columns. [SCH-001]");
        assertThatThrownBy(() -> table(column("a", TEXT), uniqueConstraint("b")))
                .hasMessageContaining("Table 't' has no column 'b'");
        var metadata = new MetaData();
        assertThatThrownBy(() -> new Table("odd", metadata) {
                    {
                        column("a", TEXT);
                        uniqueConstraint(users.name);
                    }
                })
                .hasMessage("A unique constraint of table 'odd' names column 'name', which belongs to table"
                        + " 'user_account'. [SCH-001]");
        assertThatThrownBy(() ->
                        table(column("a", TEXT), foreignKeyConstraint(List.of("a"), stocks.sku, stocks.warehouse)))
                .hasMessage("A foreign key of table 't' has 1 columns but refers to 2. [SCH-001]");
    }

    @Test
    void namesConstraintsByTheConvention() {
        Table table = table(
                column("id", BIGINT, primaryKey()),
                column("a", TEXT, unique()),
                column("b", BIGINT, indexed(), references(users.id)),
                uniqueConstraint("a", "b"),
                checkConstraint("b > 0"),
                checkConstraint("b < 9"),
                index("my_index", "a"));
        assertThat(table.primaryKeyConstraint().name()).isEqualTo("pk_t");
        assertThat(table.uniqueConstraints()).extracting(UniqueConstraint::name).containsExactly("uq_t_a", "uq_t_a_b");
        assertThat(table.checkConstraints()).extracting(CheckConstraint::name).containsExactly("ck_t_1", "ck_t_2");
        assertThat(table.foreignKeys()).extracting(ForeignKeyConstraint::name).containsExactly("fk_t_b_user_account");
        assertThat(table.indexes()).extracting(Index::name).containsExactly("ix_t_b", "my_index");
    }

    @Test
    void namesConstraintsByAConventionOfOnesOwn() {
        var convention = new NamingConvention(null, "u_{column}_{table}", null, "f_{referred_table}", "{columns}_idx");
        Table table = new MetaData("app", convention)
                .table(
                        "t",
                        column("id", BIGINT, primaryKey()),
                        column("a", TEXT, indexed()),
                        column("b", BIGINT, references(users.id)),
                        uniqueConstraint("a", "b"),
                        checkConstraint("b > 0"));
        assertThat(table.qualifiedName()).isEqualTo("app.t");
        assertThat(table.primaryKeyConstraint().name()).isNull();
        assertThat(table.uniqueConstraints().get(0).name()).isEqualTo("u_a_t");
        assertThat(table.checkConstraints().get(0).name()).isNull();
        assertThat(table.foreignKeys().get(0).name()).isEqualTo("f_user_account");
        assertThat(table.indexes().get(0).name()).isEqualTo("a_idx");
    }

    @Test
    void hasCompositeKeys() {
        assertThat(stocks.primaryKeyConstraint().columns()).containsExactly(stocks.warehouse, stocks.sku);
        ForeignKeyConstraint key = moves.foreignKeys().get(0);
        assertThat(key.columns()).containsExactly(moves.warehouse, moves.sku);
        assertThat(key.referredColumns()).containsExactly(stocks.warehouse, stocks.sku);
        assertThat(key.referredTable()).isSameAs(stocks);
        assertThat(key.name()).isEqualTo("fk_move_warehouse_sku_stock");
        assertThat(table(column("a", TEXT)).primaryKeyConstraint()).isNull();
    }

    @Test
    void resolvesReferencesByName() {
        assertThat(addresses.foreignKeys().get(0).referredColumns()).containsExactly(users.id);
        assertThat(employees.foreignKeys().get(0).referredTable()).isSameAs(employees);
        var metadata = new MetaData("app", NamingConvention.DEFAULT);
        Table child = metadata.table("child", column("p", BIGINT, references("parent.id")));
        Table qualified = metadata.table("qualified", column("p", BIGINT, references("app.parent.id")));
        Table parent = metadata.table("parent", column("id", BIGINT, primaryKey()));
        assertThat(child.foreignKeys().get(0).referredTable()).isSameAs(parent);
        assertThat(qualified.foreignKeys().get(0).referredTable()).isSameAs(parent);
    }

    @Test
    void saysWhyAReferenceIsUnresolved() {
        Table noColumn = new MetaData().table("a", column("x", BIGINT, references("a.y")));
        Table noDot = new MetaData().table("a", column("x", BIGINT, references("y")));
        assertThatThrownBy(() -> noColumn.foreignKeys().get(0).referredColumns())
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("refers to 'a.y', but table 'a' has no such column");
        assertThatThrownBy(() -> noDot.foreignKeys().get(0).referredTable())
                .hasMessageContaining("refers to 'y', but it must be written as 'table.column'");
    }

    @Test
    void makesAliasesOfItsOwnClass() {
        Users alias = users.as("u", Users::new);
        assertThat(alias.name()).isEqualTo("user_account");
        assertThat(alias.aliasName()).isEqualTo("u");
        assertThat(alias.sourceName()).isEqualTo("u");
        assertThat(alias.original()).isSameAs(users);
        assertThat(alias.metadata()).isSameAs(users.metadata());
        assertThat(alias.name.original()).isSameAs(users.name);
        assertThat(alias.as("v", Users::new).original()).isSameAs(users);
        assertThat(users.metadata().tables()).doesNotContain(alias);
        assertThat(alias.name).hasToString("u.name");
        Employees boss = employees.as("boss", Employees::new);
        assertThat(boss.foreignKeys().get(0).referredTable()).isSameAs(employees);
    }

    @Test
    void refusesAnAliasOfAnotherClass() {
        assertThatThrownBy(() -> users.as("u", Employees::new))
                .isInstanceOf(SchemaException.class)
                .hasMessage("The constructor given for alias 'u' does not make a table like 'user_account'. Pass the"
                        + " constructor of its own class. [SCH-001]");
    }

    @Test
    void givesOutUnmodifiableLists() {
        Table table = table(column("a", TEXT));
        assertThatThrownBy(() -> table.columns().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> table.indexes().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> table.foreignKeys().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
