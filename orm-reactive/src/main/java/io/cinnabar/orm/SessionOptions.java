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
 * @param lazyBatchSize for how many objects at the most a touch loads what is not loaded, where touching loads
 */
public record SessionOptions(
        boolean isAutoflush, boolean isExpiringOnCommit, List<EntityCriteria> criteria, int lazyBatchSize) {

    /** Copies the criteria. Signals an error for options that cannot be. */
    public SessionOptions {
        criteria = List.copyOf(criteria);
        if (lazyBatchSize < 1) {
            throw new IllegalArgumentException(
                    "The option 'lazyBatchSize' must be at least 1, not " + lazyBatchSize + ".");
        }
    }

    /** Writes changes before each statement; objects stay loaded after a commit. */
    public static final SessionOptions DEFAULT = new SessionOptions(true, false, List.of(), 1);

    /** The same options where changes are written by {@code flush()} and {@code commit()} alone. */
    public SessionOptions withoutAutoflush() {
        return new SessionOptions(false, isExpiringOnCommit, criteria, lazyBatchSize);
    }

    /** The same options where objects count as not loaded after a commit. */
    public SessionOptions expiringOnCommit() {
        return new SessionOptions(isAutoflush, true, criteria, lazyBatchSize);
    }

    /**
     * The same options where criteria hold for all that is loaded, as if each statement had them: rows that are only
     * marked as deleted, or that belong to another tenant, are not seen. What {@code refresh(…)}, {@code merge(…)} and
     * the cascades of a flush read is read whatever they say.
     */
    public SessionOptions withCriteria(EntityCriteria... more) {
        var all = new ArrayList<>(criteria);
        all.addAll(List.of(more));
        return new SessionOptions(isAutoflush, isExpiringOnCommit, all, lazyBatchSize);
    }

    /**
     * The same options where a touch loads a relationship, or a reference, for so many objects of the class at once
     * that the session has and that lack it. Only blocking sessions load what is touched.
     */
    public SessionOptions loadingSiblings(int atMost) {
        return new SessionOptions(isAutoflush, isExpiringOnCommit, criteria, atMost);
    }
}
