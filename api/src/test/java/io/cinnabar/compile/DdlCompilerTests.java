package io.cinnabar.compile;

import static io.cinnabar.fixture.Tables.moves;
import static io.cinnabar.fixture.Tables.stocks;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.schema.Schema.checkConstraint;
import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.computed;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.schema.Schema.serverDefault;
import static io.cinnabar.schema.Schema.unique;
import static io.cinnabar.sql.Functions.currentTimestamp;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Sql.literalColumn;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.DATE;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.TIMESTAMP;
import static io.cinnabar.type.Types.UNKNOWN;
import static io.cinnabar.type.Types.enumeration;
import static io.cinnabar.type.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.dialect.Capability;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.schema.AddConstraint;
import io.cinnabar.schema.CreateEnumType;
import io.cinnabar.schema.CreateIndex;
import io.cinnabar.schema.CreateSchema;
import io.cinnabar.schema.CreateSequence;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.DropConstraint;
import io.cinnabar.schema.DropEnumType;
import io.cinnabar.schema.DropIndex;
import io.cinnabar.schema.DropSchema;
import io.cinnabar.schema.DropSequence;
import io.cinnabar.schema.DropTable;
import io.cinnabar.schema.Identity;
import io.cinnabar.schema.Index;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NamingConvention;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.ReferentialAction;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.SetColumnComment;
import io.cinnabar.schema.SetTableComment;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.sql.ExecutionOptions;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DdlCompilerTests {
    private enum Mood {
        GOOD
    }

    /** A table with a check and indexes that are written as expressions. */
    private static final class Rooms extends Table {
        final TextColumn name = column("name", varchar(20), notNull());
        final NumericColumn<Integer> seats = column("seats", INTEGER);

        Rooms(MetaData metadata) {
            super("room", "hotel \"x\"", metadata);
            checkConstraint(seats.gt(0)
                    .and(name.ne("it's"))
                    .and(seats.in(1, 2))
                    .and(seats.in(List.of()).not()));
            checkConstraint("named", seats.between(-1, 5).or(name.startsWith("50%")));
            index(
                    "ix_lower",
                    lower(name),
                    seats.desc().nullsLast(),
                    seats.plus(1).as("next"));
            uniqueIndex("ux_name", name);
            partialIndex("ix_large", seats.gt(100).and(name.isNotNull()), seats.asc());
            commented("Rooms of the hotel's \"x\"");
        }
    }

    private static final Rooms ROOMS = new Rooms(new MetaData());

    private static String sql(SchemaStatement statement) {
        String sql = AnsiDialect.INSTANCE.ddlCompiler().compile(statement);
        assertThat(statement).hasToString(sql);
        assertThat(statement.sql(AnsiDialect.INSTANCE)).isEqualTo(sql);
        return sql;
    }

    private static Index index(int number) {
        return ROOMS.indexes().get(number);
    }

    @Test
    void createsATableWithEveryOptionOfAColumn() {
        Table table = new MetaData()
                .table(
                        "t",
                        column("id", BIGINT, identity(), primaryKey()),
                        column("n", BIGINT, identity(new Identity(true, 10, -5))),
                        column("a", varchar(10), notNull(), unique(), serverDefault("it's")),
                        column("b", TIMESTAMP, serverDefault(currentTimestamp())),
                        column("c", INTEGER, computed(literalColumn("n * 2", INTEGER))),
                        column("select", DATE, serverDefault(LocalDate.EPOCH)),
                        column(
                                "u",
                                BIGINT,
                                references(users.id, ReferentialAction.CASCADE, ReferentialAction.SET_NULL)),
                        checkConstraint("n > 0"));
        assertThat(sql(new CreateTable(table, false, table.foreignKeys()))).isEqualTo("""
                        CREATE TABLE t (
                            id BIGINT GENERATED BY DEFAULT AS IDENTITY NOT NULL,
                            n BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY -5) NOT NULL,
                            a VARCHAR(10) DEFAULT 'it''s' NOT NULL,
                            b TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
                            c INTEGER GENERATED ALWAYS AS (n * 2) STORED,
                            "select" DATE DEFAULT DATE '1970-01-01',
                            u BIGINT,
                            CONSTRAINT pk_t PRIMARY KEY (id),
                            CONSTRAINT uq_t_a UNIQUE (a),
                            CONSTRAINT ck_t_1 CHECK (n > 0),
                            CONSTRAINT fk_t_u_user_account FOREIGN KEY (u) REFERENCES user_account (id) ON DELETE CASCADE ON UPDATE SET NULL
                        )""");
    }

    @Test
    void createsATableWithACompositeKey() {
        assertThat(sql(new CreateTable(moves, true, moves.foreignKeys()))).isEqualTo("""
                        CREATE TABLE IF NOT EXISTS store.move (
                            id BIGINT NOT NULL,
                            warehouse TEXT,
                            sku TEXT,
                            CONSTRAINT pk_move PRIMARY KEY (id),
                            CONSTRAINT fk_move_warehouse_sku_stock FOREIGN KEY (warehouse, sku) REFERENCES store.stock (warehouse, sku)
                        )""");
    }

    @Test
    void writesChecksWithLiterals() {
        assertThat(sql(new CreateTable(ROOMS, false, List.of()))).isEqualTo("""
                        CREATE TABLE "hotel ""x\""".room (
                            name VARCHAR(20) NOT NULL,
                            seats INTEGER,
                            CONSTRAINT ck_room_1 CHECK (seats > 0 AND name <> 'it''s' AND seats IN (1, 2) AND NOT seats IN (SELECT NULL WHERE 1 = 0)),
                            CONSTRAINT named CHECK (seats BETWEEN (-1) AND 5 OR name LIKE '50/%%' ESCAPE '/')
                        )""");
    }

    @Test
    void createsIndexes() {
        assertThat(sql(new CreateIndex(index(0), false)))
                .isEqualTo("CREATE INDEX ix_lower ON \"hotel \"\"x\"\"\".room"
                        + " ((lower(name)), seats DESC NULLS LAST, ((seats + 1)))");
        assertThat(sql(new CreateIndex(index(1), true)))
                .isEqualTo("CREATE UNIQUE INDEX IF NOT EXISTS ux_name ON \"hotel \"\"x\"\"\".room (name)");
        assertThat(sql(new CreateIndex(index(2), false)))
                .isEqualTo("CREATE INDEX ix_large ON \"hotel \"\"x\"\"\".room (seats)"
                        + " WHERE seats > 100 AND name IS NOT NULL");
        assertThat(sql(new DropIndex(index(1), false))).isEqualTo("DROP INDEX \"hotel \"\"x\"\"\".ux_name");
        assertThat(sql(new DropIndex(index(1), true))).startsWith("DROP INDEX IF EXISTS ");
    }

    @Test
    void dropsTables() {
        assertThat(sql(new DropTable(stocks, false))).isEqualTo("DROP TABLE store.stock");
        assertThat(sql(new DropTable(users, true))).isEqualTo("DROP TABLE IF EXISTS user_account");
    }

    @Test
    void createsAndDropsSequences() {
        var sequence = new Sequence("numbers", "app", 5, 10);
        assertThat(sql(new CreateSequence(sequence, false)))
                .isEqualTo("CREATE SEQUENCE app.numbers START WITH 5 INCREMENT BY 10");
        assertThat(sql(new CreateSequence(new Sequence("n", null), true)))
                .isEqualTo("CREATE SEQUENCE IF NOT EXISTS n START WITH 1 INCREMENT BY 1");
        assertThat(sql(new DropSequence(sequence, false))).isEqualTo("DROP SEQUENCE app.numbers");
        assertThat(sql(new DropSequence(sequence, true))).isEqualTo("DROP SEQUENCE IF EXISTS app.numbers");
    }

    @Test
    void createsAndDropsSchemas() {
        assertThat(sql(new CreateSchema("a\"b", true))).isEqualTo("CREATE SCHEMA IF NOT EXISTS \"a\"\"b\"");
        assertThat(sql(new CreateSchema("app", false))).isEqualTo("CREATE SCHEMA app");
        assertThat(sql(new DropSchema("app", true, true))).isEqualTo("DROP SCHEMA IF EXISTS app CASCADE");
        assertThat(sql(new DropSchema("app", false, false))).isEqualTo("DROP SCHEMA app");
    }

    @Test
    void addsAndDropsConstraints() {
        var key = moves.foreignKeys().get(0);
        assertThat(sql(new AddConstraint(key)))
                .isEqualTo("ALTER TABLE store.move ADD CONSTRAINT fk_move_warehouse_sku_stock"
                        + " FOREIGN KEY (warehouse, sku) REFERENCES store.stock (warehouse, sku)");
        assertThat(sql(new AddConstraint(stocks.primaryKeyConstraint())))
                .isEqualTo("ALTER TABLE store.stock ADD CONSTRAINT pk_stock PRIMARY KEY (warehouse, sku)");
        assertThat(sql(new DropConstraint(key)))
                .isEqualTo("ALTER TABLE store.move DROP CONSTRAINT fk_move_warehouse_sku_stock");
    }

    @Test
    void addsConstraintsThatAreCheckedAtCommit() {
        var metadata = new MetaData();
        var table = new Table("t", metadata) {
            final NumericColumn<Long> user = column("user_id", BIGINT);

            {
                foreignKeyConstraint(
                        List.of(user),
                        List.of(users.id),
                        ReferentialAction.RESTRICT,
                        ReferentialAction.SET_DEFAULT,
                        true);
            }
        };
        assertThat(sql(new AddConstraint(table.foreignKeys().get(0))))
                .endsWith("REFERENCES user_account (id) ON DELETE RESTRICT ON UPDATE SET DEFAULT"
                        + " DEFERRABLE INITIALLY DEFERRED");
    }

    @Test
    void cannotDropWhatHasNoName() {
        var convention = new NamingConvention(null, null, null, "fk_{columns}", "ix_{columns}");
        Table table = new MetaData(null, convention).table("t", column("a", TEXT, unique()));
        var drop = new DropConstraint(table.uniqueConstraints().get(0));
        assertThatThrownBy(() -> drop.sql(AnsiDialect.INSTANCE))
                .isInstanceOf(UnsupportedCompilationException.class)
                .hasMessage("A constraint without a name cannot be dropped. Give the metadata a naming convention."
                        + " [SQL-003]");
        assertThat(sql(new CreateTable(table, false, List.of()))).contains("    UNIQUE (a)");
    }

    @Test
    void setsComments() {
        assertThat(sql(new SetTableComment(ROOMS, ROOMS.comment())))
                .isEqualTo("COMMENT ON TABLE \"hotel \"\"x\"\"\".room IS 'Rooms of the hotel''s \"x\"'");
        assertThat(sql(new SetColumnComment(stocks.sku, "'; DROP TABLE x; --")))
                .isEqualTo("COMMENT ON COLUMN store.stock.sku IS '''; DROP TABLE x; --'");
        assertThat(sql(new SetTableComment(users, null))).isEqualTo("COMMENT ON TABLE user_account IS NULL");
    }

    @Test
    void doesNotHaveNamedEnumTypes() {
        assertThat(AnsiDialect.INSTANCE.supports(Capability.NAMED_ENUMS)).isFalse();
        for (SchemaStatement statement : List.of(
                new CreateEnumType(enumeration(Mood.class), null),
                new DropEnumType(enumeration(Mood.class), null, false))) {
            assertThatThrownBy(() -> statement.sql(AnsiDialect.INSTANCE))
                    .isInstanceOf(UnsupportedCompilationException.class)
                    .hasMessage("The dialect 'ansi' does not have named enum types. [SQL-003]");
            assertThat(statement.toString()).contains("that cannot be rendered: The dialect 'ansi'");
        }
    }

    @Test
    void cutsGeneratedNamesAndRefusesGivenOnes() {
        String longName = "n".repeat(140);
        Table table = new MetaData().table("t", column("n".repeat(128), TEXT, unique()));
        assertThat(sql(new CreateTable(table, false, List.of()))).contains("CONSTRAINT uq_t_nnn");
        Table refused = new MetaData().table(longName, column("a", TEXT));
        assertThatThrownBy(() -> new DropTable(refused, false).sql(AnsiDialect.INSTANCE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("has 140 bytes, but the database takes 128 at most.");
    }

    @Test
    void refusesWhatASchemaCannotHold() {
        Table parameter = new MetaData().table("t", column("a", TEXT), checkConstraint("a = :b"));
        assertThatThrownBy(() -> new CreateTable(parameter, false, List.of()).sql(AnsiDialect.INSTANCE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("A schema statement cannot have parameters");
        Table unknown = new MetaData().table("t", column("a", UNKNOWN));
        assertThatThrownBy(() -> new CreateTable(unknown, false, List.of()).sql(AnsiDialect.INSTANCE))
                .isInstanceOf(UnsupportedCompilationException.class);
        assertThatThrownBy(() -> new DropTable(users, false).option(ExecutionOptions.LABEL, "x"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("A schema statement takes no execution options; set 'label' on the connection instead."
                        + " [SQL-001]");
    }
}
