package io.cinnabar.orm.unitofwork;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.StaleEntityException;
import io.cinnabar.mapping.Attribute;
import io.cinnabar.mapping.BasicAttribute;
import io.cinnabar.mapping.Cascade;
import io.cinnabar.mapping.KeyGeneration;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.collection.RelatedCollection;
import io.cinnabar.orm.load.EntityLoader;
import io.cinnabar.orm.load.KeyedSelects;
import io.cinnabar.orm.load.References;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import io.cinnabar.orm.state.MutableValues;
import io.cinnabar.orm.state.PersistenceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Copies the values of objects that the session does not know into those that it has for the same rows: all rows of a
 * class are loaded by one statement, and so is each relationship. Used once.
 */
final class MergeCascade {
    private static final int PORTION = 1_000;

    private final PersistenceContext objects;
    private final EntityLoader loader;
    private final LazyAccess lazyAccess;
    private final Consumer<Object> addition;
    private final ObjectSet sources = new ObjectSet();
    private final Map<Object, Object> copies = new IdentityHashMap<>();
    private final ObjectSet fresh = new ObjectSet();

    MergeCascade(PersistenceContext objects, EntityLoader loader, LazyAccess lazyAccess, Consumer<Object> addition) {
        this.objects = objects;
        this.loader = loader;
        this.lazyAccess = lazyAccess;
        this.addition = addition;
    }

    /** Emits the objects of the session, in the order of those that are given. */
    Mono<List<Object>> merge(Collection<?> entities) {
        return Mono.defer(() -> {
            entities.forEach(sources::add);
            collect();
            return loadObjects()
                    .then(Mono.fromRunnable(() -> sources.inOrder().forEach(this::target)))
                    .then(Mono.defer(this::loadCollections))
                    .then(Mono.fromSupplier(() -> {
                        sources.inOrder().forEach(this::copy);
                        fresh.inOrder().forEach(addition);
                        return entities.stream().map(this::copyOf).toList();
                    }));
        });
    }

    private Object copyOf(Object source) {
        Object copy = copies.get(source);
        return copy == null ? source : copy;
    }

    /** All that is to be copied: a loop, as chains may be longer than any stack. */
    private void collect() {
        for (int index = 0; index < sources.inOrder().size(); index++) {
            Object source = sources.inOrder().get(index);
            if (objects.find(source) != null || isReference(source)) {
                continue;
            }
            Mapper<Object> mapper = objects.mappings().mapperOf(source);
            for (RelationshipAttribute<?, ?> relationship : mapper.relationships()) {
                List<?> values = known(mapper, source, relationship);
                if (relationship.cascades().contains(Cascade.MERGE) && values != null) {
                    values.forEach(sources::add);
                }
            }
        }
    }

    private static boolean isReference(Object source) {
        return LazyReference.isUnloaded(source);
    }

    /** The objects that a relationship of an object of no session has; null where it was not loaded there. */
    private static @Nullable List<?> known(
            Mapper<Object> mapper, Object source, RelationshipAttribute<?, ?> relationship) {
        @Nullable Object value = mapper.access().get(source, relationship.index());
        if (value instanceof RelatedCollection<?> collection) {
            return collection.isLoaded() ? collection.present() : null;
        }
        if (value instanceof Collection<?> collection) {
            return List.copyOf(collection);
        }
        if (value == null) {
            boolean isTold = !relationship.kind().isToMany()
                    && relationship.target().mapper().access().createReference() != null;
            return isTold ? List.of() : null;
        }
        boolean isPlaceholder =
                isReference(value) && keyOf(relationship.target().mapper(), value) == null;
        return isPlaceholder ? null : List.of(value);
    }

    @SuppressWarnings("unchecked") // the object is of the mapped class
    private static <T> @Nullable IdentityKey keyOf(Mapper<T> mapper, Object source) {
        IdentityKey key = IdentityKey.of(mapper, (T) source);
        boolean isZero = key != null && key.key() instanceof Number number && number.longValue() == 0;
        return isZero && isDrawn(mapper) ? null : key;
    }

    private static boolean isDrawn(Mapper<?> mapper) {
        KeyGeneration.Kind kind = mapper.keyGeneration().kind();
        return kind == KeyGeneration.Kind.IDENTITY || kind == KeyGeneration.Kind.SEQUENCE;
    }

    private Mono<Void> loadObjects() {
        Map<Mapper<?>, List<IdentityKey>> missing = new LinkedHashMap<>();
        for (Object source : sources.inOrder()) {
            Mapper<Object> mapper = objects.mappings().mapperOf(source);
            note(mapper, source, missing);
            for (RelationshipAttribute<?, ?> relationship : mapper.relationships()) {
                List<?> values = known(mapper, source, relationship);
                if (values != null && !relationship.kind().isToMany()) {
                    values.forEach(value -> note(relationship.target().mapper(), value, missing));
                }
            }
        }
        return Flux.fromIterable(missing.entrySet())
                .concatMap(each -> Flux.fromIterable(each.getValue())
                        .distinct()
                        .buffer(PORTION)
                        .concatMap(keys -> loader.load(KeyedSelects.byKeys(each.getKey(), keys))))
                .then();
    }

