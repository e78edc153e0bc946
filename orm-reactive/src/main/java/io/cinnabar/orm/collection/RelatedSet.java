package io.cinnabar.orm.collection;

import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of the objects of a relationship, in the order in which they came. No more thread-safe than a
 * {@link LinkedHashSet}.
 *
 * @param <T> the class of the objects in it
 */
public final class RelatedSet<T> extends AbstractSet<T> implements RelatedCollection<T> {
    private final Consumer<String> touched;
    private LinkedHashSet<T> objects = new LinkedHashSet<>();
    private boolean isLoaded;

    /**
     * A set that is not loaded.
     *
     * @param touched is told the method that is called before the set is loaded
     */
    public RelatedSet(Consumer<String> touched) {
        this.touched = touched;
    }

    private LinkedHashSet<T> objects(String member) {
        if (!isLoaded) {
            touched.accept(member);
        }
        return objects;
    }

    @Override
    public Iterator<T> iterator() {
        return objects("iterator").iterator();
    }

    @Override
    public int size() {
        return objects("size").size();
    }

    @Override
    public boolean contains(@Nullable Object object) {
        return objects("contains").contains(object);
    }

    @Override
    public boolean add(T object) {
        return objects("add").add(object);
    }

    @Override
    public boolean remove(@Nullable Object object) {
        return objects("remove").remove(object);
    }

    @Override
    public void clear() {
        objects("clear").clear();
    }

    @Override
    public boolean isLoaded() {
        return isLoaded;
    }

    @Override
    public void load(Collection<? extends T> loaded) {
        objects = new LinkedHashSet<>(loaded);
        isLoaded = true;
    }

    @Override
    public void unload() {
        objects = new LinkedHashSet<>();
        isLoaded = false;
    }

    @Override
    public boolean holds(List<?> others) {
        if (objects.size() != others.size()) {
            return false;
        }
        Iterator<?> expected = others.iterator();
        for (T object : objects) {
            if (object != expected.next()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<T> present() {
        return Collections.unmodifiableList(new ArrayList<T>(objects));
    }

    /** Files the objects anew, after the hash codes of some have changed as they got their keys. */
    public void rehash() {
        objects = new LinkedHashSet<>(objects);
    }
}
