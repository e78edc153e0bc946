package io.cinnabar.tests.orm.model;

import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.serverDefault;

import io.cinnabar.mapping.Cascade;
import io.cinnabar.mapping.CollectionKind;
import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.KeyGeneration;
import io.cinnabar.mapping.LazyInitializer;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipDefinition;
import io.cinnabar.mapping.RelationshipKind;
import io.cinnabar.mapping.RelationshipOptions;
import io.cinnabar.mapping.ToMany;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of {@link User} in statements. */
public final class User_ {
    private static final Mapping MAPPING = new Mapping();

    public static final Source ENTITY = MAPPING.source;
    public static final NumericColumn<Long> id = ENTITY.rows.id;
    public static final TextColumn name = ENTITY.rows.name;
    public static final TextColumn status = ENTITY.rows.status;
    public static final ToMany<User, Address> addresses = ENTITY.addresses;

    private User_() {}

    /** {@link User}, or an alias of it, as the source of a statement. */
    public static final class Source extends Entity<User> {
        private final Rows rows;
        public final ToMany<User, Address> addresses;

        private Source(Mapping mapping, Rows rows) {
            super(mapping, rows);
            this.rows = rows;
            this.addresses = toMany("addresses");
        }
    }

    private static final class Rows extends Table {
        final NumericColumn<Long> id = column("id", Types.BIGINT, identity(), primaryKey());
        final TextColumn name = column("name", Types.varchar(30), notNull());
        final TextColumn status = column("status", Types.varchar(10), serverDefault("fresh"));

        Rows(MetaData metadata) {
            super("orm_user", metadata);
        }
    }

    private static final class Mapping extends Mapper<User> {
        final Source source;

        Mapping() {
            this(new Rows(new MetaData()));
        }

        @SuppressWarnings("unchecked")
        private Mapping(Rows rows) {
            super(
                    User.class,
                    rows,
                    new FieldAccess<>(User::new, Reference::new)
                            .field(user -> user.id, (user, value) -> user.id = (Long) value)
                            .field(user -> user.name, (user, value) -> user.name = (String) value)
                            .field(user -> user.status, (user, value) -> user.status = (String) value)
                            .field(user -> user.addresses, (user, value) -> user.addresses = (List<Address>) value));
            key("id", rows.id);
            keyGeneration(KeyGeneration.IDENTITY);
            basic("name", rows.name);
            basic("status", rows.status);
            relationship(
                    RelationshipDefinition.mappedBy(
                            "addresses",
                            RelationshipKind.ONE_TO_MANY,
                            CollectionKind.LIST,
                            () -> Address_.ENTITY,
                            "user"),
                    RelationshipOptions.DEFAULT
                            .withCascades(Cascade.values())
                            .withOrphanRemoval()
                            .orderedBy(() -> List.of(Address_.id)));
            source = new Source(this, rows);
        }

        @Override
        public Source entity() {
            return source;
        }

        @Override
        public Source alias(String name) {
            return new Source(this, table().as(name, Rows::new));
        }
    }

    private static final class Reference extends User implements LazyReference {
        private transient @Nullable LazyInitializer lazyInitializer;

        @Override
        public @Nullable LazyInitializer lazyInitializer() {
            return lazyInitializer;
        }

        @Override
        public void lazyInitializer(@Nullable LazyInitializer initializer) {
            this.lazyInitializer = initializer;
        }

        private void touch(String member) {
            LazyInitializer initializer = lazyInitializer;
            if (initializer != null) {
                initializer.initialize(this, member);
            }
        }

        @Override
        public @Nullable String name() {
            touch("name");
            return super.name();
        }

        @Override
        public List<Address> addresses() {
            touch("addresses");
            return super.addresses();
        }
    }
}
