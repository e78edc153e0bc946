package io.cinnabar.dialect.postgres;

import io.cinnabar.compile.AnsiSqlCompiler;
import io.cinnabar.compile.BindMarkers;
import io.cinnabar.compile.BindSlot;
import io.cinnabar.compile.CompileContext;
import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.compile.LiteralWriter;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.InList;
import io.cinnabar.sql.Like;
import io.cinnabar.sql.NextValue;
import io.cinnabar.sql.Operator;
import io.cinnabar.sql.Parameter;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TypeKind;
import java.util.Collection;
import java.util.List;

/** Compiles queries and data changes to PostgreSQL's SQL. */
final class PostgresSqlCompiler extends AnsiSqlCompiler {
    private final PostgresTypeCompiler types;

    PostgresSqlCompiler(IdentifierQuoter quoter, PostgresTypeCompiler types, LiteralWriter literals) {
        super(quoter, types, literals, BindMarkers.DOLLAR_NUMBERS);
        this.types = types;
    }

    @Override
    protected String dialectName() {
        return "postgresql";
    }

    @Override
    protected void bind(BindSlot slot, CompileContext context) {
        context.marker(slot);
        String cast = types.bindCast(slot.type());
        if (cast != null) {
            context.append("::").append(cast);
        }
    }

    /** One bind for a list of any length, so that there is one SQL text and one prepared statement for all of them. */
    @Override
    public void visitInList(InList in, CompileContext context) {
        if (context.isInline()) {
            inlineList(in, context);
            return;
        }
        if (isArray(in.list())) {
            // = ANY would compare with the elements of the inner arrays, and the empty list has no spelling at all.
            throw unsupported("IN with a list of arrays");
        }
        operand(in.operand(), Operator.COMPARISON + 1, context);
        context.append(in.negated() ? " <> ALL (" : " = ANY (");
        compile(in.list(), context);
        context.append(")");
    }

    private void inlineList(InList in, CompileContext context) {
        if (in.list() instanceof BindValue value && value.value() instanceof Collection<?> list && list.isEmpty()) {
            context.append(in.negated() ? "TRUE" : "FALSE"); // a constraint cannot hold a query without rows
        } else {
            super.visitInList(in, context);
        }
    }

    private static boolean isArray(ExpressionNode list) {
        SqlType<?> type = list instanceof BindValue value ? value.type() : ((Parameter) list).type();
        return type.storage() instanceof ArrayType<?> array && array.element().kind() == TypeKind.ARRAY;
    }

    @Override
    public void visitLike(Like like, CompileContext context) {
        if (!like.caseInsensitive()) {
            super.visitLike(like, context);
            return;
        }
        operand(like.operand(), Operator.COMPARISON + 1, context);
        context.append(like.negated() ? " NOT ILIKE " : " ILIKE ");
        operand(like.pattern(), Operator.COMPARISON + 1, context);
        escape(like, context);
    }

    @Override
    public void visitNextValue(NextValue next, CompileContext context) {
        // A name within a literal: as an identifier it is quoted where it must be, as text its single quotes are
        // doubled.
        context.append("nextval('").schemaNameInText(next.schema());
        context.append(quoter().quote(next.sequence()).replace("'", "''")).append("')");
    }

    /** An array of arrays would arrive flat: unnest takes it apart down to its last elements. */
    @Override
    protected boolean hasArrayForm(SqlType<?> type) {
        return type.kind() != TypeKind.ARRAY && type.kind() != TypeKind.UNKNOWN;
    }

    @Override
    protected void arraySource(
            List<BindSlot> arrays, List<String> columns, boolean isNumbered, CompileContext context) {
        String separator = "unnest(";
        for (BindSlot array : arrays) {
            context.append(separator);
            bind(array, context);
            separator = ", ";
        }
        // Without the order, rows would usually be inserted in that of the arrays, but nothing promises it.
        context.append(isNumbered ? ") WITH ORDINALITY AS batch(" : ") AS batch(")
                .append(String.join(", ", columns))
                .append(isNumbered ? ", n) ORDER BY batch.n" : ")");
    }
}
