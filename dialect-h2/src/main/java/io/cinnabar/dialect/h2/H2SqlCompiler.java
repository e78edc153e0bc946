package io.cinnabar.dialect.h2;

import io.cinnabar.compile.AnsiSqlCompiler;
import io.cinnabar.compile.BindMarkers;
import io.cinnabar.compile.BindSlot;
import io.cinnabar.compile.CompileContext;
import io.cinnabar.compile.IdentifierQuoter;
import io.cinnabar.compile.LiteralWriter;
import io.cinnabar.compile.TypeCompiler;
import io.cinnabar.sql.Between;
import io.cinnabar.sql.BinaryOperation;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.Cast;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.Delete;
import io.cinnabar.sql.ExcludedColumn;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.InList;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Like;
import io.cinnabar.sql.OnConflict;
import io.cinnabar.sql.Operator;
import io.cinnabar.sql.Parameter;
import io.cinnabar.sql.Returning;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Update;
import io.cinnabar.type.ArrayType;
import io.cinnabar.type.SqlType;
import io.cinnabar.type.TypeKind;
import io.cinnabar.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SQL of H2. H2 tells the type of a bind only from what stands directly beside it, and elsewhere fails or guesses; so a
 * bind is cast to its type, except where a column or another typed expression says it: in comparisons, where casts
 * would only be noise, and where a column is set.
 */
final class H2SqlCompiler extends AnsiSqlCompiler {
    static final String NAME = "h2";

    H2SqlCompiler(IdentifierQuoter quoter, TypeCompiler types, LiteralWriter literals) {
        super(quoter, types, literals, BindMarkers.numbered("?"));
    }

    @Override
    protected String dialectName() {
        return NAME;
    }

    @Override
    protected void insert(Insert insert, List<ColumnExpression<?>> columns, Runnable source, CompileContext context) {
        OnConflict conflict = insert.conflict();
        if (conflict == null) {
            super.insert(insert, columns, source, context);
        } else {
            List<ColumnExpression<?>> key = H2Merge.keyOf(insert, conflict, columns, this::unsupported);
            context.append("MERGE INTO ");
            tableName(insert.table(), context);
            context.append(" USING (");
            context.typesHidden(source);
            context.append(") AS excluded");
            columnNames(columns, context);
            merge(insert, key, conflict.update(), columns, context);
        }
    }

    /** H2 has no ON CONFLICT, but says the same by MERGE where the columns of a key are named. */
    private void merge(
            Insert insert,
            List<ColumnExpression<?>> key,
            @Nullable Update update,
            List<ColumnExpression<?>> columns,
            CompileContext context) {
        String separator = " ON ";
        for (ColumnExpression<?> column : key) {
            context.append(separator);
            compile(column, context);
            context.append(" = excluded.").identifier(column.name());
            separator = " AND ";
        }
        if (update != null) {
            context.inConflict(insert.table(), columns, () -> {
                context.append(" WHEN MATCHED");
                ExpressionNode condition = update.whereCondition();
                if (condition != null) {
                    context.append(" AND ");
                    operand(condition, Operator.AND, context);
                }
                context.append(" THEN UPDATE SET ");
                setClause(update, context);
            });
        }
        context.append(" WHEN NOT MATCHED THEN INSERT");
        columnNames(columns, context);
        separator = " VALUES (";
        for (ColumnExpression<?> column : columns) {
            context.append(separator).append("excluded.").identifier(column.name());
            separator = ", ";
        }
        context.append(")");
    }

    /** A MERGE of many rows fails or not on one that it has inserted itself, as it happens to read its source. */
    @Override
    protected boolean takesManyRowsWithConflicts() {
        return false;
    }

    @Override
    public void visitExcluded(ExcludedColumn column, CompileContext context) {
        if (!checkExcluded(column, context).contains(column.column())) {
            throw unsupported(
                    "excluded(…) of column '" + column.name() + "', which the insert does not set",
                    "Set the column, or write what it is to become.");
        }
        super.visitExcluded(column, context);
    }

    @Override
    protected void bind(BindSlot slot, CompileContext context) {
        SqlType<?> type = slot.type().storage();
        boolean isCast = type.kind() != TypeKind.UNKNOWN && (!context.isTypeKnown() || holdsEnum(type));
        if (isCast) {
            context.append("CAST(").marker(slot).append(" AS " + types().name(unlimited(type)) + ")");
        } else {
            context.marker(slot);
        }
    }

    /**
     * Whether values are constants of an enum: the driver binds text as a CLOB, of which H2 makes no ENUM by itself.
     */
    private static boolean holdsEnum(SqlType<?> type) {
        return type.kind() == TypeKind.ENUM
                || type instanceof ArrayType<?> array
                        && holdsEnum(array.element().storage());
    }

