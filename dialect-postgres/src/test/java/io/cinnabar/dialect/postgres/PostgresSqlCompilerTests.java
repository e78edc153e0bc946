package io.cinnabar.dialect.postgres;

import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.compile.BatchForm;
import io.cinnabar.compile.BindSlot;
import io.cinnabar.compile.Compiled;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.dialect.postgres.Items.Mood;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Sequence;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.Delete;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Sql;
import io.cinnabar.sql.Statement;
import io.cinnabar.sql.Update;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.Types;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostgresSqlCompilerTests {
    private static final Dialect DIALECT = PostgresDialect.create();

    private final Items items = new Items(new MetaData());

    private static String sql(Statement statement) {
        return DIALECT.render(statement);
    }

    private String where(Condition condition) {
        return sql(select(items.id).where(condition)).replace("SELECT items.id FROM items WHERE ", "");
    }

    @Test
    void numbersItsMarkers() {
        assertThat(sql(select(items.id)
                        .where(items.name.eq("a"), items.id.gt(5L))
                        .orderBy(items.id)
                        .limit(10)
                        .offset(20)))
                .isEqualTo("SELECT items.id FROM items WHERE items.name = $1 AND items.id > $2 ORDER BY items.id"
                        + " LIMIT $3 OFFSET $4");
    }

    @Test
    void bindsAListAsOneArray() {
        assertThat(where(items.id.in(List.of(1L, 2L)))).isEqualTo("items.id = ANY ($1::bigint[])");
        assertThat(where(items.id.notIn(List.of(1L, 2L)))).isEqualTo("items.id <> ALL ($1::bigint[])");
        assertThat(where(items.id.in(List.of()))).isEqualTo("items.id = ANY ($1::bigint[])");
        assertThat(where(items.id.in(param("ids", Types.array(Types.BIGINT)))))
                .isEqualTo("items.id = ANY ($1::bigint[])");
        assertThat(where(items.id.plus(1L).in(List.of(1L)))).isEqualTo("items.id + $1 = ANY ($2::bigint[])");
    }

    @Test
    void castsAListToTheTypeOfTheColumnWithoutItsLength() {
        assertThat(where(items.name.in("a"))).isEqualTo("items.name = ANY ($1::varchar[])");
        assertThat(where(items.code.in("a"))).isEqualTo("items.code = ANY ($1::bpchar[])");
        assertThat(where(items.mood.in(Mood.SAD))).isEqualTo("items.mood = ANY ($1::mood[])");
        assertThat(where(items.price.in(BigDecimal.ONE))).isEqualTo("items.price = ANY ($1::numeric[])");
        assertThat(where(items.picture.in(new byte[] {1}, new byte[] {2})))
                .isEqualTo("items.picture = ANY ($1::bytea[])");
        assertThat(where(items.made.notIn(List.of()))).isEqualTo("items.made <> ALL ($1::timestamp[])");
    }

    @Test
    void bindsAListInASlotThatDoesNotExpand() {
        Compiled compiled = DIALECT.compiler().compile(select(items.id).where(items.code.in("a", "b")));
        assertThat(compiled.hasExpandingSlots()).isFalse();
        assertThat(compiled.slots())
                .containsExactly(new BindSlot(new ArrayType<>(Types.character(3)), new BindSlot.Held(0), false));
    }

    @Test
    void refusesAListOfArrays() {
        assertThatExceptionOfType(UnsupportedCompilationException.class)
                .isThrownBy(() -> where(items.numbers.in(List.of(List.of(1L)))))
                .withMessageContaining("IN with a list of arrays");
    }

    @Test
    void castsTheBindsOfEnumsAndArrays() {
        assertThat(where(items.mood.eq(Mood.HAPPY))).isEqualTo("items.mood = $1::mood");
        assertThat(where(items.mood.between(Mood.HAPPY, Mood.SAD)))
                .isEqualTo("items.mood BETWEEN $1::mood AND $2::mood");
        assertThat(where(items.numbers.eq(List.of(1L)))).isEqualTo("items.numbers = $1::bigint[]");
        assertThat(where(items.moods.eq(Arrays.asList(Mood.SAD, null)))).isEqualTo("items.moods = $1::mood[]");
        assertThat(where(items.grid.eq(List.of(List.of(1L))))).isEqualTo("items.grid = $1::bigint[]");
        assertThat(sql(update(items).set(items.mood, (Mood) null).where(items.id.eq(1L))))
                .isEqualTo("UPDATE items SET mood = $1::mood WHERE items.id = $2");
        assertThat(sql(Sql.text("SELECT :mood").bind("mood", Mood.SAD))).isEqualTo("SELECT $1::mood");
    }

    @Test
    void quotesTheNameOfAnEnumType() {
        var type = Types.enumeration(Mood.class, "Order State");
        assertThat(sql(select(Sql.value(Mood.SAD, type)))).isEqualTo("SELECT $1::\"Order State\"");
        assertThat(sql(select(Sql.value(List.of(Mood.SAD), type.array())))).isEqualTo("SELECT $1::\"Order State\"[]");
    }

    @Test
    void hasItsOwnLikeWithoutCase() {
        assertThat(where(items.name.ilike("a%"))).isEqualTo("items.name ILIKE $1");
        assertThat(where(items.name.ilike("a%").not())).isEqualTo("NOT items.name ILIKE $1");
        assertThat(where(items.name.like("a%"))).isEqualTo("items.name LIKE $1");
    }

    @Test
    void drawsFromSequencesByAName() {
        assertThat(sql(select(new Sequence("numbers", null).nextValue()))).isEqualTo("SELECT nextval('numbers')");
        assertThat(sql(select(new Sequence("No 1", "My \"App\"").nextValue())))
                .isEqualTo("SELECT nextval('\"My \"\"App\"\"\".\"No 1\"')");
        assertThat(sql(select(new Sequence("it's", "o'app").nextValue())))
                .isEqualTo("SELECT nextval('\"o''app\".\"it''s\"')");
    }

    @Test
    void translatesTheSchemaOfASequence() {
        Compiled compiled = DIALECT.compiler().compile(select(new Sequence("numbers", null).nextValue()));
        assertThat(compiled.sql(new int[0], Map.of("", "tenant_1"))).isEqualTo("SELECT nextval('tenant_1.numbers')");
        assertThat(compiled.sql(new int[0], Map.of("", "x'); DROP TABLE y; --")))
                .isEqualTo("SELECT nextval('\"x''); DROP TABLE y; --\".numbers')");
    }

    @Test
    void namesTypesInCasts() {
        assertThat(sql(select(Sql.cast(items.id, Types.TEXT)))).isEqualTo("SELECT CAST(items.id AS TEXT) FROM items");
        assertThat(sql(select(Sql.cast(items.name, Types.JSON))))
                .isEqualTo("SELECT CAST(items.name AS JSONB) FROM items");
        assertThat(sql(select(Sql.cast(items.name, Types.array(Types.DOUBLE)))))
                .isEqualTo("SELECT CAST(items.name AS DOUBLE PRECISION[]) FROM items");
        assertThat(where(items.made.plus(Duration.ofDays(1)).gt(items.made)))
                .isEqualTo("items.made + CAST($1 AS INTERVAL) > items.made");
    }

    @Test
    void writesLiterals() {
        assertThat(sql(select(literal("it's")))).isEqualTo("SELECT 'it''s'");
        assertThat(sql(select(literal("\\'; --")))).isEqualTo("SELECT E'\\\\''; --'");
        assertThat(sql(select(literal(new byte[] {1, -1})))).isEqualTo("SELECT decode('01ff', 'hex')");
        assertThat(sql(select(literal(0.1f)))).isEqualTo("SELECT CAST('0.1' AS REAL)");
        assertThat(sql(select(literal(Double.NaN)))).isEqualTo("SELECT CAST('NaN' AS DOUBLE PRECISION)");
        assertThat(sql(select(literal(Duration.ofSeconds(-90, -500_000_000)))))
                .isEqualTo("SELECT CAST('PT-1M-30.5S' AS INTERVAL)");
        assertThat(sql(select(literal(Mood.SAD)))).isEqualTo("SELECT 'SAD'");
    }

    @Test
    void returnsWhatItChanged() {
        assertThat(sql(delete(items).where(items.id.eq(1L)).returning(items.id, items.name)))
                .isEqualTo("DELETE FROM items WHERE items.id = $1 RETURNING id, name");
    }

    @Test
    void changesManyRowsFromArrays() {
        Update update = update(items)
                .set(items.name, param("new name", Types.varchar(30)))
                .where(items.id.eq(param("key", Types.BIGINT)), items.code.eq(param("version", Types.character(3))));
        assertThat(DIALECT.compiler().batchForm(update)).isEqualTo(BatchForm.REPEATED);
        Update distinct = update.option(ExecutionOptions.DISTINCT_ROWS, true);
        assertThat(DIALECT.compiler().batchForm(distinct)).isEqualTo(BatchForm.ARRAYS);
        assertThat(DIALECT.compiler().compileBatch(distinct, 3).sql())
                .isEqualTo("UPDATE items SET name = batch.c1 FROM unnest($1::varchar[], $2::bigint[], $3::bpchar[])"
                        + " AS batch(c1, c2, c3) WHERE items.id = batch.c2 AND items.code = batch.c3");
    }

    @Test
    void deletesManyRowsFromArrays() {
        Delete delete = delete(items).where(items.id.eq(param("key", Types.BIGINT)));
        assertThat(DIALECT.compiler().batchForm(delete)).isEqualTo(BatchForm.REPEATED);
        Delete distinct = delete.option(ExecutionOptions.DISTINCT_ROWS, true);
        assertThat(DIALECT.compiler().compileBatch(distinct, 3).sql())
                .isEqualTo("DELETE FROM items USING unnest($1::bigint[]) AS batch(c1) WHERE items.id = batch.c1");
    }

    @Test
    void insertsManyRowsFromArrays() {
        Insert insert = insert(items)
                .set(items.name, param("name", Types.varchar(30)))
                .set(items.mood, param("mood", Types.enumeration(Mood.class)))
                .set(items.price, BigDecimal.ONE);
        assertThat(DIALECT.compiler().batchForm(insert)).isEqualTo(BatchForm.ARRAYS);
        assertThat(DIALECT.compiler()
                        .compileBatch(insert.returning(items.id), 3)
                        .sql())
                .isEqualTo("INSERT INTO items (name, mood, price) SELECT batch.c1, batch.c2, $1"
                        + " FROM unnest($2::varchar[], $3::mood[]) WITH ORDINALITY AS batch(c1, c2, n) ORDER BY batch.n"
                        + " RETURNING id");
    }

    @Test
    void insertsManyRowsWithArraysAsRows() {
        Insert insert = insert(items).set(items.numbers, param("numbers", Types.array(Types.BIGINT)));
        assertThat(DIALECT.compiler().batchForm(insert)).isEqualTo(BatchForm.ROWS);
        assertThat(DIALECT.compiler().compileBatch(insert, 2).sql())
                .isEqualTo("INSERT INTO items (numbers) VALUES ($1::bigint[]), ($2::bigint[])");
    }

    @Test
    void repeatsAnInsertWithoutParameters() {
        assertThat(DIALECT.compiler().batchForm(insert(items).set(items.name, "a")))
                .isEqualTo(BatchForm.REPEATED);
    }

    @Test
    void refusesNamesThatTheServerWouldCut() {
        String tooLong = "ž".repeat(32);
        assertThatExceptionOfType(io.cinnabar.error.InvalidRequestException.class)
                .isThrownBy(() -> sql(select(items.id.as(tooLong))))
                .withMessageContaining("64 bytes");
        assertThat(sql(select(items.id.as("ž".repeat(31))))).endsWith("\" FROM items");
    }
}
