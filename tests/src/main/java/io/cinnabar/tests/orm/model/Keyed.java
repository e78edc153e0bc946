package io.cinnabar.tests.orm.model;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.schema.Schema.serverDefault;

import io.cinnabar.mapping.Cascade;
import io.cinnabar.mapping.CollectionKind;
import io.cinnabar.mapping.ColumnPair;
import io.cinnabar.mapping.EmbeddableAccess;
import io.cinnabar.mapping.Embedded;
import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.KeyGeneration;
import io.cinnabar.mapping.RelationshipDefinition;
import io.cinnabar.mapping.RelationshipJoin;
import io.cinnabar.mapping.RelationshipKind;
import io.cinnabar.mapping.RelationshipOptions;
import io.cinnabar.schema.MetaData;
import io.cinnabar.type.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The mappers of classes with keys of several columns, with times for versions, and with a foreign key of others. */
@SuppressWarnings("unchecked") // sessions set what they read, or of the attribute's class
final class Keyed {
    private static final MetaData METADATA = new MetaData();

    static final Entity<Seat> SEAT = new SeatMapping().entity();
    static final Entity<Booking> BOOKING = new BookingMapping().entity();
    static final Entity<Badge> BADGE = new BadgeMapping().entity();
    static final Entity<Visit> VISIT = new VisitMapping().entity();
    static final Entity<Photo> PHOTO = new PhotoMapping().entity();
    static final Entity<Album> ALBUM = new AlbumMapping().entity();

    private Keyed() {}

    static List<Entity<?>> all() {
        return List.of(SEAT, BOOKING, BADGE, VISIT, PHOTO, ALBUM);
    }

    private record PairAccess<V>(
            BiFunction<@Nullable Object, @Nullable Object, V> constructor,
            BiFunction<V, Integer, @Nullable Object> parts)
            implements EmbeddableAccess<V> {
        @Override
        public V create(@Nullable Object[] values) {
            return constructor.apply(values[0], values[1]);
        }

        @Override
        public @Nullable Object get(V value, int part) {
            return parts.apply(value, part);
        }
    }

    private static final class SeatMapping extends PlainMapper<Seat> {
        SeatMapping() {
            super(
                    Seat.class,
                    METADATA.table(
                            "seat",
                            column("row_name", Types.varchar(5), primaryKey()),
                            column("number", Types.INTEGER, primaryKey()),
                            column("guest", Types.varchar(30))),
                    new FieldAccess<>(Seat::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Seat.Id) value)
                            .field(each -> each.guest, (each, value) -> each.guest = (String) value));
            key(
                    "id",
                    new Embedded<>(
                            Seat.Id.class,
                            new PairAccess<>(
                                    (row, number) -> new Seat.Id((String) row, (Integer) number),
                                    (id, part) -> part == 0 ? id.row() : id.number()),
                            List.of(
                                    new Embedded.ColumnPart("row", table().column("row_name")),
                                    new Embedded.ColumnPart("number", table().column("number")))));
            basic("guest", table().column("guest"));
        }
    }

    private static final class BookingMapping extends PlainMapper<Booking> {
        BookingMapping() {
            super(
                    Booking.class,
                    METADATA.table(
                            "booking",
                            column("flight", Types.varchar(10), primaryKey()),
                            column("place", Types.INTEGER, primaryKey()),
                            column("passenger", Types.varchar(30))),
                    new FieldAccess<>(Booking::new, null)
                            .field(each -> each.flight, (each, value) -> each.flight = (String) value)
                            .field(each -> each.place, (each, value) -> each.place = (Integer) value)
                            .field(each -> each.passenger, (each, value) -> each.passenger = (String) value));
            key("flight", table().column("flight"));
            key("place", table().column("place"));
            keyClass(new Embedded<>(
                    Booking.Id.class,
                    new PairAccess<>(
                            (flight, place) -> new Booking.Id((String) flight, (Integer) place),
                            (id, part) -> part == 0 ? id.flight() : id.place()),
                    List.of(
                            new Embedded.ColumnPart("flight", table().column("flight")),
                            new Embedded.ColumnPart("place", table().column("place")))));
            basic("passenger", table().column("passenger"));
        }
    }

    private static final class BadgeMapping extends PlainMapper<Badge> {
        BadgeMapping() {
            super(
                    Badge.class,
                    METADATA.table(
                            "badge",
                            column("code", Types.varchar(10), primaryKey()),
                            column("colour", Types.varchar(10), serverDefault("green")),
                            column("holder", Types.varchar(30), notNull()),
                            column("changed", Types.TIMESTAMP, notNull())),
                    new FieldAccess<>(Badge::new, null)
                            .field(each -> each.code, (each, value) -> each.code = (String) value)
                            .field(each -> each.colour, (each, value) -> each.colour = (String) value)
                            .field(each -> each.holder, (each, value) -> each.holder = (String) value)
                            .field(each -> each.changed, (each, value) -> each.changed = (LocalDateTime) value));
            key("code", table().column("code"));
            basic("colour", table().column("colour"));
            basic("holder", table().column("holder"));
            version("changed", table().column("changed"));
        }
    }

    private static final class VisitMapping extends PlainMapper<Visit> {
        VisitMapping() {
            super(
                    Visit.class,
                    METADATA.table(
                            "visit",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("place", Types.varchar(30)),
                            column("changed", Types.INSTANT, notNull())),
                    new FieldAccess<>(Visit::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.place, (each, value) -> each.place = (String) value)
                            .field(each -> each.changed, (each, value) -> each.changed = (Instant) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("place", table().column("place"));
            version("changed", table().column("changed"));
        }
    }

    private static final class PhotoMapping extends PlainMapper<Photo> {
        PhotoMapping() {
            super(
                    Photo.class,
                    METADATA.table(
                            "photo",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("name", Types.varchar(30)),
                            column("album_id", Types.BIGINT, references("album.id"))),
                    new FieldAccess<>(Photo::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.name, (each, value) -> each.name = (String) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("name", table().column("name"));
        }
    }

    private static final class AlbumMapping extends PlainMapper<Album> {
        AlbumMapping() {
            super(
                    Album.class,
                    METADATA.table(
                            "album",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("title", Types.varchar(30))),
                    new FieldAccess<>(Album::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.title, (each, value) -> each.title = (String) value)
                            .field(each -> each.photos, (each, value) -> each.photos = (List<Photo>) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("title", table().column("title"));
            var albums = table();
            relationship(
                    RelationshipDefinition.collection(
                            "photos",
                            RelationshipKind.ONE_TO_MANY,
                            CollectionKind.LIST,
                            () -> PHOTO,
                            () -> RelationshipJoin.referredBy(List.of(new ColumnPair(
                                    albums.column("id"), PHOTO.table().column("album_id"))))),
                    RelationshipOptions.DEFAULT.withCascades(Cascade.PERSIST));
        }
    }
}
