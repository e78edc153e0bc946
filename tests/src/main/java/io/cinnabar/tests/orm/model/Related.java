package io.cinnabar.tests.orm.model;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.schema.Schema.unique;

import io.cinnabar.mapping.Cascade;
import io.cinnabar.mapping.CollectionKind;
import io.cinnabar.mapping.ColumnPair;
import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.KeyGeneration;
import io.cinnabar.mapping.LazyInitializer;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.mapping.RelationshipDefinition;
import io.cinnabar.mapping.RelationshipJoin;
import io.cinnabar.mapping.RelationshipKind;
import io.cinnabar.mapping.RelationshipOptions;
import io.cinnabar.mapping.ToMany;
import io.cinnabar.mapping.ToOne;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Table;
import io.cinnabar.type.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The mappers of classes that are connected in all ways, with references as the annotation processor makes them. */
@SuppressWarnings("unchecked") // sessions set what they read, or of the attribute's class
public final class Related {
    private static final MetaData METADATA = new MetaData();
    private static final RelationshipOptions DEFAULT = RelationshipOptions.DEFAULT;
    private static final RelationshipOptions ALL = DEFAULT.withCascades(Cascade.values());

    public static final Entity<Citizen> CITIZEN = new CitizenMapping().entity();
    public static final Entity<Passport> PASSPORT = new PassportMapping().entity();
    public static final Entity<Member> MEMBER = new MemberMapping().entity();
    public static final Entity<Country> COUNTRY = new CountryMapping().entity();
    public static final Entity<City> CITY = new CityMapping().entity();
    public static final Entity<Folder> FOLDER = new FolderMapping().entity();
    public static final Entity<Shelf> SHELF = new ShelfMapping().entity();
    public static final Entity<Item> ITEM = new ItemMapping().entity();

    public static final ToOne<Citizen, Passport> CITIZEN_PASSPORT = toOne(CITIZEN, "passport");
    public static final ToOne<Passport, Citizen> PASSPORT_HOLDER = toOne(PASSPORT, "holder");
    public static final ToMany<Member, Member> MEMBER_FRIENDS = toMany(MEMBER, "friends");
    public static final ToMany<Member, Member> MEMBER_ADMIRERS = toMany(MEMBER, "admirers");
    public static final ToMany<Country, City> COUNTRY_CITIES = toMany(COUNTRY, "cities");
    public static final ToOne<City, Country> CITY_COUNTRY = toOne(CITY, "country");
    public static final ToOne<Folder, Folder> FOLDER_PARENT = toOne(FOLDER, "parent");
    public static final ToMany<Shelf, Item> SHELF_ITEMS = toMany(SHELF, "items");
    public static final ToOne<Item, Shelf> ITEM_SHELF = toOne(ITEM, "shelf");

    private Related() {}

    static List<Entity<?>> all() {
        return List.of(CITIZEN, PASSPORT, MEMBER, COUNTRY, CITY, FOLDER, SHELF, ITEM);
    }

    private static <E, T> ToOne<E, T> toOne(Entity<E> entity, String name) {
        return (ToOne<E, T>) Relationship.of(entity, entity.mapper().relationship(name));
    }

    private static <E, T> ToMany<E, T> toMany(Entity<E> entity, String name) {
        return (ToMany<E, T>) Relationship.of(entity, entity.mapper().relationship(name));
    }

    private static final class CitizenMapping extends PlainMapper<Citizen> {
        CitizenMapping() {
            super(
                    Citizen.class,
                    METADATA,
                    metadata -> metadata.table(
                            "citizen",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("name", Types.varchar(30))),
                    new FieldAccess<>(Citizen::new, CitizenReference::new)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.name, (each, value) -> each.name = (String) value)
                            .field(each -> each.passport, (each, value) -> each.passport = (Passport) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("name", table().column("name"));
            relationship(
                    RelationshipDefinition.mappedBy(
                            "passport", RelationshipKind.ONE_TO_ONE, CollectionKind.NONE, () -> PASSPORT, "holder"),
                    ALL.withOrphanRemoval());
        }
    }

    private static final class CitizenReference extends Citizen implements LazyReference {
        private transient @Nullable LazyInitializer lazyInitializer;

        @Override
        public @Nullable LazyInitializer lazyInitializer() {
            return lazyInitializer;
        }

        @Override
        public void lazyInitializer(@Nullable LazyInitializer initializer) {
            this.lazyInitializer = initializer;
        }
    }

