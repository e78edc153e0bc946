package io.cinnabar.orm.state;

import io.cinnabar.mapping.Attribute;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.schema.Column;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session knows of an object, and what it can be told of it. Looks at the object whenever it is asked; nothing
 * is loaded. Of an object that the session does not know, nothing counts as loaded.
 *
 * @param <E> the mapped class
 */
public interface Inspection<E> {

    /** The object. */
    E entity();

    /** How its class is mapped. */
    Mapper<E> mapper();

    /** Where it is in its life. */
    EntityState state();

    /** Its identity in the session; null as long as it has none. */
    @Nullable
    IdentityKey key();

    /** Whether it belongs to the session: is to be inserted, or stands for a row. */
    boolean isInSession();

    /** Whether the next flush deletes its row. */
    boolean isMarkedDeleted();

    /** Whether its columns are loaded, and have not expired since. */
    boolean isLoaded();

    /** Whether the next load reads its row anew. */
    boolean isExpired();

    /** Whether it has changes that are not written yet. */
    boolean isModified();

    /** The attributes that the session would have to load: of columns that are not loaded, or not all their objects. */
    List<Attribute<E>> unloaded();

    /** The attributes that differ from what was loaded; of a new object, those that have a value. */
    List<Attribute<E>> modified();

    /**
     * What has become of the value of a column. Of a foreign key, the value now is the key of the object that is
     * referred to.
     */
    <T extends @Nullable Object> ColumnHistory<T> history(Column<T> column);

    /** What has become of the objects of a relationship. */
    <T> RelationshipHistory<T> history(Relationship<? super E, T> relationship);

    /**
     * Gives an attribute a value as if it had been loaded: it is no change, and not written. Signals an error for a
     * column of the key or of a relationship, and for an object without a row.
     */
    <T extends @Nullable Object> void setLoaded(Column<T> column, T value);

    /**
     * Gives a relationship its objects as if they had been loaded: they are no change, and not written. Signals an
     * error for objects that do not belong to the session, and for an owner without a row.
     *
     * @param objects the objects; of a relationship to one, one or none
     */
    <T> void setLoaded(Relationship<? super E, T> relationship, Collection<? extends T> objects);

    /**
     * Has the next flush write a column that looks the same: one whose value was changed in a way that the session
     * cannot see; in a new object, a null that would otherwise be left to the default of the column.
     */
    void markModified(Column<?> column);
}
