package io.cinnabar.orm;

import io.cinnabar.mapping.LifecycleEvent;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Who hears of the sessions of a factory. Immutable.
 *
 * @param ofSessions those who hear of sessions
 * @param ofEntities those who hear of objects
 */
record SessionListeners(List<SessionListener> ofSessions, List<OfClass<?>> ofEntities) {
    /** Nobody. */
    static final SessionListeners NONE = new SessionListeners(List.of(), List.of());

    /** A listener and the class of the objects that it hears of. */
    record OfClass<E>(Class<E> entityClass, EntityListener<? super E> listener) {

        boolean hears(Object entity) {
            return entityClass.isInstance(entity);
        }

        Mono<Void> tell(LifecycleEvent event, Session session, Object entity) {
            E object = entityClass.cast(entity);
            return switch (event) {
                case PRE_PERSIST -> listener.beforeInsert(session, object);
                case POST_PERSIST -> listener.afterInsert(session, object);
                case PRE_UPDATE -> listener.beforeUpdate(session, object);
                case POST_UPDATE -> listener.afterUpdate(session, object);
                case PRE_REMOVE -> listener.beforeDelete(session, object);
                case POST_REMOVE -> listener.afterDelete(session, object);
                case POST_LOAD -> Mono.empty();
            };
        }
    }

    boolean isEmpty() {
        return ofSessions.isEmpty() && ofEntities.isEmpty();
    }

    SessionListeners with(SessionListener listener) {
        return new SessionListeners(added(ofSessions, listener), ofEntities);
    }

    <E> SessionListeners with(Class<E> entityClass, EntityListener<? super E> listener) {
        return new SessionListeners(ofSessions, added(ofEntities, new OfClass<>(entityClass, listener)));
    }

    private static <T> List<T> added(List<T> present, T next) {
        var all = new ArrayList<>(present);
        all.add(next);
        return List.copyOf(all);
    }
}
