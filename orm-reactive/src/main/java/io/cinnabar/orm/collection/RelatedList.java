package io.cinnabar.orm.collection;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Consumer;

/**
 * A list of the objects of a relationship. No more thread-safe than an {@link ArrayList}.
 *
 * @param <T> the class of the objects in it
 */
public final class RelatedList<T> extends AbstractList<T> implements RelatedCollection<T>, RandomAccess {
    private final Consumer<String> touched;
    private final ArrayList<T> objects = new ArrayList<>();
    private boolean isLoaded;

    /**
     * A list that is not loaded.
     *
     * @param touched is told the method that is called before the list is loaded
     */
    public RelatedList(Consumer<String> touched) {
        this.touched = touched;
    }

    private ArrayList<T> objects(String member) {
        if (!isLoaded) {
            touched.accept(member);
        }
        return objects;
    }

    @Override
    public T get(int index) {
        return objects("get").get(index);
    }

    @Override
    public int size() {
        return objects("size").size();
    }

    @Override
    public T set(int index, T object) {
        return objects("set").set(index, object);
    }

    @Override
    public void add(int index, T object) {
        modCount++;
        objects("add").add(index, object);
    }

    @Override
    public T remove(int index) {
        modCount++;
        return objects("remove").remove(index);
    }

    @Override
    public void clear() {
        modCount++;
        objects("clear").clear();
    }

    @Override
    public boolean isLoaded() {
        return isLoaded;
    }

    @Override
    public void load(Collection<? extends T> loaded) {
        if (isLoaded) {
            modCount++; // else an iterator that has caused the load has seen nothing yet
        }
        objects.clear();
        objects.addAll(loaded);
        isLoaded = true;
    }

    @Override
    public void unload() {
        modCount++;
        objects.clear();
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
}
