package io.cinnabar.orm.collection;

import java.util.Collection;
import java.util.List;

/**
 * A collection that a session put into a relationship. Before it is loaded, each of its methods tells the session,
 * which loads it or raises an error.
 *
 * @param <T> the class of the objects in it
 */
public sealed interface RelatedCollection<T> extends Collection<T> permits RelatedList, RelatedSet {

    /** Whether its objects are known. */
    boolean isLoaded();

    /** Puts in the objects that were loaded, in the place of all others. */
    void load(Collection<? extends T> objects);

    /** Forgets the objects; what touches it is told again. */
    void unload();

    /** Whether the very objects of a list are in it now, in the order of the list. */
    boolean holds(List<?> others);

    /** The objects that are in it now, whether it was loaded or not, without telling anybody. */
    List<T> present();
}
