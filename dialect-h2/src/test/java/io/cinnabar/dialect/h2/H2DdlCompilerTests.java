package io.cinnabar.dialect.h2;

import static io.cinnabar.schema.Schema.checkConstraint;
import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.columnComment;
import static io.cinnabar.schema.Schema.computed;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.schema.Schema.serverDefault;
import static io.cinnabar.schema.Schema.uniqueConstraint;
import static io.cinnabar.sql.Functions.currentTimestamp;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.literalColumn;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.dialect.Capability;
import io.cinnabar.error.CheckViolationException;
import io.cinnabar.error.DataException;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.schema.CreateIndex;
import io.cinnabar.schema.CreateSchema;
import io.cinnabar.schema.CreateSequence;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.DropIndex;
import io.cinnabar.schema.DropSchema;
import io.cinnabar.schema.DropSequence;
import io.cinnabar.schema.DropTable;
import io.cinnabar.schema.Identity;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.ReferentialAction;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.SetColumnComment;
import io.cinnabar.schema.SetTableComment;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Literal;
import io.cinnabar.type.Json;
import io.cinnabar.type.Types;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class H2DdlCompilerTests {
    private final H2Session session = H2Session.open();
    private final MetaData metadata = new MetaData();

    enum Mood {
        SAD,
        HAPPY
    }

    @AfterEach
    void close() {
        session.close();
    }

    private String ddl(Table table) {
        return session.dialect().ddlCompiler().compile(new CreateTable(table, false, table.foreignKeys()));
    }

    @Test
    void namesEveryType() {
        Table table = metadata.table(
                "t",
                column("a", Types.SMALLINT),
                column("b", Types.NUMERIC),
                column("c", Types.numeric(10, 2)),
                column("d", Types.REAL),
                column("e", Types.DOUBLE),
                column("f", Types.BOOLEAN),
                column("g", Types.character(3)),
                column("h", Types.varchar(30)),
                column("i", Types.TEXT),
                column("j", Types.BINARY),
                column("k", Types.binary(16)),
                column("l", Types.DATE),
                column("m", Types.TIME),
                column("n", Types.TIME_WITH_TIME_ZONE.precision(0)),
                column("o", Types.TIMESTAMP),
                column("p", Types.TIMESTAMP_WITH_TIME_ZONE),
                column("q", Types.INTERVAL),
                column("r", Types.UUID),
                column("s", Types.JSON),
                column("t", Types.enumeration(Mood.class)),
                column("u", Types.array(Types.array(Types.varchar(3)))),
                column("v", Types.INSTANT));
        assertThat(ddl(table)).isEqualTo("""
                        CREATE TABLE t (
                            a SMALLINT,
                            b DECFLOAT(1000),
                            c NUMERIC(10, 2),
                            d REAL,
                            e DOUBLE PRECISION,
                            f BOOLEAN,
                            g CHAR(3),
                            h VARCHAR(30),
                            i CHARACTER VARYING,
                            j BINARY VARYING,
                            k BINARY VARYING(16),
                            l DATE,
                            m TIME(9),
                            n TIME(0) WITH TIME ZONE,
                            o TIMESTAMP(9),
                            p TIMESTAMP(9) WITH TIME ZONE,
                            q INTERVAL DAY(18) TO SECOND(9),
                            r UUID,
                            s JSON,
                            t ENUM('SAD', 'HAPPY'),
                            u VARCHAR(3) ARRAY ARRAY,
                            v TIMESTAMP(9) WITH TIME ZONE
                        )""");
        session.create(table);
    }

    @SuppressWarnings("this-escape")
    static final class Orders extends Table {
        final NumericColumn<Long> id = column("id", Types.BIGINT, identity(new Identity(true, 5, 2)), primaryKey());
        final NumericColumn<Integer> amount = column("amount", Types.INTEGER, serverDefault(3), notNull());
        final NumericColumn<Integer> twice = column("twice", Types.INTEGER, computed(amount.times(literal(2))));
        final TextColumn name = column("name", Types.TEXT, columnComment("it's; a name"));

        Orders(MetaData metadata) {
            super("orders", metadata);
            checkConstraint("ck_amount", amount.gt(0));
            commented("the orders");
            index("ix_amount", amount.desc().nullsLast(), name.asc());
            uniqueIndex("ux_name", name.asc());
        }
    }

    @Test
    void createsTablesWithAllTheirParts() {
        var orders = new Orders(metadata);
        assertThat(ddl(orders)).isEqualTo("""
                        CREATE TABLE orders (
                            id BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 5 INCREMENT BY 2) NOT NULL,
                            amount INTEGER DEFAULT 3 NOT NULL,
                            twice INTEGER GENERATED ALWAYS AS (amount * 2),
                            name CHARACTER VARYING,
                            CONSTRAINT pk_orders PRIMARY KEY (id),
                            CONSTRAINT ck_amount CHECK (amount > 0)
                        )""");
        session.create(orders);
        orders.indexes().forEach(index -> session.execute(new CreateIndex(index, true)));
        session.execute(new SetTableComment(orders, orders.comment()));
        session.execute(new SetColumnComment(orders.name, orders.name.comment()));
        assertThat(session.one(text("SELECT remarks FROM INFORMATION_SCHEMA.COLUMNS WHERE column_name = 'NAME'"
                                + " AND table_name = 'ORDERS'"))
                        .get(0))
                .isEqualTo("it's; a name");
        session.execute(new SetTableComment(orders, null));
        var row = session.one(insert(orders).set(orders.name, "a").returning(orders.id, orders.amount, orders.twice));
        assertThat(row.v1()).isEqualTo(5);
        assertThat(row.v2()).isEqualTo(3);
        assertThat(row.v3()).isEqualTo(6);
        assertThatThrownBy(() -> session.update(insert(orders).set(orders.amount, -1)))
                .isInstanceOf(CheckViolationException.class);
        orders.indexes().forEach(index -> session.execute(new DropIndex(index, true)));
        session.execute(new DropTable(orders, true));
    }

    @Test
    void createsForeignKeysWithTheirActions() {
        Table parent = metadata.table("parent", column("id", Types.BIGINT, primaryKey()));
        Table child = metadata.table(
                "child",
                column(
                        "parent_id",
                        Types.BIGINT,
                        references(parent.column("id"), ReferentialAction.SET_NULL, ReferentialAction.CASCADE)),
                column("code", Types.character(2)),
                uniqueConstraint("code"),
                checkConstraint("code <> 'x;'"));
        session.create(parent, child);
        session.sql("INSERT INTO parent VALUES (1)");
        session.sql("INSERT INTO child VALUES (1, 'a')");
        session.sql("UPDATE parent SET id = 2");
        assertThat(session.one(text("SELECT parent_id FROM child")).get(0)).isEqualTo(2L);
        session.sql("DELETE FROM parent");
        assertThat(session.one(text("SELECT parent_id FROM child")).get(0)).isNull();
    }

    @Test
    void checksTheConstantsOfAnEnum() {
        Table table = metadata.table("t", column("mood", Types.enumeration(Mood.class), serverDefault(Mood.HAPPY)));
        session.create(table);
        session.sql("INSERT INTO t DEFAULT VALUES");
        assertThatThrownBy(() -> session.sql("INSERT INTO t VALUES ('ANGRY')")).isInstanceOf(DataException.class);
        assertThat(session.rows(select(table.c("mood", Mood.class))).get(0).v1())
                .isEqualTo(Mood.HAPPY);
    }

    @Test
    void writesLiteralsThatMeanTheirValues() {
        var bytes = new byte[] {0, -1};
        var samples = List.of(
                literal((short) -1, Types.SMALLINT),
                literal(new BigDecimal("-1.5"), Types.NUMERIC),
                literal(Double.NaN, Types.DOUBLE),
                literal(1.0E10, Types.DOUBLE),
                literal(Float.NEGATIVE_INFINITY, Types.REAL),
                literal(true),
                literal("it's; \\ a \"text\"\n"),
                literal(LocalDate.of(44, 3, 15), Types.DATE),
                literal(LocalDate.of(9999, 12, 31), Types.DATE),
                literal(LocalTime.of(10, 0), Types.TIME),
                literal(LocalTime.MAX, Types.TIME),
                literal(OffsetTime.of(10, 0, 0, 1, ZoneOffset.UTC), Types.TIME_WITH_TIME_ZONE),
                literal(LocalDateTime.of(9999, 1, 1, 10, 0), Types.TIMESTAMP),
                literal(
                        OffsetDateTime.of(2020, 1, 1, 10, 0, 0, 5, ZoneOffset.ofHoursMinutesSeconds(2, 0, 30)),
                        Types.TIMESTAMP_WITH_TIME_ZONE),
                literal(Duration.ofDays(-100_000).plusNanos(1), Types.INTERVAL),
                literal(new UUID(1, 2), Types.UUID),
                literal(Json.of("[1,\"it's;\"]"), Types.JSON),
                literal(Mood.SAD, Types.enumeration(Mood.class)));
        var row = session.one(select(Stream.concat(samples.stream(), Stream.of(literal(bytes, Types.BINARY)))
                .<Expression<?>>map(each -> each)
                .toList()));
        for (int index = 0; index < samples.size(); index++) {
            var literal = (Literal) samples.get(index).node();
            assertThat(row.get(index)).isEqualTo(literal.value());
        }
        assertThat(row.get(samples.size())).isEqualTo(bytes);
    }

    @Test
    void createsSchemasAndSequences() {
        session.execute(new CreateSchema("Odd Schema", true));
        var sequence = new Sequence("numbers", "Odd Schema", 10, 5);
        session.execute(new CreateSequence(sequence, true));
        assertThat(session.one(select(sequence.nextValue())).v1()).isEqualTo(10L);
        assertThat(session.one(select(sequence.nextValue())).v1()).isEqualTo(15L);
        session.execute(new DropSequence(sequence, true));
        session.execute(new DropSchema("Odd Schema", true, true));
    }

    @Test
    void usesDefaultsOfTheServer() {
        Table table = metadata.table(
                "t",
                column("id", Types.INTEGER),
                column("at", Types.TIMESTAMP_WITH_TIME_ZONE, serverDefault(currentTimestamp())));
        session.create(table);
        session.sql("INSERT INTO t (id) VALUES (1)");
        assertThat(session.one(select(table.c("at", OffsetDateTime.class))).v1())
                .isBetween(
                        OffsetDateTime.now().minusMinutes(1),
                        OffsetDateTime.now().plusMinutes(1));
    }

    @SuppressWarnings("this-escape")
    static final class Limited extends Table {
        final TextColumn name = column("name", Types.TEXT);

        Limited(MetaData metadata) {
            super("limited", metadata);
            partialIndex("some", name.isNotNull(), name.asc());
            index("lowered", lower(name).asc());
            index("texts", literalColumn("name || 'a'", Types.TEXT).asc());
        }
    }

    @Test
    void refusesWhatH2DoesNotHave() {
        var limited = new Limited(metadata);
        assertThat(limited.indexes()).hasSize(3);
        limited.indexes()
                .forEach(index -> assertThatThrownBy(() -> session.execute(new CreateIndex(index, false)))
                        .isInstanceOf(UnsupportedCompilationException.class)
                        .hasMessageContaining("'h2' does not have indexes over"));
        for (Capability absent : List.of(
                Capability.PARTIAL_INDEXES,
                Capability.EXPRESSION_INDEXES,
                Capability.DEFERRABLE_CONSTRAINTS,
                Capability.FULL_JOIN,
                Capability.NAMED_ENUMS,
                Capability.TRANSACTIONAL_DDL,
                Capability.CANCEL)) {
            assertThat(session.dialect().supports(absent)).as("%s", absent).isFalse();
        }
    }
}
