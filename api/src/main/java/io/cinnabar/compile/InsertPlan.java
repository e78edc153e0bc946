package io.cinnabar.compile;

import io.cinnabar.sql.ColumnDefault;
import io.cinnabar.sql.ColumnExpression;
import io.cinnabar.sql.Insert;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of an insert: those that it sets, then those that get a default from Cinnabar. What the database
 * generates is left out, so that it does.
 *
 * @param columns the columns
 * @param defaults the defaults of the columns at the end
 */
record InsertPlan(List<ColumnExpression<?>> columns, List<ColumnDefault> defaults) {

    static InsertPlan of(Insert insert) {
        var columns = new ArrayList<ColumnExpression<?>>(insert.columns());
        var defaults = new ArrayList<ColumnDefault>();
        if (insert.source() == null) {
            for (ColumnExpression<?> column : insert.table().columns()) {
                ColumnDefault value = column.insertDefault();
                if (value != null && !insert.columns().contains(column)) {
                    columns.add(column);
                    defaults.add(value);
                }
            }
        }
        return new InsertPlan(List.copyOf(columns), List.copyOf(defaults));
    }

    /** The default of a column at the end, by its place among all columns. */
    ColumnDefault defaultOf(int index) {
        return defaults.get(index - (columns.size() - defaults.size()));
    }
}