    private static final class PassportMapping extends PlainMapper<Passport> {
        PassportMapping() {
            super(
                    Passport.class,
                    METADATA,
                    metadata -> metadata.table(
                            "passport",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("number", Types.varchar(30)),
                            column("holder_id", Types.BIGINT, unique(), references("citizen.id"))),
                    new FieldAccess<>(Passport::new, PassportReference::new)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.number, (each, value) -> each.number = (String) value)
                            .field(each -> each.holder, (each, value) -> each.holder = (Citizen) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("number", table().column("number"));
            relationship(
                    RelationshipDefinition.reference(
                            "holder",
                            RelationshipKind.ONE_TO_ONE,
                            () -> CITIZEN,
                            List.of(table().column("holder_id")),
                            () -> List.of(CITIZEN.table().column("id"))),
                    DEFAULT);
        }
    }

    private static final class PassportReference extends Passport implements LazyReference {
        private transient @Nullable LazyInitializer lazyInitializer;

        @Override
        public @Nullable LazyInitializer lazyInitializer() {
            return lazyInitializer;
        }

        @Override
        public void lazyInitializer(@Nullable LazyInitializer initializer) {
            this.lazyInitializer = initializer;
        }
    }

    private static final class MemberMapping extends PlainMapper<Member> {
        private static final Table LINKS = METADATA.table(
                "member_friend",
                column("member_id", Types.BIGINT, primaryKey(), references("member.id")),
                column("friend_id", Types.BIGINT, primaryKey(), references("member.id")));

        MemberMapping() {
            super(
                    Member.class,
                    METADATA,
                    metadata -> metadata.table(
                            "member",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("name", Types.varchar(30))),
                    new FieldAccess<>(Member::new, MemberReference::new)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.name, (each, value) -> each.name = (String) value)
                            .field(each -> each.friends, (each, value) -> each.friends = (Set<Member>) value)
                            .field(each -> each.admirers, (each, value) -> each.admirers = (List<Member>) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("name", table().column("name"));
            Table members = table();
            relationship(
                    RelationshipDefinition.collection(
                            "friends",
                            RelationshipKind.MANY_TO_MANY,
                            CollectionKind.SET,
                            () -> MEMBER,
                            () -> RelationshipJoin.through(
                                    LINKS,
                                    List.of(new ColumnPair(members.column("id"), LINKS.column("member_id"))),
                                    List.of(new ColumnPair(LINKS.column("friend_id"), members.column("id"))))),
                    DEFAULT.withCascades(Cascade.PERSIST));
            relationship(
                    RelationshipDefinition.mappedBy(
                            "admirers", RelationshipKind.MANY_TO_MANY, CollectionKind.LIST, () -> MEMBER, "friends"),
                    DEFAULT.orderedBy(() -> List.of(members.column("name"))));
        }
    }

    private static final class MemberReference extends Member implements LazyReference {
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
    }

    private static final class CountryMapping extends PlainMapper<Country> {
        CountryMapping() {
            super(
                    Country.class,
                    METADATA,
                    metadata -> metadata.table("country", column("code", Types.varchar(30), primaryKey())),
                    new FieldAccess<>(Country::new, CountryReference::new)
                            .field(each -> each.code, (each, value) -> each.code = (String) value)
                            .field(each -> each.cities, (each, value) -> each.cities = (List<City>) value));
            key("code", table().column("code"));
            relationship(
                    RelationshipDefinition.mappedBy(
                            "cities", RelationshipKind.ONE_TO_MANY, CollectionKind.LIST, () -> CITY, "country"),
                    ALL.eager().orderedBy(() -> List.of(CITY.table().column("name"))));
        }
    }

    private static final class CountryReference extends Country implements LazyReference {
        private transient @Nullable LazyInitializer lazyInitializer;

        @Override
        public @Nullable LazyInitializer lazyInitializer() {
            return lazyInitializer;
        }

        @Override
        public void lazyInitializer(@Nullable LazyInitializer initializer) {
            this.lazyInitializer = initializer;
        }
    }

    private static final class CityMapping extends PlainMapper<City> {
        CityMapping() {
            super(
                    City.class,
                    METADATA,
                    metadata -> metadata.table(
                            "city",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("name", Types.varchar(30)),
                            column("country_code", Types.varchar(30), references("country.code"))),
                    new FieldAccess<>(City::new, CityReference::new)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.name, (each, value) -> each.name = (String) value)
                            .field(each -> each.country, (each, value) -> each.country = (Country) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("name", table().column("name"));
            relationship(
                    RelationshipDefinition.reference(
                            "country",
                            RelationshipKind.MANY_TO_ONE,
                            () -> COUNTRY,
                            List.of(table().column("country_code")),
                            () -> List.of(COUNTRY.table().column("code"))),
                    DEFAULT.eager());
        }
    }

