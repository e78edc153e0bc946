package io.cinnabar.orm;

/**
 * How sessions behave. Immutable.
 *
 * @param isAutoflush whether changes are written before each statement, which then sees them
 * @param isExpiringOnCommit whether objects count as not loaded after a commit
 */
public record SessionOptions(boolean isAutoflush, boolean isExpiringOnCommit) {

    /** Writes changes before each statement; objects stay loaded after a commit. */
    public static final SessionOptions DEFAULT = new SessionOptions(true, false);

    /** The same options where changes are written by {@code flush()} and {@code commit()} alone. */
    public SessionOptions withoutAutoflush() {
        return new SessionOptions(false, isExpiringOnCommit);
    }

    /** The same options where objects count as not loaded after a commit. */
    public SessionOptions expiringOnCommit() {
        return new SessionOptions(isAutoflush, true);
    }
}
