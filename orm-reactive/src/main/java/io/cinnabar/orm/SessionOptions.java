package io.cinnabar.orm;

import io.cinnabar.orm.load.EntityCriteria;
import java.util.ArrayList;
import java.util.List;

/**
 * How sessions behave. Immutable.
 *
 * @param isAutoflush whether changes are written before each statement, which then sees them
 * @param isExpiringOnCommit whether objects count as not loaded after a commit
 * @param criteria what must hold for the objects of classes, whatever a session loads
 */
public record SessionOptions(boolean isAutoflush, boolean isExpiringOnCommit, List<EntityCriteria> criteria) {
    /** Copies the criteria. */
    public SessionOptions {
        criteria = List.copyOf(criteria);
    }

    /** Writes changes before each statement; objects stay loaded after a commit. */
    public static final SessionOptions DEFAULT = new SessionOptions(true, false, List.of());

    /** The same options where changes are written by {@code flush()} and {@code commit()} alone. */
    public SessionOptions withoutAutoflush() {
        return new SessionOptions(false, isExpiringOnCommit, criteria);
    }

    /** The same options where objects count as not loaded after a commit. */
    public SessionOptions expiringOnCommit() {
        return new SessionOptions(isAutoflush, true, criteria);
    }

    /**
     * The same options where criteria hold for all that is loaded, as if each statement had them: rows that are only
     * marked as deleted, or that belong to another tenant, are not seen. What {@code refresh(…)}, {@code merge(…)} and
     * the cascades of a flush read is read whatever they say.
     */
    public SessionOptions withCriteria(EntityCriteria... more) {
        var all = new ArrayList<>(criteria);
        all.addAll(List.of(more));
        return new SessionOptions(isAutoflush, isExpiringOnCommit, all);
    }
}
