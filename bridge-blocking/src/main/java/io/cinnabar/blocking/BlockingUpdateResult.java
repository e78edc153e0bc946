package io.cinnabar.blocking;

import io.cinnabar.core.UpdateResult;

/**
 * What an executed statement without rows has given.
 *
 * @param rowsUpdated the number of rows that were inserted, matched or deleted
 */
public record BlockingUpdateResult(long rowsUpdated) {

    static BlockingUpdateResult of(UpdateResult result, Caller caller) {
        return new BlockingUpdateResult(caller.one(result.rowsUpdated()));
    }

    /** Does nothing, as the statement was executed; for those who do not want the number. */
    public void then() {}
}
