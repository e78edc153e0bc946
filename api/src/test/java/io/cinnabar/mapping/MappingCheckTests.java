package io.cinnabar.mapping;

import static io.cinnabar.schema.Schema.primaryKey;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.MappingException;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.type.Types;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MappingCheckTests {

    @Test
    void refusesAClassWithoutAKey() {
        assertThatThrownBy(() -> Mappings.of(new Hall(false, join -> join).entity()))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("has no key");
    }

    @Test
    void refusesManyObjectsBehindAForeignKeyOfTheOwner() {
        assertThatThrownBy(() -> Mappings.of(new Hall(true, RelationshipJoin::reversed).entity()))
                .isInstanceOf(MappingException.class)
                .hasMessageContainingAll("'Room.within'", "referredBy(…)");
        Mappings.of(new Hall(true, join -> join).entity());
    }

    private static final class Room {}

    private static final class Rooms extends Table {
        final NumericColumn<Long> id = column("id", Types.BIGINT, primaryKey());
        final NumericColumn<Long> outer = column("outer_id", Types.BIGINT);

        Rooms() {
            super("room", new MetaData());
        }
    }

    /** Rooms within rooms. */
    private static final class Hall extends Mapper<Room> {
        private final Entity<Room> entity;

        Hall(boolean hasKey, UnaryOperator<RelationshipJoin> change) {
            this(new Rooms(), hasKey, change);
        }

        private Hall(Rooms rooms, boolean hasKey, UnaryOperator<RelationshipJoin> change) {
            super(Room.class, rooms, new Access());
            if (hasKey) {
                key("id", rooms.id);
            }
            relationship(
                    RelationshipDefinition.collection(
                            "within",
                            RelationshipKind.ONE_TO_MANY,
                            CollectionKind.LIST,
                            this::entity,
                            () -> change.apply(
                                    RelationshipJoin.referredBy(List.of(new ColumnPair(rooms.id, rooms.outer))))),
                    RelationshipOptions.DEFAULT);
            entity = new Entity<>(this, rooms) {};
        }

        @Override
        public Entity<Room> entity() {
            return entity;
        }

        @Override
        public Entity<Room> alias(String name) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Access implements EntityAccess<Room> {
        @Override
        public Room create() {
            return new Room();
        }

        @Override
        public @Nullable Room createReference() {
            return null;
        }

        @Override
        public @Nullable Object get(Room entity, int attribute) {
            return null;
        }

        @Override
        public void set(Room entity, int attribute, @Nullable Object value) {}
    }
}
