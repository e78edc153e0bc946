package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes expressions like others that are about other columns: those of an alias in place of those of its table. Columns
 * that a subquery has from its own FROM stay.
 */
final class ColumnReplacement implements SqlVisitor<ColumnReplacement.Made> {
    private final TableExpression table;
    private final Function<ColumnExpression<?>, ExpressionNode> columns;

    /** What a visit made. */
    static final class Made {
        private @Nullable Node node;
    }

    /**
     * A replacement.
     *
     * @param table whose columns are replaced
     * @param columns what stands in the place of each
     */
    ColumnReplacement(TableExpression table, Function<ColumnExpression<?>, ExpressionNode> columns) {
        this.table = table;
        this.columns = columns;
    }

    ExpressionNode of(ExpressionNode node) {
        return (ExpressionNode) made(node);
    }

    private Node made(Node node) {
        var made = new Made();
        node.accept(this, made);
        return requireNonNull(made.node, "made");
    }

    private @Nullable ExpressionNode ofOptional(@Nullable ExpressionNode node) {
        return node == null ? null : of(node);
    }

    private List<ExpressionNode> ofAll(List<ExpressionNode> nodes) {
        return nodes.stream().map(this::of).toList();
    }

    private Query<?> query(Query<?> query) {
        return (Query<?>) made(query);
    }

    @Override
    public void visitColumn(ColumnExpression<?> column, Made made) {
        boolean isMeant = column.table().sourceKey().equals(table.sourceKey());
        made.node = isMeant ? columns.apply(column) : column;
    }

    @Override
    public void visitBinary(BinaryOperation operation, Made made) {
        made.node = new BinaryOperation(of(operation.left()), operation.operator(), of(operation.right()));
    }

    @Override
    public void visitUnary(UnaryOperation operation, Made made) {
        made.node = new UnaryOperation(operation.symbol(), of(operation.operand()));
    }

    @Override
    public void visitPredicate(PostfixPredicate predicate, Made made) {
        made.node = new PostfixPredicate(of(predicate.operand()), predicate.test());
    }

    @Override
    public void visitJunction(Junction junction, Made made) {
        made.node = Junction.of(junction.kind(), ofAll(junction.operands()));
    }

    @Override
    public void visitNegation(Negation negation, Made made) {
        made.node = new Negation(of(negation.operand()));
    }

    @Override
    public void visitBetween(Between between, Made made) {
        made.node = new Between(between.negated(), of(between.operand()), of(between.low()), of(between.high()));
    }

    @Override
    public void visitInList(InList in, Made made) {
        made.node = new InList(in.negated(), of(in.operand()), of(in.list()));
    }

    @Override
    public void visitInQuery(InQuery in, Made made) {
        made.node = new InQuery(in.negated(), of(in.operand()), query(in.query()));
    }

    @Override
    public void visitLike(Like like, Made made) {
        made.node =
                new Like(like.negated(), like.caseInsensitive(), of(like.operand()), of(like.pattern()), like.escape());
    }

    @Override
    public void visitFunction(FunctionCall function, Made made) {
        made.node = new FunctionCall(function.name(), function.distinct(), ofAll(function.arguments()));
    }

    @Override
    public void visitCase(CaseExpression cases, Made made) {
        var branches = new ArrayList<CaseExpression.Branch>();
        cases.branches()
                .forEach(
                        branch -> branches.add(new CaseExpression.Branch(of(branch.condition()), of(branch.result()))));
        made.node = new CaseExpression(List.copyOf(branches), ofOptional(cases.otherwise()));
    }

    @Override
    public void visitCast(Cast cast, Made made) {
        made.node = new Cast(of(cast.operand()), cast.type());
    }

    @Override
    public void visitExtract(Extract extract, Made made) {
        made.node = new Extract(extract.field(), of(extract.operand()));
    }

    @Override
    public void visitExists(Exists exists, Made made) {
        made.node = new Exists(query(exists.query()));
    }

    @Override
    public void visitScalarSubquery(ScalarSubquery subquery, Made made) {
        made.node = new ScalarSubquery(query(subquery.query()));
    }

    @Override
    public void visitLabel(Label label, Made made) {
        made.node = new Label(label.name(), of(label.operand()));
    }

    @Override
    public void visitSortKey(SortKey key, Made made) {
        made.node = key.over(Typed.of(of(key.operand()), key.expression().type()));
    }

    @Override
    public void visitSelect(Select<?> select, Made made) {
        made.node = hasOfItsOwn(select) ? select : select.replacing(this);
    }

    /** Whether the table stands in the FROM of a subquery, given or inferred. */
    private boolean hasOfItsOwn(Select<?> select) {
        Object meant = table.sourceKey();
        boolean isGiven =
                select.fromItems().stream().anyMatch(item -> item.sourceKey().equals(meant))
                        || select.joins().stream()
                                .anyMatch(join -> join.target().sourceKey().equals(meant));
        return isGiven
                || (select.fromItems().isEmpty()
                        && select.joins().isEmpty()
                        && sources(select).equals(Set.of(meant)));
    }

    private static Set<Object> sources(Select<?> select) {
        var sources = new LinkedHashMap<Object, FromItem>();
        var collected = new Sources(sources);
        select.selected().forEach(expression -> collected.node(expression.node()));
        collected.optional(select.whereCondition());
        return sources.keySet();
    }

    @Override
    public void visitCustom(CustomExpression custom, Made made) {
        var sources = new LinkedHashMap<Object, FromItem>();
        custom.describe(new Sources(sources));
        if (sources.containsKey(table.sourceKey())) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "A condition on '" + table.name()
                            + "' is needed for an alias of it, but contains an expression of the"
                            + " class " + custom.getClass().getName()
                            + ", whose columns cannot be replaced. Load by selectInLoad(…), which needs no alias.");
        }
        made.node = custom;
    }

    @Override
    public void visitDerivedColumn(DerivedColumn column, Made made) {
        made.node = column;
    }

    @Override
    public void visitExcluded(ExcludedColumn column, Made made) {
        made.node = column;
    }

    @Override
    public void visitBindValue(BindValue value, Made made) {
        made.node = value;
    }

    @Override
    public void visitParameter(Parameter parameter, Made made) {
        made.node = parameter;
    }

    @Override
    public void visitLiteral(Literal literal, Made made) {
        made.node = literal;
    }

    @Override
    public void visitLabelReference(LabelReference reference, Made made) {
        made.node = reference;
    }

    @Override
    public void visitFragment(TextFragment fragment, Made made) {
        made.node = fragment;
    }

    @Override
    public void visitNextValue(NextValue next, Made made) {
        made.node = next;
    }

    @Override
    public void visitTable(TableExpression item, Made made) {
        made.node = item;
    }

    @Override
    public void visitAlias(Alias alias, Made made) {
        made.node = alias;
    }

    @Override
    public void visitSubquery(Subquery subquery, Made made) {
        made.node = subquery;
    }

    @Override
    public void visitInsert(Insert insert, Made made) {
        made.node = insert;
    }

    @Override
    public void visitUpdate(Update update, Made made) {
        made.node = update;
    }

    @Override
    public void visitDelete(Delete delete, Made made) {
        made.node = delete;
    }

    @Override
    public void visitReturning(Returning<?> returning, Made made) {
        made.node = returning;
    }

    @Override
    public void visitText(TextStatement<?> text, Made made) {
        made.node = text;
    }

    @Override
    public void visitDdl(DdlStatement ddl, Made made) {
        made.node = ddl;
    }
}
