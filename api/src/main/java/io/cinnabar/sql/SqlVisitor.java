package io.cinnabar.sql;

/**
 * Visits the nodes of a statement by their classes. A new node breaks every visitor on purpose: each has to say what it
 * does with it.
 *
 * @param <C> what is handed through the visit
 */
public interface SqlVisitor<C> {
    /** Visits a {@link Select}. */
    void visitSelect(Select<?> select, C context);

    /** Visits a {@link Insert}. */
    void visitInsert(Insert insert, C context);

    /** Visits a {@link Update}. */
    void visitUpdate(Update update, C context);

    /** Visits a {@link Delete}. */
    void visitDelete(Delete delete, C context);

    /** Visits a {@link Returning}. */
    void visitReturning(Returning<?> returning, C context);

    /** Visits a {@link TextStatement}. */
    void visitText(TextStatement<?> text, C context);

    /** Visits a {@link DdlStatement}. */
    void visitDdl(DdlStatement ddl, C context);

    /** Visits a {@link TableExpression}. */
    void visitTable(TableExpression table, C context);

    /** Visits a {@link Alias}. */
    void visitAlias(Alias alias, C context);

    /** Visits a {@link Subquery}. */
    void visitSubquery(Subquery subquery, C context);

    /** Visits a {@link ColumnExpression}. */
    void visitColumn(ColumnExpression<?> column, C context);

    /** Visits a {@link DerivedColumn}. */
    void visitDerivedColumn(DerivedColumn column, C context);

    /** Visits a {@link ExcludedColumn}. */
    void visitExcluded(ExcludedColumn column, C context);

    /** Visits a {@link BindValue}. */
    void visitBindValue(BindValue value, C context);

    /** Visits a {@link Parameter}. */
    void visitParameter(Parameter parameter, C context);

    /** Visits a {@link Literal}. */
    void visitLiteral(Literal literal, C context);

    /** Visits a {@link BinaryOperation}. */
    void visitBinary(BinaryOperation operation, C context);

    /** Visits a {@link UnaryOperation}. */
    void visitUnary(UnaryOperation operation, C context);

    /** Visits a {@link PostfixPredicate}. */
    void visitPredicate(PostfixPredicate predicate, C context);

    /** Visits a {@link Junction}. */
    void visitJunction(Junction junction, C context);

    /** Visits a {@link Negation}. */
    void visitNegation(Negation negation, C context);

    /** Visits a {@link Between}. */
    void visitBetween(Between between, C context);

    /** Visits a {@link InList}. */
    void visitInList(InList in, C context);

    /** Visits a {@link InQuery}. */
    void visitInQuery(InQuery in, C context);

    /** Visits a {@link Like}. */
    void visitLike(Like like, C context);

    /** Visits a {@link FunctionCall}. */
    void visitFunction(FunctionCall function, C context);

    /** Visits a {@link CaseExpression}. */
    void visitCase(CaseExpression cases, C context);

    /** Visits a {@link Cast}. */
    void visitCast(Cast cast, C context);

    /** Visits a {@link Extract}. */
    void visitExtract(Extract extract, C context);

    /** Visits a {@link Exists}. */
    void visitExists(Exists exists, C context);

    /** Visits a {@link ScalarSubquery}. */
    void visitScalarSubquery(ScalarSubquery subquery, C context);

    /** Visits a {@link Label}. */
    void visitLabel(Label label, C context);

    /** Visits a {@link LabelReference}. */
    void visitLabelReference(LabelReference reference, C context);

    /** Visits a {@link TextFragment}. */
    void visitFragment(TextFragment fragment, C context);

    /** Visits a {@link SortKey}. */
    void visitSortKey(SortKey key, C context);

    /** Visits a {@link NextValue}. */
    void visitNextValue(NextValue next, C context);

    /** Visits a {@link CustomExpression}. */
    void visitCustom(CustomExpression custom, C context);
}
