package io.cinnabar.compile;

import io.cinnabar.error.CompilationException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.UnsupportedCompilationException;
import io.cinnabar.sql.Alias;
import io.cinnabar.sql.Between;
import io.cinnabar.sql.BinaryOperation;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.CaseExpression;
import io.cinnabar.sql.Cast;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.CustomExpression;
import io.cinnabar.sql.DerivedColumn;
import io.cinnabar.sql.ExcludedColumn;
import io.cinnabar.sql.Exists;
import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.Extract;
import io.cinnabar.sql.FunctionCall;
import io.cinnabar.sql.InList;
import io.cinnabar.sql.InQuery;
import io.cinnabar.sql.Junction;
import io.cinnabar.sql.Label;
import io.cinnabar.sql.LabelReference;
import io.cinnabar.sql.Like;
import io.cinnabar.sql.Literal;
import io.cinnabar.sql.Negation;
import io.cinnabar.sql.NextValue;
import io.cinnabar.sql.Node;
import io.cinnabar.sql.Operator;
import io.cinnabar.sql.Parameter;
import io.cinnabar.sql.PostfixPredicate;
import io.cinnabar.sql.Query;
import io.cinnabar.sql.ScalarSubquery;
import io.cinnabar.sql.SortKey;
import io.cinnabar.sql.SqlVisitor;
import io.cinnabar.sql.Subquery;
import io.cinnabar.sql.TableExpression;
import io.cinnabar.sql.TextFragment;
import io.cinnabar.sql.UnaryOperation;
import io.cinnabar.type.SqlType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Compiles expressions and FROM items; the standard's spelling, of which a dialect overrides what differs by extending
 * {@link AnsiSqlCompiler}.
 */
// Public, since the bridges that javac puts into the public subclass of a hidden class cost a frame for every level.
public abstract sealed class ExpressionCompiler implements SqlVisitor<CompileContext> permits AnsiSqlCompiler {
    private final IdentifierQuoter quoter;
    private final TypeCompiler types;
    private final LiteralWriter literals;
    private final Map<Class<? extends CustomExpression>, BiConsumer<CustomExpression, CompileContext>> custom =
            new HashMap<>();

    ExpressionCompiler(IdentifierQuoter quoter, TypeCompiler types, LiteralWriter literals) {
        this.quoter = quoter;
        this.types = types;
        this.literals = literals;
    }

    /** Says how the expressions of a class are compiled; called by a dialect's constructor. */
    protected final <E extends CustomExpression> void custom(
            Class<E> expressionClass, BiConsumer<? super E, CompileContext> rendering) {
        custom.put(
                expressionClass, (expression, context) -> rendering.accept(expressionClass.cast(expression), context));
    }

    /** How identifiers are written. */
    protected final IdentifierQuoter quoter() {
        return quoter;
    }

    /** How the names of types are written. */
    protected final TypeCompiler types() {
        return types;
    }

    /** Compiles a node. */
    protected final void compile(Node node, CompileContext context) {
        node.accept(this, context);
    }

    /** Compiles a part of an expression, in parentheses where it binds less tightly than it must. */
    protected final void operand(ExpressionNode node, int precedence, CompileContext context) {
        if (node.precedence() < precedence) {
            context.append("(");
            node.accept(this, context);
            context.append(")");
        } else {
            node.accept(this, context);
        }
    }

    /** Compiles nodes with commas between them. */
    protected final void list(List<? extends Node> nodes, CompileContext context) {
        for (int index = 0; index < nodes.size(); index++) {
            context.append(index == 0 ? "" : ", ");
            compile(nodes.get(index), context);
        }
    }

    /** Appends the marker of a bind; a dialect adds a cast where the database could not tell the type. */
    protected void bind(BindSlot slot, CompileContext context) {
        context.marker(slot);
    }

    @Override
    public void visitColumn(ColumnExpression<?> column, CompileContext context) {
        if (context.qualifiesColumns() && !context.isInline()) {
            String alias = column.table().aliasName();
            if (alias != null) {
                context.identifier(alias);
            } else {
                tableName(column.table(), context);
            }
            context.append(".");
        }
        context.identifier(column.name());
    }

