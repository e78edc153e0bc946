package io.cinnabar.core.internal;

import org.jspecify.annotations.Nullable;

/**
 * A part of what is done on a connection that must not be mixed with anything else: a transaction or a savepoint, and
 * the work in it. Operations belong to a scope because they come from the connection that its work was given, or
 * because the Reactor context says so.
 */
public final class Scope {
    static final String TRANSACTION = "transaction";
    static final String SAVEPOINT = "savepoint";

    private final String label;
    private final @Nullable String name;
    private final @Nullable Scope outer;
    private volatile boolean isEnded;

    /** A scope; a savepoint has a name. */
    Scope(String label, @Nullable String name, @Nullable Scope outer) {
        this.label = label;
        this.name = name;
        this.outer = outer;
    }

    /** What the scope is, for messages. */
    String label() {
        return label;
    }

    /** The scope around this one; null where it stands for itself. */
    @Nullable
    Scope outer() {
        return outer;
    }

    /** Whether this is a savepoint of a name, or is within one. */
    boolean isNamed(String savepoint) {
        return savepoint.equals(name) || outer != null && outer.isNamed(savepoint);
    }

    /** Whether nothing can be done in the scope any more. */
    boolean isEnded() {
        return isEnded;
    }

    void end() {
        isEnded = true;
    }

    /** The inner of two scopes, of which one may be null or stand beside the other. */
    static @Nullable Scope inner(@Nullable Scope own, @Nullable Scope ofContext) {
        if (own == null || ofContext == null) {
            return own == null ? ofContext : own;
        }
        return ofContext.isWithin(own) ? ofContext : own;
    }

    private boolean isWithin(Scope other) {
        for (Scope scope = this; scope != null; scope = scope.outer()) {
            if (scope == other) {
                return true;
            }
        }
        return false;
    }
}
