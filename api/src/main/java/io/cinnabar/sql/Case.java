package io.cinnabar.sql;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A choice that is being written: {@code caseWhen(a).then(1).when(b).then(2).otherwise(0)}.
 *
 * @param <T> the Java class of the result
 */
public final class Case<T> {
    private final List<CaseExpression.Branch> branches;
    private final Expression<T> first;

    private Case(List<CaseExpression.Branch> branches, Expression<T> first) {
        this.branches = List.copyOf(branches);
        this.first = first;
    }

    /** The first branch of a choice, whose result is still missing. */
    public static final class When {
        private final Condition condition;

        When(Condition condition) {
            this.condition = requireNonNull(condition, "condition");
        }

        /** The result of this branch, a bound value: {@code THEN ?}. */
        public <T> Case<T> then(T value) {
            return then(Sql.value(value));
        }

        /** The result of this branch: {@code THEN …}. */
        public <T> Case<T> then(Expression<T> result) {
            return new Case<>(List.of(new CaseExpression.Branch(condition.node(), result.node())), result);
        }
    }

    /**
     * A further branch of a choice, whose result is still missing.
     *
     * @param <T> the Java class of the result
     */
    public static final class NextWhen<T> {
        private final Case<T> choice;
        private final Condition condition;

        private NextWhen(Case<T> choice, Condition condition) {
            this.choice = choice;
            this.condition = requireNonNull(condition, "condition");
        }

        /** The result of this branch, a bound value: {@code THEN ?}. */
        public Case<T> then(T value) {
            return then(Sql.value(value, choice.first.type()));
        }

        /** The result of this branch: {@code THEN …}. */
        public Case<T> then(Expression<? extends T> result) {
            var more = new ArrayList<>(choice.branches);
            more.add(new CaseExpression.Branch(condition.node(), result.node()));
            return new Case<>(more, choice.first);
        }
    }

    /** A further branch: {@code WHEN …}. */
    public NextWhen<T> when(Condition condition) {
        return new NextWhen<>(this, condition);
    }

    /** The result where no branch is taken, a bound value: {@code ELSE ? END}. */
    public Expression<T> otherwise(T value) {
        return otherwise(Sql.value(value, first.type()));
    }

    /** The result where no branch is taken: {@code ELSE … END}. */
    public Expression<T> otherwise(Expression<? extends T> result) {
        return Typed.of(new CaseExpression(branches, result.node()), first.type());
    }

    /** NULL where no branch is taken: {@code END}. */
    public Expression<T> otherwiseNull() {
        return Typed.of(new CaseExpression(branches, null), first.type());
    }
}