    @Override
    public void visitDerivedColumn(DerivedColumn column, CompileContext context) {
        context.identifier(context.sourceName(column.source())).append(".").identifier(column.name());
    }

    @Override
    public void visitExcluded(ExcludedColumn column, CompileContext context) {
        checkExcluded(column, context);
        context.append("excluded.").identifier(column.name());
    }

    /**
     * Signals an error for a column that is excluded by no conflict of its table, and gives the columns of the rows.
     */
    protected final List<ColumnExpression<?>> checkExcluded(ExcludedColumn column, CompileContext context) {
        List<ColumnExpression<?>> columns =
                context.conflictColumns(column.column().table());
        if (columns == null) {
            throw new CompilationException(
                    ErrorCode.COMPILATION_FAILED,
                    "excluded(…) of column '" + column.name() + "' stands where no insert into '"
                            + column.column().table().name()
                            + "' has a conflict. Use it in onConflict(…).doUpdate(…) only.");
        }
        return columns;
    }

    /** Appends the name of a table, qualified by its schema. */
    protected final void tableName(TableExpression table, CompileContext context) {
        context.schemaName(table.schemaName());
        context.identifier(table.name());
    }

    @Override
    public void visitTable(TableExpression table, CompileContext context) {
        tableName(table, context);
        if (table.aliasName() != null) {
            context.append(" AS ").identifier(table.aliasName());
        }
    }

    @Override
    public void visitAlias(Alias alias, CompileContext context) {
        tableName(alias.table(), context);
        context.append(" AS ").identifier(alias.sourceName());
    }

    @Override
    public void visitSubquery(Subquery subquery, CompileContext context) {
        context.append("(");
        context.outOfScope(() -> context.qualified(() -> subquery(subquery, context)));
        context.append(") AS ").identifier(context.sourceName(subquery));
    }

    /** Compiles the query of a subquery in FROM, whose columns all need names. */
    abstract void subquery(Subquery subquery, CompileContext context);

    @Override
    public void visitBindValue(BindValue value, CompileContext context) {
        if (context.isInline()) {
            context.append(literals.write(value.value(), value.type()));
        } else {
            bind(new BindSlot(value.type(), context.source(value), false), context);
        }
    }

    @Override
    public void visitParameter(Parameter parameter, CompileContext context) {
        String column = context.columnFor(parameter.name());
        if (column != null) {
            context.append(column);
        } else {
            bind(new BindSlot(parameter.type(), context.source(parameter.name()), false), context);
        }
    }

    @Override
    public void visitLiteral(Literal literal, CompileContext context) {
        context.append(literals.write(literal.value(), literal.type()));
    }

    @Override
    public void visitBinary(BinaryOperation operation, CompileContext context) {
        Operator operator = operation.operator();
        operand(operation.left(), binding(operator) + (isNonAssociativeComparison(operator) ? 1 : 0), context);
        context.append(" ").append(operator.symbol()).append(" ");
        boolean sameAssociative = operator.isAssociative()
                && operation.right() instanceof BinaryOperation right
                && right.operator().equals(operator);
        operand(operation.right(), binding(operator) + (sameAssociative ? 0 : 1), context);
    }

    /** How tightly an operator holds its operands: one of a database's own may bind tighter than a comparison. */
    private static int binding(Operator operator) {
        return operator.isStandard() ? operator.precedence() : Math.max(operator.precedence(), Operator.OTHER);
    }

    private static boolean isNonAssociativeComparison(Operator operator) {
        return operator.precedence() == Operator.COMPARISON
                || operator.precedence() == Operator.OTHER && !operator.isAssociative();
    }

    @Override
    public void visitUnary(UnaryOperation operation, CompileContext context) {
        context.append(operation.symbol());
        if (operation.operand() instanceof BindValue || operation.operand() instanceof Parameter) {
            // A driver that writes values into the text must not make a comment of two signs.
            context.append("(");
            compile(operation.operand(), context);
            context.append(")");
        } else {
            operand(operation.operand(), Operator.SIGN + 1, context);
        }
    }

