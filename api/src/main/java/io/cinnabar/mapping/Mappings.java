package io.cinnabar.mapping;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.MappingException;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** The mapped classes that a session factory knows. Checked as a whole when it is made; immutable and thread-safe. */
public final class Mappings {
    private final Map<Class<?>, Entity<?>> entities;

    private Mappings(Collection<? extends Entity<?>> entities) {
        var byClass = new LinkedHashMap<Class<?>, Entity<?>>();
        for (Entity<?> entity : entities) {
            if (byClass.putIfAbsent(entity.entityClass(), entity) != null) {
                throw new MappingException(
                        ErrorCode.MAPPING_INVALID,
                        "The class " + entity.entityClass().getName() + " is mapped twice. Give it one mapper.");
            }
        }
        this.entities = byClass;
        byClass.values().forEach(entity -> new MappingCheck(entity.mapper(), this).check());
    }

    /**
     * All classes that the annotation processor saw, from the class path of the calling thread. Reads files: to be
     * called when a program starts. {@code select(User.class)} reads none any more then.
     */
    public static Mappings discover() {
        return discover(Thread.currentThread().getContextClassLoader());
    }

    /** All classes that the annotation processor saw, from the class path of a class loader. */
    public static Mappings discover(ClassLoader classLoader) {
        var found = new ArrayList<Entity<?>>();
        for (MappingProvider provider : ServiceLoader.load(MappingProvider.class, classLoader)) {
            found.addAll(provider.entities());
        }
        found.forEach(entity -> Sql.entity(entity.entityClass())); // looked up now, or it would be on an event loop
        return new Mappings(found);
    }

    /** Some classes that the annotation processor saw. */
    public static Mappings of(Class<?>... entityClasses) {
        var found = new ArrayList<Entity<?>>();
        for (Class<?> entityClass : entityClasses) {
            found.add((Entity<?>) Sql.entity(entityClass));
        }
        return new Mappings(found);
    }

    /** Classes whose mappers are given. */
    public static Mappings of(Entity<?>... entities) {
        return new Mappings(List.of(entities));
    }

    /** These classes and others. */
    public Mappings with(Mappings others) {
        var all = new ArrayList<Entity<?>>(entities.values());
        all.addAll(others.entities.values());
        return new Mappings(all);
    }

    /** The mapped classes. */
    public List<Entity<?>> entities() {
        return List.copyOf(entities.values());
    }

    /** The mapper of a class. Signals an error if the class is not mapped here. */
    public <E> Mapper<E> mapper(Class<E> entityClass) {
        Mapper<E> mapper = find(entityClass);
        if (mapper == null) {
            throw new MappingException(
                    ErrorCode.ENTITY_UNMAPPED,
                    "The class " + entityClass.getName() + " is not mapped here; the mapped classes are " + names()
                            + ". Annotate it with @Entity, or add its mapper to the mappings of the session factory.");
        }
        return mapper;
    }

    /** The mapper of the class of an object. Signals an error if the class is not mapped here. */
    @SuppressWarnings("unchecked") // the class of the object, or the one that its lazy reference stands for
    public <E> Mapper<E> mapperOf(E object) {
        Class<?> type = object instanceof LazyReference ? object.getClass().getSuperclass() : object.getClass();
        return mapper((Class<E>) type);
    }

    /** The mapper of a class, or null if the class is not mapped here. */
    @SuppressWarnings("unchecked") // entities are kept by their classes
    public <E> @Nullable Mapper<E> find(Class<E> entityClass) {
        Entity<E> entity = (Entity<E>) entities.get(entityClass);
        return entity == null ? null : entity.mapper();
    }

    /** The tables of the mapped classes and of the links between them, for {@code createAll} and {@code dropAll}. */
    public MetaData metadata() {
        var tables = new LinkedHashSet<Table>();
        var sequences = new LinkedHashSet<Sequence>();
        for (Entity<?> entity : entities.values()) {
            tables.add(entity.mapper().table());
            Sequence sequence = entity.mapper().keyGeneration().sequence();
            if (sequence != null) {
                sequences.add(sequence);
            }
            for (RelationshipAttribute<?, ?> relationship : entity.mapper().relationships()) {
                Table link = relationship.join().link();
                if (link != null) {
                    tables.add(link);
                }
            }
        }
        return MetaData.of(tables, sequences);
    }

    private List<String> names() {
        return entities.keySet().stream().map(Class::getSimpleName).toList();
    }

    /** The names of the mapped classes. */
    @Override
    public String toString() {
        return names().toString();
    }
}