    private void note(Mapper<?> mapper, Object source, Map<Mapper<?>, List<IdentityKey>> missing) {
        IdentityKey key = objects.find(source) == null ? keyOf(mapper, source) : null;
        InstanceState<?> present = key == null ? null : objects.find(key);
        if (key != null && (present == null || !present.isLoaded())) {
            missing.computeIfAbsent(mapper, each -> new ArrayList<>()).add(key);
        }
    }

    /** Finds or makes the object of the session for one of another. */
    private void target(Object source) {
        Mapper<Object> mapper = objects.mappings().mapperOf(source);
        InstanceState<?> own = objects.find(source);
        if (own != null) {
            copies.put(source, source);
            return;
        }
        IdentityKey key = keyOf(mapper, source);
        InstanceState<?> present = key == null ? null : objects.find(key);
        if (present != null && present.state() == EntityState.PERSISTENT && !objects.isMarkedDeleted(present)) {
            checkVersion(mapper, source, present);
            copies.put(source, present.entity());
            return;
        }
        if (key != null && (isDrawn(mapper) || present != null)) {
            throw new StaleEntityException(
                    ErrorCode.ENTITY_STALE,
                    mapper.name() + " " + key.key() + " cannot be merged: its row was deleted since the object was"
                            + " loaded. Take the key away from the object if it is to be inserted as a new one.");
        }
        Object copy = mapper.access().create();
        copies.put(source, copy);
        fresh.add(copy);
    }

    private static void checkVersion(Mapper<Object> mapper, Object source, InstanceState<?> present) {
        BasicAttribute<Object> version = mapper.version();
        if (version == null || isReference(source)) {
            return;
        }
        @Nullable Object given = mapper.access().get(source, version.index());
        @Nullable Object loaded = present.loaded(mapper.columns().indexOf(version.column()));
        if (!MutableValues.equal(given, loaded)) {
            throw new StaleEntityException(
                    ErrorCode.ENTITY_STALE,
                    Naming.of(present) + " cannot be merged: the object has version " + given + ", its row has version "
                            + loaded + ", so somebody else has changed it since. Load it anew and repeat the changes.");
        }
    }

    private Mono<Void> loadCollections() {
        Map<RelationshipAttribute<?, ?>, List<InstanceState<?>>> unknown = new LinkedHashMap<>();
        for (Object source : sources.inOrder()) {
            Mapper<Object> mapper = objects.mappings().mapperOf(source);
            InstanceState<?> state = objects.find(copyOf(source));
            for (RelationshipAttribute<?, ?> relationship : mapper.relationships()) {
                if (state != null
                        && isCopied(relationship)
                        && known(mapper, source, relationship) != null
                        && !RelatedObjects.isKnown(state, relationship)) {
                    unknown.computeIfAbsent(relationship, key -> new ArrayList<>())
                            .add(state);
                }
            }
        }
        return Flux.fromIterable(unknown.entrySet())
                .concatMap(each -> loader.fetch(each.getValue(), List.of(RemoveCascade.load(each.getKey()))))
                .then();
    }

    private static boolean isCopied(RelationshipAttribute<?, ?> relationship) {
        return relationship.cascades().contains(Cascade.MERGE)
                || relationship.join().isForeignKeyLocal();
    }

    private void copy(Object source) {
        Mapper<Object> mapper = objects.mappings().mapperOf(source);
        Object target = copyOf(source);
        if (target == source || isReference(source)) {
            return;
        }
        for (Attribute<Object> attribute : mapper.attributes()) {
            if (attribute instanceof RelationshipAttribute<Object, ?> relationship) {
                List<?> values = known(mapper, source, relationship);
                if (values != null && isCopied(relationship)) {
                    relate(mapper, target, relationship, values);
                }
            } else if (attribute != mapper.version() || fresh.contains(target)) {
                mapper.access().set(target, attribute.index(), mapper.access().get(source, attribute.index()));
            }
        }
    }

    private void relate(
            Mapper<Object> mapper, Object target, RelationshipAttribute<?, ?> relationship, List<?> values) {
        var related = new ArrayList<Object>();
        for (Object value : values) {
            Object copy = sources.contains(value)
                    ? copyOf(value)
                    : referred(relationship.target().mapper(), value);
            related.add(copy);
        }
        InstanceState<?> state = objects.find(target);
        if (!relationship.kind().isToMany()) {
            mapper.access().set(target, relationship.index(), related.isEmpty() ? null : related.get(0));
        } else if (state != null) {
            RelatedObjects.replace(state, relationship, related);
        } else {
            mapper.access().set(target, relationship.index(), RelatedObjects.collectionOf(relationship, related));
        }
    }

    /** The object of the session that a reference which does not cascade leads to. */
    private <T> Object referred(Mapper<T> mapper, Object value) {
        IdentityKey key = objects.find(value) == null ? keyOf(mapper, value) : null;
        if (key == null) {
            return value;
        }
        T reference = References.find(objects, lazyAccess, mapper, key);
        return reference == null ? value : reference;
    }
}