    @Override
    public void visitPredicate(PostfixPredicate predicate, CompileContext context) {
        operand(predicate.operand(), Operator.COMPARISON + 1, context);
        context.append(" ").append(predicate.test().sql());
    }

    @Override
    public void visitJunction(Junction junction, CompileContext context) {
        String separator = " " + junction.kind() + " ";
        for (int index = 0; index < junction.operands().size(); index++) {
            context.append(index == 0 ? "" : separator);
            operand(junction.operands().get(index), junction.precedence() + 1, context);
        }
    }

    @Override
    public void visitNegation(Negation negation, CompileContext context) {
        context.append("NOT ");
        operand(negation.operand(), Operator.NOT + 1, context);
    }

    @Override
    public void visitBetween(Between between, CompileContext context) {
        operand(between.operand(), Operator.COMPARISON + 1, context);
        context.append(between.negated() ? " NOT BETWEEN " : " BETWEEN ");
        operand(between.low(), Operator.COMPARISON + 1, context);
        context.append(" AND ");
        operand(between.high(), Operator.COMPARISON + 1, context);
    }

    @Override
    public void visitInList(InList in, CompileContext context) {
        operand(in.operand(), Operator.COMPARISON + 1, context);
        context.append(in.negated() ? " NOT IN (" : " IN (");
        if (in.list() instanceof BindValue value && context.isInline()) {
            inlineList(value, context);
        } else if (in.list() instanceof BindValue value) {
            context.marker(new BindSlot(value.type(), context.source(value), true));
        } else if (in.list() instanceof Parameter parameter) {
            context.marker(new BindSlot(parameter.type(), context.source(parameter.name()), true));
        }
        context.append(")");
    }

    private void inlineList(BindValue list, CompileContext context) {
        SqlType<?> elementType = CompileContext.elementType(list.type());
        List<?> values = list.value() instanceof List<?> elements ? elements : List.of();
        if (values.isEmpty()) {
            context.append(emptyList());
        }
        for (int index = 0; index < values.size(); index++) {
            context.append(index == 0 ? "" : ", ").append(literals.write(values.get(index), elementType));
        }
    }

    /** What stands in the parentheses of IN when the list is empty: a query without rows. */
    protected String emptyList() {
        return "SELECT NULL WHERE 1 = 0";
    }

    @Override
    public void visitInQuery(InQuery in, CompileContext context) {
        operand(in.operand(), Operator.COMPARISON + 1, context);
        context.append(in.negated() ? " NOT IN " : " IN ");
        nested(in.query(), context);
    }

    /** Compiles a query in parentheses, which can refer to the sources around it. */
    protected final void nested(Query<?> query, CompileContext context) {
        context.append("(");
        context.qualified(() -> compile(query, context));
        context.append(")");
    }

    @Override
    public void visitLike(Like like, CompileContext context) {
        if (like.caseInsensitive()) {
            context.append("lower(");
            compile(like.operand(), context);
            context.append(like.negated() ? ") NOT LIKE lower(" : ") LIKE lower(");
            compile(like.pattern(), context);
            context.append(")");
        } else {
            operand(like.operand(), Operator.COMPARISON + 1, context);
            context.append(like.negated() ? " NOT LIKE " : " LIKE ");
            operand(like.pattern(), Operator.COMPARISON + 1, context);
        }
        escape(like, context);
    }

    /** Appends the escape character of a pattern, if there is one. */
    protected final void escape(Like like, CompileContext context) {
        if (like.escape() != null) {
            context.append(" ESCAPE ").append(literals.write(like.escape().toString(), io.cinnabar.type.Types.TEXT));
        }
    }

    @Override
    public void visitFunction(FunctionCall function, CompileContext context) {
        if (!function.isStandard()) {
            context.opaque();
        }
        functionName(function.name(), context);
        context.append(function.distinct() ? "(DISTINCT " : "(");
        if (function.isCountOfRows()) {
            context.append("*");
        }
        list(function.arguments(), context);
        context.append(")");
    }

