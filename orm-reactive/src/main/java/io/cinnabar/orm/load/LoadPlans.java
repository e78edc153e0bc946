package io.cinnabar.orm.load;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.sql.RowHeader;
import io.cinnabar.sql.Select;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Plans selects over entities. What all selects of one class without load options have in common is planned once, so
 * that getting an object by its key costs no planning. Thread-safe: one for the sessions of a factory.
 */
public final class LoadPlans {
    private final Map<Mapper<?>, Plain> plain = new ConcurrentHashMap<>();

    /** What becomes of the rows of a select of one class. */
    private record Plain(List<LoadPlan.Place> places, RowHeader header) {}

    /** Without any plan yet. */
    public LoadPlans() {}

    /** The plan of a select over entities. Signals an error where a load option does not fit it. */
    <R> LoadPlan<R> plan(Select<R> select) {
        Entity<?> entity = onlyClass(select);
        if (entity == null) {
            return LoadPlan.of(select);
        }
        Plain known = plain.get(entity.mapper());
        if (known != null) {
            return new LoadPlan<>(select, select.withColumns(entity.columns()), known.places(), known.header(), false);
        }
        LoadPlan<R> first = LoadPlan.of(select);
        plain.put(entity.mapper(), new Plain(first.places(), first.header()));
        return first;
    }

    /** The class that is all that is selected, not by an alias; null where the select is another one. */
    private static @Nullable Entity<?> onlyClass(Select<?> select) {
        boolean isPlain = select.loadOptions().isEmpty() && select.selectables().size() == 1;
        return isPlain
                        && select.selectables().get(0) instanceof Entity<?> entity
                        && entity == entity.mapper().entity()
                ? entity
                : null;
    }
}
