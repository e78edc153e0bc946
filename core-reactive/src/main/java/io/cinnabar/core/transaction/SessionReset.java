package io.cinnabar.core.transaction;

/**
 * When the state of a session is put back before the next user of a pooled connection gets it: settings, temporary
 * tables, advisory locks, cursors, channels. What is open of a transaction is rolled back in any case.
 */
public enum SessionReset {
    /**
     * When something was executed that may have changed it: text, a function that is not one of SQL's own, or work on
     * the driver's connection. Statements of the expression language cannot, and cost nothing. A trigger or a view that
     * changes the session's settings is not noticed.
     */
    WHEN_TOUCHED,
    /** Each time, for one round trip more. */
    ALWAYS,
    /** Never: for a pool whose users trust each other, or a pooler that does it. */
    NEVER
}
