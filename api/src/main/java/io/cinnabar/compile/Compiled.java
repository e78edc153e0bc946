package io.cinnabar.compile;

import io.cinnabar.sql.Expression;
import java.util.List;
import java.util.Map;

/**
 * A statement compiled for one dialect: SQL in pieces, the places of its binds, and what its rows are made of. It holds
 * no values and serves every statement of the same structure. Immutable and safe to share.
 */
public final class Compiled {
    private final List<SqlPart> parts;
    private final List<BindSlot> slots;
    private final List<Expression<?>> selected;
    private final boolean returnsRows;
    private final boolean mayChangeSession;
    private final List<CompileWarning> warnings;
    private final Dialectal dialectal;
    private final boolean hasExpandingSlots;
    private final String fixedSql;

    /** What is needed of a dialect to put the pieces together. */
    record Dialectal(BindMarkers markers, IdentifierQuoter quoter, String emptyList) {}

    Compiled(
            List<SqlPart> parts,
            List<BindSlot> slots,
            List<Expression<?>> selected,
            boolean returnsRows,
            List<CompileWarning> warnings,
            boolean mayChangeSession,
            Dialectal dialectal) {
        this.parts = List.copyOf(parts);
        this.slots = List.copyOf(slots);
        this.selected = List.copyOf(selected);
        this.returnsRows = returnsRows;
        this.warnings = List.copyOf(warnings);
        this.mayChangeSession = mayChangeSession;
        this.dialectal = dialectal;
        this.hasExpandingSlots = this.slots.stream().anyMatch(BindSlot::isExpanding);
        this.fixedSql = assemble(new int[this.slots.size()], Map.of());
    }

    /** The binds, in the order of their markers. */
    public List<BindSlot> slots() {
        return slots;
    }

    /** What the columns of a row are, in their order; empty where only the database knows. */
    public List<Expression<?>> selected() {
        return selected;
    }

    /** Whether the statement returns rows. */
    public boolean returnsRows() {
        return returnsRows;
    }

    /** What looked like a mistake when the statement was compiled, such as FROM items that nothing connects. */
    public List<CompileWarning> warnings() {
        return warnings;
    }

    /**
     * Whether the statement may change the state of its session, such as a setting or an advisory lock: it contains
     * text or a function that is not SQL's own.
     */
    public boolean mayChangeSession() {
        return mayChangeSession;
    }

    /** Whether the SQL depends on the number of elements of a list. */
    public boolean hasExpandingSlots() {
        return hasExpandingSlots;
    }

    /** The SQL of a statement without lists, in the schemas of the metadata. */
    public String sql() {
        return fixedSql;
    }

    /**
     * The SQL for lists of given sizes.
     *
     * @param sizes the number of markers of each slot; read for expanding slots only, where 0 makes the list empty
     * @param schemas other names for schemas, by the name in the metadata; the empty name is that of no schema
     */
    public String sql(int[] sizes, Map<String, String> schemas) {
        return hasExpandingSlots || !schemas.isEmpty() ? assemble(sizes, schemas) : fixedSql;
    }

    /** The number of markers for a list of so many elements: the next power of two, so that few SQL texts arise. */
    public static int paddedSize(int elements) {
        return elements <= 1 ? elements : Integer.highestOneBit(elements - 1) << 1;
    }

    private String assemble(int[] sizes, Map<String, String> schemas) {
        var sql = new StringBuilder();
        int[] positions = positions(sizes);
        for (SqlPart part : parts) {
            if (part instanceof SqlPart.Text text) {
                sql.append(text.sql());
            } else if (part instanceof SqlPart.SchemaName schema) {
                sql.append(qualifier(schemas.getOrDefault(schema.name(), schema.name())));
            } else if (part instanceof SqlPart.SchemaNameInText schema) {
                sql.append(qualifier(schemas.getOrDefault(schema.name(), schema.name()))
                        .replace("'", "''"));
            } else if (part instanceof SqlPart.Marker marker) {
                int position = positions[marker.slot()];
                if (!slots.get(marker.slot()).isExpanding()) {
                    sql.append(dialectal.markers.marker(position));
                } else if (sizes[marker.slot()] == 0) {
                    sql.append(dialectal.emptyList);
                } else {
                    for (int index = 0; index < sizes[marker.slot()]; index++) {
                        sql.append(index == 0 ? "" : ", ").append(dialectal.markers.marker(position + index));
                    }
                }
            }
        }
        return sql.toString();
    }

    /** The position of the first marker of each slot, counted from 1. */
    private int[] positions(int[] sizes) {
        int[] positions = new int[slots.size()];
        int next = 1;
        for (int slot = 0; slot < positions.length; slot++) {
            positions[slot] = next;
            next += slots.get(slot).isExpanding() ? sizes[slot] : 1;
        }
        return positions;
    }

    private String qualifier(String schema) {
        return schema.isEmpty() ? "" : dialectal.quoter.quote(schema) + ".";
    }

    /** The SQL. */
    @Override
    public String toString() {
        return fixedSql;
    }
}
