package io.cinnabar.blocking;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.LazyLoading;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import org.jspecify.annotations.Nullable;

/** Loads what is touched in a session: the thread that touches it waits, as it does for each call. Thread-safe. */
final class WaitingAccess implements LazyAccess {
    private final LazyLoading loading;
    private final Caller caller;

    private WaitingAccess(LazyLoading loading, Caller caller) {
        this.loading = loading;
        this.caller = caller;
    }

    /** Lets touches of a session load until what is returned is run. */
    static Runnable install(Session session, Caller caller) {
        LazyLoading loading = session.lazyLoading();
        LazyAccess before = loading.replace(new WaitingAccess(loading, caller));
        return () -> loading.replace(before);
    }

    @Override
    public void touched(InstanceState<?> owner, @Nullable RelationshipAttribute<?, ?> relationship, String member) {
        WaitingThread.check();
        if (loading.isBusyFor(caller.context())) {
            throw new SessionStateException(
                    ErrorCode.SESSION_STATE,
                    "'" + member + "' was called on " + (relationship == null ? owner : "'" + relationship.path() + "'")
                            + ", which is not loaded, while another operation of the session was running. Objects of a"
                            + " session are used by one thread at a time, and not by its callbacks: load what those"
                            + " need before.");
        }
        caller.get(loading.load(owner, relationship, member));
    }
}
