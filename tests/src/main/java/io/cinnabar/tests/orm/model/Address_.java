package io.cinnabar.tests.orm.model;

import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.unique;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.KeyGeneration;
import io.cinnabar.mapping.LazyInitializer;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.RelationshipDefinition;
import io.cinnabar.mapping.RelationshipKind;
import io.cinnabar.mapping.RelationshipOptions;
import io.cinnabar.mapping.ToOne;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.ReferentialAction;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes of {@link Address} in statements. */
public final class Address_ {
    private static final Mapping MAPPING = new Mapping();

    public static final Source ENTITY = MAPPING.source;
    public static final NumericColumn<Long> id = ENTITY.rows.id;
    public static final TextColumn email = ENTITY.rows.email;
    public static final ToOne<Address, User> user = ENTITY.user;

    private Address_() {}

    /** {@link Address}, or an alias of it, as the source of a statement. */
    public static final class Source extends Entity<Address> {
        private final Rows rows;
        public final ToOne<Address, User> user;

        private Source(Mapping mapping, Rows rows) {
            super(mapping, rows);
            this.rows = rows;
            this.user = toOne("user");
        }
    }

    private static final class Rows extends Table {
        final NumericColumn<Long> id = column("id", Types.BIGINT, identity(), primaryKey());
        final TextColumn email = column("email", Types.varchar(60), unique());
        final NumericColumn<Long> userId = column("user_id", Types.BIGINT);

        Rows(MetaData metadata) {
            super("orm_address", metadata);
            foreignKeyConstraint(
                    null,
                    List.of(userId),
                    () -> List.of(User_.id),
                    ReferentialAction.NO_ACTION,
                    ReferentialAction.NO_ACTION);
        }
    }

    private static final class Mapping extends Mapper<Address> {
        final Source source;

        Mapping() {
            this(new Rows(new MetaData()));
        }

        private Mapping(Rows rows) {
            super(
                    Address.class,
                    rows,
                    new FieldAccess<>(Address::new, Reference::new)
                            .field(address -> address.id, (address, value) -> address.id = (Long) value)
                            .field(address -> address.email, (address, value) -> address.email = (String) value)
                            .field(address -> address.user, (address, value) -> address.user = (User) value));
            key("id", rows.id);
            keyGeneration(KeyGeneration.IDENTITY);
            basic("email", rows.email);
            relationship(
                    RelationshipDefinition.reference(
                            "user",
                            RelationshipKind.MANY_TO_ONE,
                            () -> User_.ENTITY,
                            List.of(rows.userId),
                            () -> List.of(User_.id)),
                    RelationshipOptions.DEFAULT);
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

    private static final class Reference extends Address implements LazyReference {
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
        public @Nullable String email() {
            touch("email");
            return super.email();
        }
    }
}
