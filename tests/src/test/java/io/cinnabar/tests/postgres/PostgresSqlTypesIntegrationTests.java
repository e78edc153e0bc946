package io.cinnabar.tests.postgres;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.value;
import static io.cinnabar.tests.postgres.ComparableValues.comparable;
import static io.cinnabar.tests.postgres.ComparableValues.listOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.compile.BatchForm;
import io.cinnabar.compile.SchemaPlanner;
import io.cinnabar.error.ValueConversionException;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.DropTable;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Sql;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TypeKind;
import io.cinnabar.type.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every SQL type on every way to the database and back. */
@UsesPostgres
class PostgresSqlTypesIntegrationTests {
    private static DialectConnection database;

    @BeforeAll
    static void open(TestDatabaseUrl url) {
        database = DialectConnection.open(url);
        database.run("CREATE TYPE mood AS ENUM ('HAPPY', 'SAD')");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** A table with a column of the type, of which the test sees the handles. */
    private record Cells<T>(Table table, Column<Integer> id, Column<T> cell) {
        static <T> Cells<T> of(SqlType<T> type) {
            Table table = new MetaData().table("cells", column("id", Types.INTEGER), column("cell", type));
            @SuppressWarnings("unchecked") // as it was declared in the line above
            Column<T> cell = (Column<T>) table.column("cell");
            return new Cells<>(table, table.c("id", Integer.class), cell);
        }

        Insert insertOf(int number, @Nullable T value) {
            return insert(table).set(id, number).set(cell, value);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cinnabar.tests.postgres.SqlTypeValues#types")
    <T> void travelsAsBindOfInsertAndComparison(SqlType<T> type, List<T> values) {
        Cells<T> cells = created(Cells.of(type));
        for (int index = 0; index < values.size(); index++) {
            T value = values.get(index);
            assertThat(comparable(database.value(cells.insertOf(index, value).returning(cells.cell()))))
                    .isEqualTo(comparable(value));
            assertThat(database.column(select(cells.id()).where(cells.cell().eq(value))))
                    .containsExactly(index);
        }
        database.run(cells.insertOf(-1, null));
        assertThat(database.column(select(cells.cell()).where(cells.id().eq(-1))))
                .containsExactly((Object) null);
        assertThat(database.column(select(cells.id()).where(cells.cell().isNotDistinctFrom(value(null, type)))))
                .containsExactly(-1);
        database.run(new DropTable(cells.table(), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cinnabar.tests.postgres.SqlTypeValues#types")
    <T> void standsAloneAndInExpressions(SqlType<T> type, List<T> values) {
        Expression<T> bound = value(values.get(0), type);
        Expression<T> absent = value(null, type);
        assertThat(comparable(database.value(select(bound)))).isEqualTo(comparable(values.get(0)));
        assertThat(database.value(select(absent))).isNull();
        assertThat(database.value(select(absent.isNull()))).isEqualTo(true);
        assertThat(database.value(select(bound.isNull()))).isEqualTo(false);
        assertThat(comparable(database.value(
                        select(Sql.caseWhen(absent.isNull()).then(bound).otherwise(absent)))))
                .isEqualTo(comparable(values.get(0)));
        assertThat(comparable(database.value(select(io.cinnabar.sql.Functions.coalesce(absent, bound)))))
                .isEqualTo(comparable(values.get(0)));
        assertThat(comparable(database.value(select(Sql.cast(bound, type))))).isEqualTo(comparable(values.get(0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cinnabar.tests.postgres.SqlTypeValues#types")
    <T> void travelsInLists(SqlType<T> type, List<T> values) {
        if (type.kind() == TypeKind.ARRAY) {
            return; // refused when it is compiled
        }
        Cells<T> cells = created(Cells.of(type));
        for (int index = 0; index < values.size(); index++) {
            database.run(cells.insertOf(index, values.get(index)));
        }
        List<Object> others = new ArrayList<>();
        for (int index = 1; index < values.size(); index++) {
            others.add(index);
        }
        List<T> tail = values.subList(1, values.size());
        assertThat(database.column(
                        select(cells.id()).where(cells.cell().in(tail)).orderBy(cells.id())))
                .isEqualTo(others);
        assertThat(database.column(select(cells.id()).where(cells.cell().notIn(tail))))
                .containsExactly(0);
        assertThat(database.column(select(cells.id()).where(cells.cell().in(List.of()))))
                .isEmpty();
        assertThat(database.column(select(cells.id()).where(cells.cell().notIn(List.of()))))
                .hasSize(values.size());
        database.run(new DropTable(cells.table(), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cinnabar.tests.postgres.SqlTypeValues#types")
    <T> void travelsInTheRowsOfABatch(SqlType<T> type, List<T> values) {
        Cells<T> cells = created(Cells.of(type));
        Insert insert = insert(cells.table())
                .set(cells.id(), param("id", Types.INTEGER))
                .set(cells.cell(), param("cell", type));
        var rows = new ArrayList<Parameters>();
        var expected = new ArrayList<List<@Nullable Object>>();
        for (int index = 0; index <= values.size(); index++) {
            @Nullable T value = index == 0 ? null : values.get(index - 1);
            rows.add(Parameters.of("id", index).and("cell", value));
            expected.add(listOf(index, comparable(value)));
        }
        BatchForm form = DialectConnection.PROVIDER.dialect().compiler().batchForm(insert);
        assertThat(form).isEqualTo(type instanceof ArrayType<?> ? BatchForm.ROWS : BatchForm.ARRAYS);
        assertThat(database.rowsOfMany(insert.returning(cells.id(), cells.cell()), rows).stream()
                        .map(ComparableValues::comparable)
                        .toList())
                .isEqualTo(expected);
        database.run(new DropTable(cells.table(), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.cinnabar.tests.postgres.SqlTypeValues#types")
    <T> void isWrittenAsTheLiteralOfADefault(SqlType<T> type, List<T> values) {
        T value = values.get(0);
        if (type.kind() == TypeKind.ARRAY || type.equals(Types.json(String.class))) {
            return; // has no literal
        }
        assertThat(comparable(database.value(select(Sql.literal(value, type))))).isEqualTo(comparable(value));
    }

    @Test
    void countsTheRowsOfAnEmptyBatchAsNone() {
        Cells<String> cells = created(Cells.of(Types.TEXT));
        Insert insert = insert(cells.table()).set(cells.cell(), param("cell", Types.TEXT));
        assertThat(database.runMany(insert, List.of())).isZero();
        database.run(new DropTable(cells.table(), false));
    }

    @Test
    void readsTextOfTypesThatItDoesNotKnow() {
        assertThat(database.value(Sql.text("SELECT 'SAD'::mood WHERE :b").bind("b", true)))
                .isEqualTo("SAD");
        assertThat(database.value(Sql.text("SELECT 'SAD'::mood").columns(Types.TEXT)))
                .isEqualTo("SAD");
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> database.value(Sql.text("SELECT int4range(1, 3)")))
                .withMessageContaining("::text");
    }

    @Test
    void refusesWhatDoesNotFitTheTypeOfTheColumn() {
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> database.value(Sql.text("SELECT 40000").columns(Types.SMALLINT)));
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> database.value(Sql.text("SELECT 1.5").columns(Types.INTEGER)));
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() ->
                        database.value(Sql.text("SELECT interval '1 month'").columns(Types.INTERVAL)))
                .withMessageContaining("months");
        assertThatExceptionOfType(ValueConversionException.class)
                .isThrownBy(() -> database.value(
                        Sql.text("SELECT 'UNKNOWN'").columns(Types.enumeration(SqlTypeValues.Mood.class))))
                .withMessageContaining("UNKNOWN");
    }

    private static <T> Cells<T> created(Cells<T> cells) {
        var plan = new SchemaPlanner(false).create(cells.table().metadata(), SchemaPlanner.Existing.NOTHING);
        plan.stream().filter(CreateTable.class::isInstance).forEach(database::run);
        return cells;
    }
}
