package io.cinnabar.orm.unitofwork;

import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.schema.Column;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which rows that are deleted together must go before which others: those that refer before what they refer to. */
final class DeletedReferences {
    private final List<RowWrite> rows;
    private final Map<Object, RowWrite> byObject = new IdentityHashMap<>();

    DeletedReferences(List<RowWrite> rows) {
        this.rows = rows;
        rows.forEach(row -> byObject.put(row.state().entity(), row));
    }

    /** From the row that is referred to, which waits, to the one that refers to it. */
    List<InsertOrder.Reference> references() {
        var references = new ArrayList<InsertOrder.Reference>();
        for (RowWrite row : rows) {
            for (RelationshipAttribute<?, ?> relationship : row.state().mapper().relationships()) {
                for (Object target : row.state().related(relationship)) {
                    RowWrite other = byObject.get(target);
                    if (other != null && other != row) {
                        refer(row, other, relationship, references);
                    }
                }
            }
        }
        return references;
    }

    private static void refer(
            RowWrite row,
            RowWrite other,
            RelationshipAttribute<?, ?> relationship,
            List<InsertOrder.Reference> references) {
        if (relationship.join().isForeignKeyLocal()) {
            List<Column<?>> columns = relationship.columns().stream()
                    .<Column<?>>map(MappedColumn::column)
                    .toList();
            references.add(new InsertOrder.Reference(other, row, columns));
        } else if (relationship.join().link() == null && relationship.inverse() == null) {
            List<Column<?>> columns = relationship.join().local().stream()
                    .<Column<?>>map(pair -> pair.right())
                    .toList();
            references.add(new InsertOrder.Reference(row, other, columns));
        }
    }
}
