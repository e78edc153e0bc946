package io.cinnabar.orm.state;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.UnloadedAttributeException;
import io.cinnabar.mapping.RelationshipAttribute;
import org.jspecify.annotations.Nullable;

/** Raises an error that names what was touched and what can be done: nothing is loaded by the way. */
public final class RaisingAccess implements LazyAccess {

    /** For any number of sessions. */
    public RaisingAccess() {}

    @Override
    public void touched(InstanceState<?> owner, @Nullable RelationshipAttribute<?, ?> relationship, String member) {
        throw relationship == null ? ofObject(owner, member) : ofRelationship(owner, relationship, member);
    }

    private static UnloadedAttributeException ofObject(InstanceState<?> owner, String member) {
        String name = owner.mapper().name();
        IdentityKey key = owner.key();
        return new UnloadedAttributeException(
                ErrorCode.UNLOADED,
                "'" + name + "." + member + "' was called on " + name + " " + (key == null ? "" : key.key())
                        + ", which is a reference and not loaded. Load it with the object that refers to it, by"
                        + " selectInLoad(…) or joinedLoad(…) in the statement, or by session.fetch(…), or get it by"
                        + " session.get(" + name + ".class, …).");
    }

    private static UnloadedAttributeException ofRelationship(
            InstanceState<?> owner, RelationshipAttribute<?, ?> relationship, String member) {
        String handle = owner.mapper().name() + "_." + relationship.name();
        return new UnloadedAttributeException(
                ErrorCode.UNLOADED,
                "'" + relationship.path() + "' was not loaded, but '" + member + "' was called on it. Add selectInLoad("
                        + handle + ") or joinedLoad(" + handle + ") to the options of the statement, or call"
                        + " session.fetch(entity, " + handle + ") before.");
    }
}
