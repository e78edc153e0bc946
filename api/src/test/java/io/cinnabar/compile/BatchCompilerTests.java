package io.cinnabar.compile;

import static io.cinnabar.fixture.Tables.addresses;
import static io.cinnabar.fixture.Tables.messages;
import static io.cinnabar.fixture.Tables.users;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Sql.delete;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.literalColumn;
import static io.cinnabar.sql.Sql.param;
import static io.cinnabar.sql.Sql.scalarSubquery;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.array;
import static io.cinnabar.type.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.compile.BindSlot.Held;
import io.cinnabar.compile.BindSlot.OfRow;
import io.cinnabar.dialect.AnsiDialect;
import io.cinnabar.error.CompilationException;
import io.cinnabar.sql.Insert;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TypeKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchCompilerTests {
    private static final SqlCompiler ANSI = AnsiDialect.INSTANCE.compiler();
    private static final SqlCompiler ARRAYS = new ArrayCompiler();
    private static final Insert TEMPLATE = insert(users)
            .set(users.name, param("name", varchar(30)))
            .set(users.age, 5)
            .set(users.fullname, param("full", TEXT));

    /** A compiler that has arrays as sources of rows. */
    private static final class ArrayCompiler extends AnsiSqlCompiler {
        private static final IdentifierQuoter QUOTER = new IdentifierQuoter('"', ReservedWords.COMMON, 63, false);
        private static final TypeCompiler TYPES = new TypeCompiler(QUOTER);

        ArrayCompiler() {
            super(QUOTER, TYPES, new LiteralWriter(TYPES), BindMarkers.DOLLAR_NUMBERS);
        }

        @Override
        protected boolean hasArrayForm(SqlType<?> type) {
            return type.kind() != TypeKind.UNKNOWN;
        }

        @Override
        protected void arraySource(
                List<BindSlot> arrays, List<String> columns, boolean isNumbered, CompileContext context) {
            context.append("unnest(");
            for (int index = 0; index < arrays.size(); index++) {
                context.append(index == 0 ? "" : ", ");
                bind(arrays.get(index), context);
            }
            context.append(") AS batch(").append(String.join(", ", columns)).append(")");
        }
    }

    @Test
    void writesARowOfMarkersForEachRow() {
        assertThat(ANSI.batchForm(TEMPLATE)).isEqualTo(BatchForm.ROWS);
        Compiled compiled = ANSI.compileBatch(TEMPLATE, 2);
        assertThat(compiled.sql())
                .isEqualTo("INSERT INTO user_account (name, age, fullname) VALUES (?, ?, ?), (?, ?, ?)");
        assertThat(compiled.slots())
                .containsExactly(
                        new BindSlot(varchar(30), new OfRow(0, "name"), false),
                        new BindSlot(INTEGER, new Held(0), false),
                        new BindSlot(TEXT, new OfRow(0, "full"), false),
                        new BindSlot(varchar(30), new OfRow(1, "name"), false),
                        new BindSlot(INTEGER, new Held(0), false),
                        new BindSlot(TEXT, new OfRow(1, "full"), false));
    }

    @Test
    void generatesDefaultsForEachRow() {
        Insert template = insert(messages).set(messages.body, param("body", TEXT));
        Compiled compiled = ANSI.compileBatch(template, 2);
        assertThat(compiled.sql())
                .isEqualTo("INSERT INTO message (body, id, sent)"
                        + " VALUES (?, ?, CURRENT_TIMESTAMP), (?, ?, CURRENT_TIMESTAMP)");
        assertThat(compiled.slots().get(1).source())
                .isInstanceOfSatisfying(
                        BindSlot.Generated.class, each -> assertThat(each.row()).isZero());
        assertThat(compiled.slots().get(3).source())
                .isInstanceOfSatisfying(
                        BindSlot.Generated.class, each -> assertThat(each.row()).isOne());
    }

    @Test
    void returnsRows() {
        Compiled compiled = ANSI.compileBatch(TEMPLATE.returning(users.id), 1);
        assertThat(compiled.sql())
                .isEqualTo("INSERT INTO user_account (name, age, fullname) VALUES (?, ?, ?) RETURNING id");
        assertThat(compiled.returnsRows()).isTrue();
        assertThat(compiled.selected()).containsExactly(users.id);
    }

    @Test
    void takesParametersInsideExpressions() {
        Insert template = insert(users)
                .set(users.name, lower(param("name", TEXT)))
                .set(users.fullname, literalColumn("trim(:full)", TEXT))
                .set(users.age, 1);
        assertThat(ANSI.batchForm(template)).isEqualTo(BatchForm.ROWS);
        Compiled compiled = ANSI.compileBatch(template, 2);
        assertThat(compiled.sql())
                .isEqualTo("INSERT INTO user_account (name, fullname, age)"
                        + " VALUES (lower(?), trim(?), ?), (lower(?), trim(?), ?)");
        assertThat(compiled.slots())
                .extracting(BindSlot::source)
                .containsExactly(
                        new OfRow(0, "name"),
                        new OfRow(0, "full"),
                        new Held(0),
                        new OfRow(1, "name"),
                        new OfRow(1, "full"),
                        new Held(0));
        assertThat(ARRAYS.batchForm(template)).isEqualTo(BatchForm.ROWS); // the type of :full is unknown
    }

    @Test
    void takesParametersInsideSubqueries() {
        var inner = select(addresses.email)
                .where(addresses.id.eq(param("id", BIGINT)))
                .subquery("s");
        Insert template = insert(users).set(users.name, scalarSubquery(select(inner.c(addresses.email))));
        assertThat(ANSI.batchForm(template)).isEqualTo(BatchForm.ROWS);
        assertThat(ANSI.compileBatch(template, 2).slots())
                .extracting(BindSlot::source)
                .containsExactly(new OfRow(0, "id"), new OfRow(1, "id"));
    }

    @Test
    void selectsFromArraysWhereAllTypesHaveThem() {
        assertThat(ARRAYS.batchForm(TEMPLATE)).isEqualTo(BatchForm.ARRAYS);
        Compiled compiled = ARRAYS.compileBatch(TEMPLATE.returning(users.id), 1_000);
        assertThat(compiled.sql())
                .isEqualTo("INSERT INTO user_account (name, age, fullname) SELECT batch.c1, $1, batch.c2"
                        + " FROM unnest($2, $3) AS batch(c1, c2) RETURNING id");
        assertThat(compiled.slots())
                .containsExactly(
                        new BindSlot(INTEGER, new Held(0), false),
                        new BindSlot(array(varchar(30)), new OfRow(-1, "name"), false),
                        new BindSlot(array(TEXT), new OfRow(-1, "full"), false));
    }

    @Test
    void makesAnArrayOfGeneratedDefaults() {
        Insert template =
                insert(messages).set(messages.body, param("body", TEXT)).set(messages.senderId, param("body", BIGINT));
        Compiled compiled = ARRAYS.compileBatch(template, 5);
        assertThat(compiled.sql())
                .isEqualTo("INSERT INTO message (body, sender_id, id, sent)"
                        + " SELECT batch.c1, batch.c1, batch.c2, CURRENT_TIMESTAMP"
                        + " FROM unnest($1, $2) AS batch(c1, c2)");
        assertThat(compiled.slots().get(1).source())
                .isInstanceOfSatisfying(
                        BindSlot.Generated.class, each -> assertThat(each.row()).isEqualTo(-1));
    }

    @Test
    void repeatsWhatHasNoFormForManyRows() {
        assertThat(ANSI.batchForm(update(users).set(users.name, param("n", TEXT))))
                .isEqualTo(BatchForm.REPEATED);
        assertThat(ANSI.batchForm(delete(users).where(users.id.eq(param("id", BIGINT)))))
                .isEqualTo(BatchForm.REPEATED);
        assertThat(ANSI.batchForm(insert(users))).isEqualTo(BatchForm.REPEATED);
        assertThat(ANSI.batchForm(insert(users).set(users.name, "x"))).isEqualTo(BatchForm.REPEATED);
        assertThat(ANSI.batchForm(insert(users).fromSelect(List.of(users.name), select(addresses.email))))
                .isEqualTo(BatchForm.REPEATED);
        assertThat(ANSI.batchForm(insert(users).rows(List.of("a", "b"), (row, name) -> row.set(users.name, name))))
                .isEqualTo(BatchForm.REPEATED);
        assertThatThrownBy(() -> ANSI.compileBatch(insert(users), 2))
                .isInstanceOf(CompilationException.class)
                .hasMessageContaining("Only an insert of one row can be compiled for many rows.");
    }
}
