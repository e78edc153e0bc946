package io.cinnabar.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an insert does about a row that is there already. Immutable.
 *
 * @param targets the columns, or expressions of an index, whose values must not repeat; empty for a constraint by name
 *     or for any conflict
 * @param constraint the name of the constraint whose values must not repeat, or null
 * @param indexCondition the condition of the partial index that the targets are those of, or null
 * @param update how the row that is there is changed, or null where it is left alone
 */
public record OnConflict(
        List<ExpressionNode> targets,
        @Nullable String constraint,
        @Nullable ExpressionNode indexCondition,
        @Nullable Update update) {

    static final OnConflict ANY = new OnConflict(List.of(), null, null, null);

    /** Copies the targets. */
    public OnConflict {
        targets = List.copyOf(targets);
    }

    OnConflict with(@Nullable ExpressionNode condition, @Nullable Update changes) {
        return new OnConflict(targets, constraint, condition, changes);
    }

    int depth() {
        int deepest = update == null ? 0 : update.depth();
        deepest = Math.max(deepest, indexCondition == null ? 0 : indexCondition.depth());
        return Math.max(deepest, Node.depthOver(targets)) + 1;
    }

    /** Tells everything that decides about the SQL; an index is told by literals, so that their values belong to it. */
    void describe(Structure structure) {
        var index = new Literally(structure);
        index.nodes(targets);
        structure.token(constraint);
        index.optional(indexCondition);
        structure.optional(update);
    }

    /** Takes values as a part of the structure. */
    private record Literally(Structure structure) implements Structure {
        @Override
        public void token(@Nullable Object token) {
            structure.token(token);
        }

        @Override
        public void node(Node child) {
            structure.token(child.getClass());
            child.describe(this);
        }

        @Override
        public void source(FromItem source) {
            structure.source(source);
        }

        @Override
        public void value(BindValue value) {
            structure.token(value.type());
            structure.token(value.value());
        }
    }
}
