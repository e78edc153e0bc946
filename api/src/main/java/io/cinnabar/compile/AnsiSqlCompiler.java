package io.cinnabar.compile;

import io.cinnabar.error.CompilationException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.sql.Assignment;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.ColumnDefault;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.DdlStatement;
import io.cinnabar.sql.Delete;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.FromItem;
import io.cinnabar.sql.FunctionCall;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Label;
import io.cinnabar.sql.OnConflict;
import io.cinnabar.sql.Operator;
import io.cinnabar.sql.Parameter;
import io.cinnabar.sql.Query;
import io.cinnabar.sql.Returning;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Statement;
import io.cinnabar.sql.Subquery;
import io.cinnabar.sql.TableExpression;
import io.cinnabar.sql.TextStatement;
import io.cinnabar.sql.Update;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles statements to the standard's SQL. A dialect extends it and overrides the clauses and nodes that it spells
 * otherwise. Stateless and thread-safe.
 */
public non-sealed class AnsiSqlCompiler extends ExpressionCompiler implements SqlCompiler {
    private final BindMarkers markers;
    private final BatchCompiler batches;

    /** A compiler over the parts of a dialect. */
    public AnsiSqlCompiler(IdentifierQuoter quoter, TypeCompiler types, LiteralWriter literals, BindMarkers markers) {
        super(quoter, types, literals);
        this.markers = markers;
        this.batches = new BatchCompiler(this);
    }

    @Override
    protected String dialectName() {
        return "ansi";
    }

    @Override
    public final Compiled compile(Statement statement) {
        var context = context(statement);
        compile(statement, context);
        return finish(statement, context);
    }

    final CompileContext context(Statement statement) {
        return new CompileContext(quoter(), StatementKey.values(statement), markers, false);
    }

    @Override
    public final BatchForm batchForm(Statement statement) {
        return batches.form(statement);
    }

    @Override
    public final Compiled compileBatch(Statement statement, int rows) {
        return batches.compile(statement, rows);
    }

    final Compiled finish(Statement statement, CompileContext context) {
        boolean returnsRows = statement instanceof RowStatement<?>;
        List<Expression<?>> selected = statement instanceof RowStatement<?> rows ? rows.selected() : List.of();
        return new Compiled(
                context.parts(),
                context.slots(),
                selected,
                returnsRows,
                context.warnings(),
                context.isOpaque(),
                new Compiled.Dialectal(markers, quoter(), emptyList()));
    }

    /** Compiles an expression for DDL: without binds, and with columns by their names alone. */
    public final String inline(ExpressionNode expression) {
        StatementKey.checkDepth(expression);
        var context = new CompileContext(quoter(), List.of(), markers, true);
        compile(expression, context);
        return context.inlineText();
    }

    @Override
    public void visitSelect(Select<?> select, CompileContext context) {
        select(select, null, context);
    }

    @Override
    final void subquery(Subquery subquery, CompileContext context) {
        Query<?> query = subquery.query();
        if (query instanceof Select<?> select) {
            select(select, subquery.columnNames(), context);
        }
    }

    private void select(Select<?> select, @Nullable List<String> columnNames, CompileContext context) {
        FromClause from = FromClause.of(select, context::isEnclosing);
        String warning = CartesianLinter.warning(from, select.whereCondition());
        if (warning != null) {
            context.warn(new CompileWarning(ErrorCode.CARTESIAN_PRODUCT, warning));
        }
        context.inScope(from.identities(), () -> {
            context.append("SELECT ");
            distinctClause(select, context);
            selectedColumns(select, columnNames, context);
            fromClause(from, context);
            condition(" WHERE ", select.whereCondition(), context);
            if (!select.groupKeys().isEmpty()) {
                context.append(" GROUP BY ");
                list(select.groupKeys(), context);
            }
            condition(" HAVING ", select.havingCondition(), context);
            if (!select.sortKeys().isEmpty()) {
                context.append(" ORDER BY ");
                list(select.sortKeys(), context);
            }
            limitClause(select, context);
        });
    }

    /** Appends DISTINCT. */
    protected void distinctClause(Select<?> select, CompileContext context) {
        context.append(select.isDistinct() ? "DISTINCT " : "");
    }

    private void selectedColumns(Select<?> select, @Nullable List<String> columnNames, CompileContext context) {
        for (int index = 0; index < select.selected().size(); index++) {
            ExpressionNode node = select.selected().get(index).node();
            context.append(index == 0 ? "" : ", ");
            selectedColumn(node, columnNames == null ? null : columnNames.get(index), context);
        }
    }

    /** Compiles a column of a result, with a name where it has a label or must have one. */
    private void selectedColumn(ExpressionNode node, @Nullable String exportedName, CompileContext context) {
        ExpressionNode expression = node instanceof Label label ? label.operand() : node;
        compile(expression, context);
        String name = node instanceof Label ? node.name() : null;
        boolean isNamedColumn = expression.precedence() == Operator.ATOM
                && (expression instanceof ColumnExpression<?> || expression instanceof io.cinnabar.sql.DerivedColumn);
        if (exportedName != null && !(isNamedColumn && exportedName.equals(expression.name()))) {
            name = exportedName;
        }
        if (name != null) {
            context.append(" AS ").identifier(name);
        }
    }

    private void fromClause(FromClause from, CompileContext context) {
        String separator = " FROM ";
        for (FromClause.Element element : from.elements()) {
            context.append(separator);
            compile(element.item(), context);
            for (FromClause.Joined join : element.joins()) {
                context.append(" ").append(joinWords(join)).append(" ");
                compile(join.target(), context);
                joinCondition(join, context);
            }
            separator = ", ";
        }
    }

    private String joinWords(FromClause.Joined join) {
        return switch (join.kind()) {
            case INNER, LEFT, RIGHT, CROSS -> join.kind().sql();
            case FULL -> fullJoin();
        };
    }

    /** The words of a full outer join. */
    protected String fullJoin() {
        return "FULL JOIN";
    }

    private void joinCondition(FromClause.Joined join, CompileContext context) {
        if (join.condition() != null) {
            condition(" ON ", join.condition(), context);
        } else if (join.left() != null) {
            String separator = " ON ";
            for (TableExpression.ColumnPair pair : join.keyPairs()) {
                context.append(separator);
                columnOf(join.left(), pair.left(), context);
                context.append(" = ");
                columnOf(join.target(), pair.right(), context);
                separator = " AND ";
            }
        }
    }

    private void columnOf(FromItem item, ColumnExpression<?> column, CompileContext context) {
        if (item instanceof TableExpression table && table.aliasName() == null) {
            tableName(table, context);
        } else {
            context.identifier(context.sourceName(item));
        }
        context.append(".").identifier(column.name());
    }

    /** Appends a clause with a condition, if there is one. */
    protected final void condition(String word, @Nullable ExpressionNode condition, CompileContext context) {
        if (condition != null) {
            context.append(word);
            compile(condition, context);
        }
    }

    /** Appends the number of rows to return and to pass over. */
    protected void limitClause(Select<?> select, CompileContext context) {
        if (select.limitRows() != null) {
            context.append(" LIMIT ");
            compile(select.limitRows(), context);
        }
        if (select.offsetRows() != null) {
            context.append(" OFFSET ");
            compile(select.offsetRows(), context);
        }
    }

    @Override
    public void visitInsert(Insert insert, CompileContext context) {
        InsertPlan plan = InsertPlan.of(insert);
        if (plan.columns().isEmpty() && insert.rows().size() > 1) {
            throw new CompilationException(
                    ErrorCode.COMPILATION_FAILED,
                    "The insert into '" + insert.table().name() + "' has "
                            + insert.rows().size()
                            + " rows that set no column, but only one row of defaults can be inserted at a time.");
        }
        insert(insert, plan.columns(), () -> insertSource(insert, plan, context), context);
    }

    private void insertSource(Insert insert, InsertPlan plan, CompileContext context) {
        if (insert.source() != null) {
            compile(insert.source(), context);
            return;
        }
        context.append("VALUES ");
        for (int row = 0; row < insert.rows().size() || row == 0; row++) {
            context.append(row == 0 ? "" : ", ");
            insertRow(plan, insert.rows().isEmpty() ? List.of() : insert.rows().get(row), context);
        }
    }

    /**
     * Compiles an insert.
     *
     * @param columns the columns that it sets, with those that have a default of Cinnabar
     * @param source compiles the rows: a list of values or a query
     */
    protected void insert(Insert insert, List<ColumnExpression<?>> columns, Runnable source, CompileContext context) {
        context.append("INSERT INTO ");
        tableName(insert.table(), context);
        if (columns.isEmpty()) {
            defaultValues(context);
        } else {
            columnNames(columns, context);
            context.append(" ");
            source.run();
        }
        if (insert.conflict() != null) {
            conflictClause(insert, insert.conflict(), columns, context);
        }
    }

    private void conflictClause(
            Insert insert, OnConflict conflict, List<ColumnExpression<?>> columns, CompileContext context) {
        context.append(" ON CONFLICT ");
        if (conflict.constraint() != null) {
            context.append("ON CONSTRAINT ").identifier(conflict.constraint()).append(" ");
        } else if (!conflict.targets().isEmpty()) {
            String separator = "(";
            for (ExpressionNode target : conflict.targets()) {
                boolean isPlain = target instanceof ColumnExpression<?> || target instanceof FunctionCall;
                context.append(separator).append(isPlain ? inline(target) : "(" + inline(target) + ")");
                separator = ", ";
            }
            context.append(") ");
            if (conflict.indexCondition() != null) {
                context.append("WHERE " + inline(conflict.indexCondition()) + " ");
            }
        }
        Update update = conflict.update();
        if (update == null) {
            context.append("DO NOTHING");
            return;
        }
        context.inConflict(insert.table(), columns, () -> {
            context.append("DO UPDATE SET ");
            setClause(update, context);
            condition(" WHERE ", update.whereCondition(), context);
        });
    }

    /** Whether an insert that says what to do on a conflict can take many rows with one statement. */
    protected boolean takesManyRowsWithConflicts() {
        return true;
    }

    /** Appends the names of the columns of an insert, in parentheses. */
    protected final void columnNames(List<ColumnExpression<?>> columns, CompileContext context) {
        context.append(" (");
        for (int index = 0; index < columns.size(); index++) {
            context.append(index == 0 ? "" : ", ").identifier(columns.get(index).name());
        }
        context.append(")");
    }

    /** Appends the values of one row, in parentheses: those that are set, then the defaults. */
    final void insertRow(InsertPlan plan, List<ExpressionNode> values, CompileContext context) {
        context.append("(");
        insertValues(plan, values, context);
        context.append(")");
    }

    /** Appends the values of one row: those that are set, then the defaults. */
    final void insertValues(InsertPlan plan, List<ExpressionNode> values, CompileContext context) {
        for (int index = 0; index < plan.columns().size(); index++) {
            context.append(index == 0 ? "" : ", ");
            if (index < values.size()) {
                assigned(values.get(index), context);
            } else {
                columnDefault(plan.columns().get(index), plan.defaultOf(index), context);
            }
        }
    }

    private void columnDefault(ColumnExpression<?> column, ColumnDefault value, CompileContext context) {
        if (value instanceof ColumnDefault.Generated generated) {
            String arrayColumn = context.columnFor(BatchCompiler.defaultName(column));
            if (arrayColumn != null) {
                context.append(arrayColumn);
            } else {
                var source = new BindSlot.Generated(Math.max(context.row(), 0), generated.supplier());
                context.typeKnown(() -> bind(new BindSlot(column.type(), source, false), context));
            }
        } else if (value instanceof ColumnDefault.Computed computed) {
            compile(computed.expression(), context);
        }
    }

    /** Compiles the value that a column is set to: the column tells the type of a bind. */
    private void assigned(ExpressionNode value, CompileContext context) {
        if (value instanceof BindValue || value instanceof Parameter) {
            context.typeKnown(() -> compile(value, context));
        } else {
            compile(value, context);
        }
    }

    /** Appends what stands in an insert that sets no column. */
    protected void defaultValues(CompileContext context) {
        context.append(" DEFAULT VALUES");
    }

    @Override
    public void visitUpdate(Update update, CompileContext context) {
        context.inScope(Set.of(update.table().sourceKey()), () -> {
            context.append("UPDATE ");
            compile(update.table(), context);
            context.append(" SET ");
            setClause(update, context);
            condition(" WHERE ", update.whereCondition(), context);
        });
    }

    /** Appends the assignments of an update, and the defaults of the columns that it does not set. */
    protected final void setClause(Update update, CompileContext context) {
        if (update.assignments().isEmpty()) {
            throw new CompilationException(
                    ErrorCode.COMPILATION_FAILED,
                    "The update of table '" + update.table().name() + "' sets no column. Add set(column, value).");
        }
        String separator = "";
        for (Assignment assignment : update.assignments()) {
            context.append(separator).identifier(assignment.column().name()).append(" = ");
            assigned(assignment.value(), context);
            separator = ", ";
        }
        for (ColumnExpression<?> column : update.table().columns()) {
            ColumnDefault value = column.updateDefault();
            if (value != null
                    && update.assignments().stream()
                            .noneMatch(each -> each.column().original() == column.original())) {
                context.append(separator).identifier(column.name()).append(" = ");
                columnDefault(column, value, context);
                separator = ", ";
            }
        }
    }

    @Override
    public void visitDelete(Delete delete, CompileContext context) {
        context.inScope(Set.of(delete.table().sourceKey()), () -> {
            context.append("DELETE FROM ");
            compile(delete.table(), context);
            condition(" WHERE ", delete.whereCondition(), context);
        });
    }

    @Override
    public final void visitReturning(Returning<?> returning, CompileContext context) {
        returning(returning, () -> compile(returning.statement(), context), context);
    }

    /** Compiles a statement that returns rows, around or behind the statement that changes them. */
    protected void returning(Returning<?> returning, Runnable statement, CompileContext context) {
        statement.run();
        context.append(" RETURNING ");
        returnedColumns(returning, context);
    }

    /** Appends the columns that a statement returns, by their names alone. */
    protected final void returnedColumns(Returning<?> returning, CompileContext context) {
        Set<Object> changed = Set.of(returning.statement().table().sourceKey());
        context.inScope(
                changed,
                () -> context.unqualified(() -> {
                    String separator = "";
                    for (Expression<?> expression : returning.selected()) {
                        context.append(separator);
                        selectedColumn(expression.node(), null, context);
                        separator = ", ";
                    }
                }));
    }

    @Override
    public void visitText(TextStatement<?> text, CompileContext context) {
        context.opaque();
        List<String> parts = text.template().parts();
        context.append(parts.get(0));
        for (int index = 1; index < parts.size(); index++) {
            String name = text.template().names().get(index - 1);
            BindValue bound = text.bound(name);
            if (bound != null) {
                compile(bound, context);
            } else {
                context.marker(new BindSlot(io.cinnabar.type.Types.UNKNOWN, context.source(name), false));
            }
            context.append(parts.get(index));
        }
        for (BindValue value : text.positional()) {
            context.slot(new BindSlot(value.type(), context.source(value), false));
        }
    }

    @Override
    public void visitDdl(DdlStatement statement, CompileContext context) {
        throw new CompilationException(
                ErrorCode.COMPILATION_FAILED,
                "A schema statement is compiled by the DDL compiler of the dialect, not as a part of another statement.");
    }

    /** Whether many values of a type can be bound as one array, so that {@link BatchForm#ARRAYS} is possible. */
    protected boolean hasArrayForm(io.cinnabar.type.SqlType<?> type) {
        return false;
    }

    /** Appends the source of the rows of an array batch, such as {@code unnest(…) AS batch(…)}. */
    protected void arraySource(
            List<BindSlot> arrays, List<String> columns, boolean isNumbered, CompileContext context) {
        throw unsupported("a source of rows made of arrays");
    }

    static Insert insertOf(Statement statement) {
        Statement inner = statement instanceof Returning<?> returning ? returning.statement() : statement;
        if (inner instanceof Insert insert) {
            return insert;
        }
        throw new IllegalArgumentException("not an insert");
    }
}
