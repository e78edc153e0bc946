package io.cinnabar.orm;

import reactor.core.publisher.Mono;

/**
 * Hears that the rows of objects of a class are written, within the flush that does it. For the answers the same holds
 * as for those of a {@link SessionListener}: they may read with the session, and send statements by its connection. An
 * error of any of them ends the flush, as an error of the database does; where it came before the writing, the changes
 * stay in the objects, to be written by the next flush.
 *
 * <p>Added by {@link SessionFactory#withListener(Class, EntityListener)}. Each object is told of once in a flush, after
 * the callbacks of its class. Implementations must be thread-safe.
 *
 * @param <E> the class of the objects: a mapped class, or a superclass or interface of mapped classes
 */
public interface EntityListener<E> {

    /**
     * A new object is about to be inserted. The answer may change its columns and relationships, and those of others,
     * and add and delete objects, which is all written by this flush.
     */
    default Mono<Void> beforeInsert(Session session, E entity) {
        return Mono.empty();
    }

    /** A new object was inserted, and has its key and what the database made. */
    default Mono<Void> afterInsert(Session session, E entity) {
        return Mono.empty();
    }

    /**
     * The changes of an object are about to be written. The answer may change it further, as before an insert. Also
     * told where only a relationship has changed whose columns are in another table, so that no UPDATE follows.
     */
    default Mono<Void> beforeUpdate(Session session, E entity) {
        return Mono.empty();
    }

    /** The row of an object was updated. */
    default Mono<Void> afterUpdate(Session session, E entity) {
        return Mono.empty();
    }

    /** The row of an object is about to be deleted. The answer may change other objects. */
    default Mono<Void> beforeDelete(Session session, E entity) {
        return Mono.empty();
    }

    /** The row of an object was deleted. */
    default Mono<Void> afterDelete(Session session, E entity) {
        return Mono.empty();
    }
}