    private static final class CityReference extends City implements LazyReference {
        private transient @Nullable LazyInitializer lazyInitializer;

        @Override
        public @Nullable LazyInitializer lazyInitializer() {
            return lazyInitializer;
        }

        @Override
        public void lazyInitializer(@Nullable LazyInitializer initializer) {
            this.lazyInitializer = initializer;
        }
    }

    private static final class FolderMapping extends PlainMapper<Folder> {
        FolderMapping() {
            super(
                    Folder.class,
                    METADATA,
                    metadata -> metadata.table(
                            "folder",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("name", Types.varchar(30)),
                            column("parent_id", Types.BIGINT, references("folder.id"))),
                    new FieldAccess<>(Folder::new, FolderReference::new)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.name, (each, value) -> each.name = (String) value)
                            .field(each -> each.parent, (each, value) -> each.parent = (Folder) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("name", table().column("name"));
            relationship(
                    RelationshipDefinition.reference(
                            "parent",
                            RelationshipKind.MANY_TO_ONE,
                            () -> FOLDER,
                            List.of(table().column("parent_id")),
                            () -> List.of(FOLDER.table().column("id"))),
                    DEFAULT.eager().withCascades(Cascade.PERSIST));
        }
    }

    private static final class FolderReference extends Folder implements LazyReference {
        private transient @Nullable LazyInitializer lazyInitializer;

        @Override
        public @Nullable LazyInitializer lazyInitializer() {
            return lazyInitializer;
        }

        @Override
        public void lazyInitializer(@Nullable LazyInitializer initializer) {
            this.lazyInitializer = initializer;
        }
    }

    private static final class ShelfMapping extends PlainMapper<Shelf> {
        ShelfMapping() {
            super(
                    Shelf.class,
                    METADATA,
                    metadata -> metadata.table(
                            "shelf",
                            column("room", Types.varchar(30), primaryKey()),
                            column("number", Types.INTEGER, primaryKey())),
                    new FieldAccess<>(Shelf::new, ShelfReference::new)
                            .field(each -> each.room, (each, value) -> each.room = (String) value)
                            .field(each -> each.number, (each, value) -> each.number = (Integer) value)
                            .field(each -> each.items, (each, value) -> each.items = (List<Item>) value));
            key("room", table().column("room"));
            key("number", table().column("number"));
            relationship(
                    RelationshipDefinition.mappedBy(
                            "items", RelationshipKind.ONE_TO_MANY, CollectionKind.LIST, () -> ITEM, "shelf"),
                    ALL.orderedBy(() -> List.of(ITEM.table().column("id"))));
        }
    }

    private static final class ShelfReference extends Shelf implements LazyReference {
        private transient @Nullable LazyInitializer lazyInitializer;

        @Override
        public @Nullable LazyInitializer lazyInitializer() {
            return lazyInitializer;
        }

        @Override
        public void lazyInitializer(@Nullable LazyInitializer initializer) {
            this.lazyInitializer = initializer;
        }
    }

    private static final class ItemMapping extends PlainMapper<Item> {
        ItemMapping() {
            super(
                    Item.class,
                    METADATA,
                    metadata -> metadata.table(
                            "item",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("name", Types.varchar(30)),
                            column("room", Types.varchar(30)),
                            column("shelf_number", Types.INTEGER)),
                    new FieldAccess<>(Item::new, ItemReference::new)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.name, (each, value) -> each.name = (String) value)
                            .field(each -> each.shelf, (each, value) -> each.shelf = (Shelf) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("name", table().column("name"));
            relationship(
                    RelationshipDefinition.reference(
                            "shelf",
                            RelationshipKind.MANY_TO_ONE,
                            () -> SHELF,
                            List.of(table().column("room"), table().column("shelf_number")),
                            () -> List.of(
                                    SHELF.table().column("room"), SHELF.table().column("number"))),
                    DEFAULT);
        }
    }

    private static final class ItemReference extends Item implements LazyReference {
        private transient @Nullable LazyInitializer lazyInitializer;

        @Override
        public @Nullable LazyInitializer lazyInitializer() {
            return lazyInitializer;
        }

        @Override
        public void lazyInitializer(@Nullable LazyInitializer initializer) {
            this.lazyInitializer = initializer;
        }
    }
}
