package io.cinnabar.compile;

import io.cinnabar.error.CompilationException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.sql.BindValue;
import io.cinnabar.sql.FromItem;
import io.cinnabar.sql.Node;
import io.cinnabar.sql.Statement;
import io.cinnabar.sql.Structure;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The structure of a statement without its values: the key of the compiled cache. Two statements with equal keys
 * compile to the same SQL, and the values of the one can be bound in the other's places.
 */
public final class StatementKey {
    private static final int MAX_DEPTH = 150; // what a thread with a stack of 256 KB can compile

    private final int hash;
    private final @Nullable Object[] tokens;

    private StatementKey(int hash, @Nullable Object[] tokens) {
        this.hash = hash;
        this.tokens = tokens;
    }

    /** The key of a statement. Signals an error for one that is nested too deeply. */
    public static StatementKey of(Statement statement) {
        checkDepth(statement);
        var recorder = new Recorder();
        recorder.node(statement);
        return new StatementKey(statement.structuralHash(), recorder.tokens.toArray());
    }

    /** The values that a statement holds, in the order of its structure. */
    public static List<BindValue> values(Statement statement) {
        checkDepth(statement);
        var recorder = new Recorder();
        recorder.node(statement);
        return recorder.values;
    }

    /** A probe for looking a statement up in a map of keys without building its key. */
    public static Probe probe(Statement statement) {
        checkDepth(statement);
        return new Probe(statement);
    }

    static void checkDepth(Node statement) {
        if (statement.depth() > MAX_DEPTH) {
            throw new CompilationException(
                    ErrorCode.TOO_DEEP,
                    "The SQL is nested " + statement.depth() + " levels deep; " + MAX_DEPTH
                            + " are possible. Join conditions by and(…) or or(…) of a list, which is one level,"
                            + " and split long chains of operators.");
        }
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatementKey key && hash == key.hash && java.util.Arrays.equals(tokens, key.tokens);
    }

    /**
     * Stands for the key of a statement in one look-up of a hash map: it has the same hash, and comparing it with a key
     * walks the statement and collects its values on the way. Equality is one-sided, so a probe must never be put into
     * a map.
     */
    public static final class Probe {
        private final Statement statement;
        private List<BindValue> values = List.of();

        private Probe(Statement statement) {
            this.statement = statement;
        }

        /** The values of the statement, once the look-up has found its key. */
        public List<BindValue> values() {
            return values;
        }

        @Override
        public int hashCode() {
            return statement.structuralHash();
        }

        @Override
        @SuppressWarnings("EqualsWhichDoesntCheckParameterClass") // a probe is compared with keys only
        public boolean equals(@Nullable Object other) {
            if (!(other instanceof StatementKey key) || key.hash != statement.structuralHash()) {
                return false;
            }
            var comparison = new Comparison(key.tokens);
            comparison.node(statement);
            if (!comparison.isEqual()) {
                return false;
            }
            values = comparison.values;
            return true;
        }
    }

    /** Numbers the values and sources of a statement, so that a repeated one is told from an equal one. */
    private abstract static class Walk implements Structure {
        private static final int LINEAR = 16;

        final List<BindValue> values = new ArrayList<>();
        private final List<FromItem> sources = new ArrayList<>();
        private @Nullable Map<BindValue, Integer> numbers;

        abstract void emit(@Nullable Object token);

        @Override
        public void token(@Nullable Object token) {
            emit(token);
        }

        @Override
        public void node(Node child) {
            if (child instanceof FromItem item) {
                source(item);
            } else {
                emit(child.getClass());
                child.describe(this);
            }
        }

        @Override
        public void source(FromItem source) {
            for (int index = 0; index < sources.size(); index++) {
                if (sources.get(index) == source) {
                    emit(index);
                    return;
                }
            }
            sources.add(source);
            emit(source.getClass());
            source.describe(this);
        }

        @Override
        public void value(BindValue value) {
            int number = number(value);
            if (number == values.size()) {
                values.add(value);
            }
            emit(number);
            emit(value.type());
        }

        private int number(BindValue value) {
            if (values.size() < LINEAR) {
                for (int index = 0; index < values.size(); index++) {
                    if (values.get(index) == value) {
                        return index;
                    }
                }
                return values.size();
            }
            if (numbers == null) {
                numbers = new IdentityHashMap<>();
                for (int index = 0; index < values.size(); index++) {
                    numbers.put(values.get(index), index);
                }
            }
            Integer known = numbers.putIfAbsent(value, values.size());
            return known == null ? values.size() : known;
        }
    }

    private static final class Recorder extends Walk {
        private final List<@Nullable Object> tokens = new ArrayList<>();

        @Override
        void emit(@Nullable Object token) {
            tokens.add(token);
        }
    }

    private static final class Comparison extends Walk {
        private final @Nullable Object[] expected;
        private int position;
        private boolean differs;

        Comparison(@Nullable Object[] expected) {
            this.expected = expected;
        }

        boolean isEqual() {
            return !differs && position == expected.length;
        }

        @Override
        void emit(@Nullable Object token) {
            if (differs) {
                return;
            }
            if (position >= expected.length) {
                differs = true;
                return;
            }
            Object other = expected[position++];
            differs = token == null ? other != null : token != other && !token.equals(other);
        }
    }
}
