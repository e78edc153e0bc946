package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a flush writes, in its order. Made without any database.
 *
 * @param steps what is written by one statement for many rows each
 */
record FlushPlan(List<Step> steps) {

    /** What is written by one statement for many rows. */
    sealed interface Step permits Inserts, Updates, Deletes, LinkInserts, LinkDeletes {}

    /** New rows of a table that set the same columns. */
    record Inserts(RowModel model, List<Column<?>> columns, List<RowWrite> rows) implements Step {
        @Override
        public String toString() {
            return described("INSERT", model, columns, rows);
        }
    }

    /** Rows of a table of which the same columns change. */
    record Updates(RowModel model, List<Column<?>> columns, List<RowWrite> rows) implements Step {
        @Override
        public String toString() {
            return described("UPDATE", model, columns, rows);
        }
    }

    /** Rows of a table that go. */
    record Deletes(RowModel model, List<RowWrite> rows) implements Step {
        @Override
        public String toString() {
            return described("DELETE", model, List.of(), rows);
        }
    }

    /** Two objects that a row of links connects, seen from the owner of the relationship. */
    record Link(InstanceState<?> owner, InstanceState<?> target) {
        @Override
        public String toString() {
            return Naming.of(owner) + " – " + Naming.of(target);
        }
    }

    /** Links that come about. */
    record LinkInserts(RelationshipAttribute<?, ?> relationship, Table table, List<Link> links) implements Step {
        @Override
        public String toString() {
            return "INSERT " + table.qualifiedName() + ": " + links.size() + " links of " + relationship;
        }
    }

    /**
     * Links that go.
     *
     * @param links single links
     * @param ended objects all of whose links go, as their rows do
     */
    record LinkDeletes(
            RelationshipAttribute<?, ?> relationship, Table table, List<Link> links, List<InstanceState<?>> ended)
            implements Step {
        @Override
        public String toString() {
            return "DELETE " + table.qualifiedName() + ": " + links.size() + " links of " + relationship
                    + (ended.isEmpty() ? "" : ", and all of " + Naming.of(ended));
        }
    }

    private static String described(String verb, RowModel model, List<Column<?>> columns, List<RowWrite> rows) {
        String names = columns.isEmpty()
                ? ""
                : columns.stream().map(Column::name).collect(Collectors.joining(", ", " (", ")"));
        return verb + " " + model.mapper().table().qualifiedName() + names + ": "
                + Naming.of(rows.stream().map(RowWrite::state).toList());
    }

    /** A line for each step. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (int index = 0; index < steps.size(); index++) {
            text.append(index == 0 ? "" : "\n").append(index + 1).append(". ").append(steps.get(index));
        }
        return text.isEmpty() ? "Nothing is to be written." : text.toString();
    }
}
