package io.cinnabar.tests.orm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.StaleEntityException;
import io.cinnabar.tests.orm.model.Album;
import io.cinnabar.tests.orm.model.Badge;
import io.cinnabar.tests.orm.model.Booking;
import io.cinnabar.tests.orm.model.Photo;
import io.cinnabar.tests.orm.model.Seat;
import io.cinnabar.tests.orm.model.Visit;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Keys of several columns, versions that are times, and foreign keys that only a collection knows. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class KeySuite extends OrmSuite {
    /** A suite on a database. */
    protected KeySuite(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    @DisplayName("an embedded key")
    final void keepsObjectsWithAnEmbeddedKey() {
        given(new Seat("A", 1, "sandy"), new Seat("A", 2, "patrick"), new Seat("B", 1, "squid"));
        lives(
                Seat.class,
                List.of(new Seat.Id("A", 1), new Seat.Id("A", 2), new Seat.Id("B", 1)),
                new Seat("A", 1, "merged"),
                seat -> seat.guest,
                (seat, guest) -> seat.guest = guest);
    }

    @Test
    @DisplayName("a key of attributes that a class holds together")
    final void keepsObjectsWithAKeyClass() {
        given(new Booking("X1", 1, "sandy"), new Booking("X1", 2, "patrick"), new Booking("Y2", 1, "squid"));
        lives(
                Booking.class,
                List.of(new Booking.Id("X1", 1), new Booking.Id("X1", 2), new Booking.Id("Y2", 1)),
                new Booking("X1", 1, "merged"),
                booking -> booking.passenger,
                (booking, passenger) -> booking.passenger = passenger);
    }

    private <E> void lives(
            Class<E> entityClass,
            List<?> keys,
            E detached,
            Function<E, @Nullable String> reading,
            BiConsumer<E, String> writing) {
        assertStatements(
                sessions.withSession(session -> session.getAll(entityClass, keys)
                        .map(reading)
                        .collectList()
                        .doOnNext(names -> assertThat(names).containsExactly("sandy", "patrick", "squid"))
                        .then(session.get(entityClass, keys.get(2)))
                        .doOnNext(found -> assertThat(reading.apply(found)).isEqualTo("squid"))),
                sent -> sent.count(1));
        assertStatements(
                sessions.withTransaction(session -> session.get(entityClass, keys.get(1))
                        .doOnNext(found -> writing.accept(found, "changed"))
                        .then(session.merge(detached))
                        .flatMap(merged -> session.get(entityClass, keys.get(0))
                                .doOnNext(found -> assertThat(found).isSameAs(merged)))
                        .then(session.get(entityClass, keys.get(2)))
                        .doOnNext(session::delete)
                        .then()),
                sent -> sent.count(6));
        List<@Nullable String> left = inTransaction(
                session -> session.getAll(entityClass, keys).map(reading).collectList());
        assertThat(left).containsExactly("merged", "changed");
    }

    @Test
    final void refusesKeysOfOtherClassesAndWithHoles() {
        for (Object key : List.of("A", new Booking.Id("A", 1), new Seat.Id("A", null), List.of("A"), List.of(1, "A"))) {
            assertThatThrownBy(() -> inTransaction(session -> session.get(Seat.class, key)))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("key of Seat");
        }
    }

    @Test
    final void countsVersionsByTime() {
        Badge badge = new Badge("timed", "sandy");
        Visit visit = new Visit("home");
        given(badge, visit);
        assertThat(badge.changed).isNotNull();
        assertThat(visit.changed).isNotNull();
        for (int round = 0; round < 3; round++) {
            String name = "round " + round;
            inTransaction(session -> session.get(Badge.class, "timed")
                    .zipWith(session.get(Visit.class, visit.id))
                    .flatMap(both -> {
                        var before = both.getT1().changed;
                        var visited = both.getT2().changed;
                        both.getT1().holder = name;
                        both.getT2().place = name;
                        return session.flush().then(Mono.fromRunnable(() -> {
                            assertThat(both.getT1().changed).isAfter(before);
                            assertThat(both.getT2().changed).isAfter(visited);
                        }));
                    }));
        }
        assertThatThrownBy(() -> inTransaction(session -> session.merge(badge)))
                .isInstanceOf(StaleEntityException.class);
        assertThatThrownBy(() -> inTransaction(session -> session.get(Visit.class, visit.id)
                        .flatMap(found -> session.connection()
                                .execute(io.cinnabar.sql.Sql.text(
                                        "UPDATE visit SET changed = changed + INTERVAL '1' DAY"))
                                .rowsUpdated()
                                .doOnNext(count -> found.place = "late"))
                        .then()))
                .isInstanceOf(StaleEntityException.class)
                .hasMessageContaining("Visit " + visit.id + " was changed by somebody else");
    }

    @Test
    final void writesForeignKeysThatOnlyTheCollectionKnows() {
        Album album = new Album("summer", new Photo("beach"), new Photo("hills"));
        assertStatements(
                sessions.withTransaction(session -> {
                    session.add(album);
                    return Mono.empty();
                }),
                sent -> sent.inserts("album (", 1).inserts("photo (", 1).count(2));
        Album other = new Album("winter");
        given(other);
        assertStatements(
                sessions.withTransaction(session -> session.getAll(Album.class, List.of(album.id, other.id))
                        .collectList()
                        .flatMap(albums -> session.fetch(albums, load(Album.class, "photos"))
                                .thenReturn(albums))
                        .doOnNext(albums -> {
                            Photo moved = albums.get(0).photos.remove(0);
                            albums.get(1).photos.add(moved);
                            albums.get(1).photos.add(new Photo("snow"));
                        })
                        .then()),
                sent -> sent.updates("photo", 1).inserts("photo", 1).count(4));
        assertThat(photos(album)).containsExactly("hills");
        assertThat(photos(other)).containsExactlyInAnyOrder("beach", "snow");
        assertStatements(
                sessions.withTransaction(session -> session.get(Album.class, other.id)
                        .doOnNext(session::delete)
                        .then()),
                sent -> sent.updates("photo", 1).deletes("album", 1).count(4));
        inTransaction(session -> session.get(Album.class, album.id)
                .flatMap(found -> session.fetch(found, load(Album.class, "photos")))
                .doOnNext(found -> found.photos.clear())
                .then());
        assertThat(photos(album)).isEmpty();
        long left = run(engine.connect(
                connection -> connection.scalar(io.cinnabar.sql.Sql.select(io.cinnabar.sql.Functions.count())
                        .from(sessions.mappings().mapper(Photo.class).table()))));
        assertThat(left).isEqualTo(3);
    }

    private List<String> photos(Album album) {
        return inTransaction(session -> session.get(Album.class, album.id)
                .flatMap(found -> session.fetch(found, load(Album.class, "photos")))
                .map(found -> found.photos.stream()
                        .map(photo -> String.valueOf(photo.name))
                        .toList()));
    }
}