    /** The type that a bind is cast to: one that neither cuts nor rounds a value, as H2's casts do in silence. */
    private static SqlType<?> unlimited(SqlType<?> type) {
        return switch (type.kind()) {
            case CHAR, VARCHAR, TEXT, ENUM -> Types.TEXT;
            case NUMERIC -> Types.NUMERIC;
            case BINARY -> Types.BINARY;
            case TIME -> Types.TIME;
            case TIME_WITH_TIME_ZONE -> Types.TIME_WITH_TIME_ZONE;
            case TIMESTAMP -> Types.TIMESTAMP;
            case TIMESTAMP_WITH_TIME_ZONE -> Types.TIMESTAMP_WITH_TIME_ZONE;
            case INTERVAL -> Types.INTERVAL;
            case ARRAY -> unlimitedArray((ArrayType<?>) type);
            case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, BOOLEAN, DATE, UUID, JSON, UNKNOWN -> type;
        };
    }

    private static SqlType<?> unlimitedArray(ArrayType<?> type) {
        return unlimited(type.element().storage()).array();
    }

    private static boolean isBind(ExpressionNode node) {
        return node instanceof BindValue || node instanceof Parameter;
    }

    /** Compiles an operand of a comparison with something that has a type. */
    private void compared(ExpressionNode node, CompileContext context) {
        if (isBind(node)) {
            context.typeKnown(() -> compile(node, context));
        } else {
            operand(node, Operator.COMPARISON + 1, context);
        }
    }

    @Override
    public void visitBinary(BinaryOperation operation, CompileContext context) {
        boolean isComparison = operation.operator().precedence() == Operator.COMPARISON;
        if (!isComparison || isBind(operation.left()) == isBind(operation.right())) {
            super.visitBinary(operation, context);
            return;
        }
        compared(operation.left(), context);
        context.append(" ").append(operation.operator().symbol()).append(" ");
        compared(operation.right(), context);
    }

    @Override
    public void visitBetween(Between between, CompileContext context) {
        if (isBind(between.operand())) {
            super.visitBetween(between, context);
            return;
        }
        compared(between.operand(), context);
        context.append(between.negated() ? " NOT BETWEEN " : " BETWEEN ");
        compared(between.low(), context);
        context.append(" AND ");
        compared(between.high(), context);
    }

    @Override
    public void visitLike(Like like, CompileContext context) {
        operand(like.operand(), Operator.COMPARISON + 1, context);
        context.append(like.negated() ? " NOT " : " ").append(like.caseInsensitive() ? "ILIKE " : "LIKE ");
        compared(like.pattern(), context);
        escape(like, context);
    }

    /** Constants of an enum go as one array, since each would have to be cast. */
    @Override
    public void visitInList(InList in, CompileContext context) {
        SqlType<?> listType = bindType(in.list());
        if (context.isInline() || listType == null || !holdsEnum(listType)) {
            super.visitInList(in, context);
            return;
        }
        operand(in.operand(), Operator.COMPARISON + 1, context);
        context.append(in.negated() ? " <> ALL(" : " = ANY(");
        compile(in.list(), context);
        context.append(")");
    }

    private static @Nullable SqlType<?> bindType(ExpressionNode node) {
        if (node instanceof BindValue value) {
            return value.type().storage();
        }
        return node instanceof Parameter parameter ? parameter.type().storage() : null;
    }

    @Override
    public void visitCast(Cast cast, CompileContext context) {
        context.append("CAST(");
        ExpressionNode operand = cast.operand();
        SqlType<?> boundType = bindType(operand);
        if (boundType != null && boundType.kind() == cast.type().kind()) {
            context.typeKnown(() -> compile(operand, context));
        } else if (cast.type().kind() == TypeKind.JSON) {
            // Without FORMAT JSON, text becomes a JSON string; what is JSON already stays as it is.
            operand(operand, Operator.ATOM, context);
            context.append(" FORMAT JSON");
        } else {
            compile(operand, context);
        }
        context.append(" AS ").append(types().name(cast.type())).append(")");
    }

    @Override
    protected void limitClause(Select<?> select, CompileContext context) {
        ExpressionNode limit = select.limitRows();
        if (limit != null) {
            context.append(" LIMIT ");
            compared(limit, context);
        }
        ExpressionNode offset = select.offsetRows();
        if (offset != null) {
            context.append(" OFFSET ");
            compared(offset, context);
        }
    }

    @Override
    protected String fullJoin() {
        throw unsupported("a full outer join");
    }

    /** The rows of a change are selected from it: those before it for DELETE, else those after it. */
    @Override
    protected void returning(Returning<?> returning, Runnable statement, CompileContext context) {
        context.append("SELECT ");
        returnedColumns(returning, context);
        context.append(returning.statement() instanceof Delete ? " FROM OLD TABLE (" : " FROM FINAL TABLE (");
        statement.run();
        context.append(")");
    }
}