    /** Appends the name of a function, which can be qualified by a schema; never quoted where it is a plain word. */
    private static void functionName(String name, CompileContext context) {
        String[] words = name.split("\\.", -1);
        for (int index = 0; index < words.length; index++) {
            context.append(index == 0 ? "" : ".");
            if (words[index].matches("[A-Za-z_][A-Za-z0-9_]*")) {
                context.append(words[index]); // a function can be named like a reserved word, such as left(…)
            } else {
                context.identifier(words[index]);
            }
        }
    }

    @Override
    public void visitCase(CaseExpression cases, CompileContext context) {
        context.append("CASE");
        for (CaseExpression.Branch branch : cases.branches()) {
            context.append(" WHEN ");
            compile(branch.condition(), context);
            context.append(" THEN ");
            compile(branch.result(), context);
        }
        if (cases.otherwise() != null) {
            context.append(" ELSE ");
            compile(cases.otherwise(), context);
        }
        context.append(" END");
    }

    @Override
    public void visitCast(Cast cast, CompileContext context) {
        context.append("CAST(");
        compile(cast.operand(), context);
        context.append(" AS ").append(types.name(cast.type())).append(")");
    }

    @Override
    public void visitExtract(Extract extract, CompileContext context) {
        context.append("EXTRACT(").append(extract.field().name()).append(" FROM ");
        compile(extract.operand(), context);
        context.append(")");
    }

    @Override
    public void visitExists(Exists exists, CompileContext context) {
        context.append("EXISTS ");
        nested(exists.query(), context);
    }

    @Override
    public void visitScalarSubquery(ScalarSubquery subquery, CompileContext context) {
        nested(subquery.query(), context);
    }

    @Override
    public void visitLabel(Label label, CompileContext context) {
        // The name is given where the label is selected; elsewhere the expression itself stands.
        operand(label.operand(), Operator.ATOM, context);
    }

    @Override
    public void visitLabelReference(LabelReference reference, CompileContext context) {
        context.identifier(reference.name());
    }

    @Override
    public void visitFragment(TextFragment fragment, CompileContext context) {
        context.opaque();
        List<String> parts = fragment.template().parts();
        context.append(parts.get(0));
        for (int index = 1; index < parts.size(); index++) {
            String name = fragment.template().names().get(index - 1);
            String column = context.columnFor(name);
            if (column != null) {
                context.append(column);
            } else {
                bind(new BindSlot(io.cinnabar.type.Types.UNKNOWN, context.source(name), false), context);
            }
            context.append(parts.get(index));
        }
    }

    @Override
    public void visitNextValue(NextValue next, CompileContext context) {
        context.append("NEXT VALUE FOR ");
        context.schemaName(next.schema());
        context.identifier(next.sequence());
    }

    @Override
    public void visitSortKey(SortKey key, CompileContext context) {
        compile(key.operand(), context);
        switch (key.direction()) {
            case ASCENDING -> context.append(" ASC");
            case DESCENDING -> context.append(" DESC");
            case UNSPECIFIED -> context.append("");
        }
        if (key.areNullsFirst() != null) {
            context.append(key.areNullsFirst() ? " NULLS FIRST" : " NULLS LAST");
        }
    }

    @Override
    public void visitCustom(CustomExpression expression, CompileContext context) {
        context.opaque();
        BiConsumer<CustomExpression, CompileContext> rendering = custom.get(expression.getClass());
        if (rendering == null) {
            throw unsupported("the expression " + expression.getClass().getSimpleName());
        }
        rendering.accept(expression, context);
    }

    /** The name of this dialect, for messages. */
    protected abstract String dialectName();

    /** The error for a construct that the dialect does not have. */
    protected final UnsupportedCompilationException unsupported(String construct) {
        return unsupported(construct, "Write the statement without it, or as text(…) in the words of the database.");
    }

    /** The error for a construct that the dialect does not have, with what to do in its place. */
    protected final UnsupportedCompilationException unsupported(String construct, String remedy) {
        return new UnsupportedCompilationException(
                ErrorCode.UNSUPPORTED,
                "The dialect '" + dialectName() + "' cannot express " + construct + ". " + remedy);
    }
}
