package io.cinnabar.tests.orm;

import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.DetachedEntityException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.mapping.Attribute;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.state.ColumnHistory;
import io.cinnabar.orm.state.EntityState;
import io.cinnabar.orm.state.IdentityKey;
import io.cinnabar.orm.state.Inspection;
import io.cinnabar.orm.state.RelationshipHistory;
import io.cinnabar.schema.Column;
import io.cinnabar.tests.orm.model.Account;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Address_;
import io.cinnabar.tests.orm.model.Booking;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What a session tells of an object, and is told of it. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class InspectionSuite extends OrmSuite {
    /** A suite on a database. */
    protected InspectionSuite(TestDatabaseUrl database) {
        super(database);
    }

    private static List<String> names(List<? extends Attribute<?>> attributes) {
        return attributes.stream().map(Attribute::name).toList();
    }

    private static Mono<User> loaded(Session session, Long id) {
        return session.execute(select(User.class).where(User_.id.eq(id)).options(selectInLoad(User_.addresses)))
                .one();
    }

    @Test
    final void followsAnObjectThroughItsLife() {
        User user = new User("inspected");
        inTransaction(session -> {
            Inspection<User> inspection = session.inspect(user);
            assertThat(inspection.state()).isEqualTo(EntityState.TRANSIENT);
            assertThat(inspection.isInSession()).isFalse();
            assertThat(inspection.isModified()).isFalse();
            assertThat(inspection.key()).isNull();
            session.add(user);
            assertThat(inspection.state()).isEqualTo(EntityState.PENDING);
            assertThat(inspection.isInSession()).isTrue();
            assertThat(inspection.isModified()).isTrue();
            assertThat(names(inspection.modified())).containsExactly("name");
            assertThat(inspection.unloaded()).isEmpty();
            return session.flush().then(Mono.defer(() -> {
                assertThat(inspection.state()).isEqualTo(EntityState.PERSISTENT);
                assertThat(inspection.key()).isEqualTo(session.identityKey(User.class, user.id));
                assertThat(inspection.isLoaded()).isTrue();
                assertThat(inspection.isModified()).isFalse();
                session.expire(user);
                assertThat(inspection.isExpired()).isTrue();
                assertThat(names(inspection.unloaded())).containsExactly("id", "name", "status", "addresses");
                session.delete(user);
                assertThat(inspection.isMarkedDeleted()).isTrue();
                return session.flush().doOnSuccess(done -> {
                    assertThat(inspection.state()).isEqualTo(EntityState.DELETED);
                    assertThat(inspection.isInSession()).isFalse();
                    assertThat(inspection).hasToString("User " + user.id + " DELETED, modified: [], not loaded: []");
                });
            }));
        });
    }

    @Test
    final void tellsWhatIsNotLoadedWithoutLoadingIt() {
        User user = new User("unloaded", new Address("unloaded@home"));
        given(user);
        assertStatements(
                sessions.withSession(session -> session.get(User.class, user.id).doOnNext(found -> {
                    Inspection<User> inspection = session.inspect(found);
                    assertThat(names(inspection.unloaded())).containsExactly("addresses");
                    RelationshipHistory<Address> addresses = inspection.history(User_.addresses);
                    assertThat(addresses.isLoaded()).isFalse();
                    assertThat(addresses.now()).isEmpty();
                    User reference = session.getReference(User.class, -1L);
                    assertThat(session.inspect(reference).isLoaded()).isFalse();
                    assertThat(names(session.inspect(reference).unloaded())).contains("name", "addresses");
                })),
                sent -> sent.count(1));
    }

    @Test
    final void tellsWhatBecameOfAColumn() {
        User user = new User("before");
        given(user);
        inTransaction(session -> session.get(User.class, user.id).flatMap(found -> {
            found.name = "after";
            Inspection<User> inspection = session.inspect(found);
            assertThat(inspection.history(User_.name))
                    .isEqualTo(new ColumnHistory<>(User_.name, true, "before", "after", true));
            assertThat(inspection.history(User_.status).isModified()).isFalse();
            assertThat(names(inspection.modified())).containsExactly("name");
            return session.flush()
                    .doOnSuccess(done -> assertThat(inspection.history(User_.name))
                            .isEqualTo(new ColumnHistory<>(User_.name, true, "after", "after", false)));
        }));
    }

    @Test
    @SuppressWarnings("unchecked") // the column is of the type of its attribute
    final void tellsWhatBecameOfAForeignKey() {
        User one = new User("one", new Address("moves@home"));
        User two = new User("two");
        given(one, two);
        var userId = (Column<Long>) Address_.ENTITY.table().column("user_id");
        Long id = one.addresses().get(0).id;
        inTransaction(session -> session.get(Address.class, id).doOnNext(address -> {
            Inspection<Address> inspection = session.inspect(address);
            assertThat(inspection.history(userId)).isEqualTo(new ColumnHistory<>(userId, true, one.id, one.id, false));
            User before = address.user;
            address.user = session.getReference(User.class, two.id);
            assertThat(inspection.history(userId)).isEqualTo(new ColumnHistory<>(userId, true, one.id, two.id, true));
            RelationshipHistory<User> user = inspection.history(Address_.user);
            assertThat(user.before()).containsExactly(before);
            assertThat(user.removed()).containsExactly(before);
            assertThat(user.added()).containsExactly(address.user);
            assertThat(names(inspection.modified())).containsExactly("user");
        }));
    }

    @Test
    final void tellsWhatCameIntoACollectionAndWentOut() {
        User user = new User("collects", new Address("stays@home"), new Address("goes@home"));
        given(user);
        inTransaction(session -> loaded(session, user.id).doOnNext(found -> {
            Address stays = found.addresses().get(0);
            Address goes = found.addresses().remove(1);
            Address comes = new Address("comes@home");
            found.addresses().add(comes);
            RelationshipHistory<Address> history = session.inspect(found).history(User_.addresses);
            assertThat(history.isLoaded()).isTrue();
            assertThat(history.before()).containsExactly(stays, goes);
            assertThat(history.now()).containsExactly(stays, comes);
            assertThat(history.added()).containsExactly(comes);
            assertThat(history.removed()).containsExactly(goes);
            assertThat(history.isModified()).isTrue();
            found.addresses().set(1, goes);
            assertThat(session.inspect(found).history(User_.addresses).isModified())
                    .isFalse();
        }));
    }

    @Test
    final void givesAwayNoValueThatItComparesWith() {
        Account account = new Account(5);
        account.picture = new byte[] {1, 2};
        given(account);
        Column<byte[]> picture = picture();
        assertStatements(
                sessions.withTransaction(session -> session.get(Account.class, account.id)
                        .doOnNext(
                                found -> session.inspect(found).history(picture).before()[0] = 9)),
                sent -> sent.updates("account", 0));
    }

    @SuppressWarnings("unchecked") // the column is of the type of its attribute
    private Column<byte[]> picture() {
        return (Column<byte[]>)
                sessions.mappings().mapper(Account.class).table().column("picture");
    }

    @Test
    final void setsAColumnAsLoaded() {
        User user = new User("in the row");
        given(user);
        assertStatements(
                sessions.withTransaction(session -> session.get(User.class, user.id)
                        .doOnNext(found -> {
                            Inspection<User> inspection = session.inspect(found);
                            found.name = "changed";
                            inspection.setLoaded(User_.name, "told");
                            assertThat(found.name).isEqualTo("told");
                            assertThat(inspection.isModified()).isFalse();
                            assertThat(inspection.history(User_.name).before()).isEqualTo("told");
                        })),
                sent -> sent.updates("orm_user", 0).count(1));
        inTransaction(session -> session.get(User.class, user.id).doOnNext(found -> {
            session.inspect(found).setLoaded(User_.name, "told");
            found.name = "written";
        }));
        assertThat(inTransaction(session -> session.get(User.class, user.id)).name)
                .isEqualTo("written");
    }

    @Test
    final void setsRelationshipsAsLoaded() {
        User user = new User("related", new Address("a@related"), new Address("b@related"));
        given(user);
        List<Long> ids = user.addresses().stream().map(each -> each.id).toList();
        assertStatements(
                sessions.withTransaction(session -> session.get(User.class, user.id)
                        .zipWith(session.getAll(Address.class, ids).collectList())
                        .doOnNext(both -> {
                            User found = both.getT1();
                            session.inspect(found).setLoaded(User_.addresses, both.getT2());
                            both.getT2()
                                    .forEach(each -> session.inspect(each).setLoaded(Address_.user, List.of(found)));
                            assertThat(session.isLoaded(found, User_.addresses)).isTrue();
                            assertThat(found.addresses()).isEqualTo(both.getT2());
                            assertThat(session.dirtyEntities()).isEmpty();
                            found.addresses().remove(1);
                        })),
                sent -> sent.deletes("orm_address", 1).updates("orm_address", 0));
        User left = inTransaction(session -> loaded(session, user.id));
        assertThat(left.addresses().stream().map(each -> each.id)).containsExactly(ids.get(0));
    }

    @Test
    final void loadsAgainWhatWasSetAsLoadedAndHasExpired() {
        User user = new User("again", new Address("again@home"));
        given(user);
        inTransaction(session -> session.get(User.class, user.id).flatMap(found -> {
            session.inspect(found).setLoaded(User_.addresses, List.of());
            session.expire(found);
            assertThatThrownBy(() -> found.addresses().size()).hasMessageContaining("User.addresses");
            return session.fetch(found, User_.addresses)
                    .doOnNext(again -> assertThat(again.addresses()).hasSize(1));
        }));
    }

    @Test
    final void namesBothWhereAnObjectIsForeign() {
        User user = new User("owner");
        Address foreign = new Address("foreign@home");
        given(user, foreign);
        inTransaction(session -> session.get(User.class, user.id).doOnNext(found -> {
            Inspection<User> inspection = session.inspect(found);
            assertThatThrownBy(() -> inspection.setLoaded(User_.addresses, List.of(foreign)))
                    .isInstanceOf(DetachedEntityException.class)
                    .hasMessageContaining("Address " + foreign.id)
                    .hasMessageContaining("'User.addresses' of User " + user.id);
            assertThatThrownBy(() -> inspection.history(Address_.email))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("'orm_address.email' is not mapped by User");
            assertThatThrownBy(() -> session.inspect(new User("new")).setLoaded(User_.name, "other"))
                    .isInstanceOf(SessionStateException.class)
                    .hasMessageContaining("User (unknown to the session)");
            assertThatThrownBy(() -> inspection.setLoaded(User_.id, 7L))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("is the key");
        }));
    }

    @Test
    final void writesWhatIsMarkedAsModified() {
        Account account = new Account(5);
        given(account);
        Column<?> balance = sessions.mappings().mapper(Account.class).table().column("balance");
        assertStatements(
                sessions.withTransaction(session -> session.get(Account.class, account.id)
                        .flatMap(found -> {
                            session.inspect(found).markModified(balance);
                            assertThat(session.isModified(found)).isTrue();
                            assertThat(session.dirtyEntities()).containsExactly(found);
                            return session.flush().then(Mono.fromRunnable(() -> {
                                assertThat(session.isModified(found)).isFalse();
                                assertThat(found.version).isEqualTo(1);
                            }));
                        })),
                sent -> sent.updates("account", 1));
    }

    @Test
    final void givesUpAMarkWithTheChanges() {
        User user = new User("marked");
        given(user);
        assertStatements(
                sessions.withTransaction(session -> session.get(User.class, user.id)
                        .doOnNext(found -> session.inspect(found).markModified(User_.name))
                        .flatMap(session::refresh)
                        .doOnNext(found -> assertThat(session.isModified(found)).isFalse())
                        .doOnNext(found -> session.inspect(found).markModified(User_.name))
                        .doOnNext(session::expire)
                        .then()),
                sent -> sent.updates("orm_user", 0));
    }

    @Test
    final void writesANullInThePlaceOfADefaultWhenItIsMarked() {
        User asked = new User("asks for null");
        User left = new User("leaves it");
        inTransaction(session -> {
            session.add(asked);
            session.add(left);
            session.inspect(asked).markModified(User_.status);
            return session.flush();
        });
        assertThat(asked.status).isNull();
        assertThat(left.status).isEqualTo("fresh");
        assertThat(inTransaction(session -> session.get(User.class, asked.id)).status)
                .isNull();
        assertThatThrownBy(() -> inTransaction(session -> {
                    session.inspect(new User("not added")).markModified(User_.status);
                    return Mono.empty();
                }))
                .isInstanceOf(SessionStateException.class)
                .hasMessageContaining("add(…) a new object first");
    }

    @Test
    final void knowsTheIdentityOfAKey() {
        inTransaction(session -> {
            IdentityKey key = session.identityKey(Booking.class, new Booking.Id("X1", 4));
            assertThat(key).isEqualTo(new IdentityKey(Booking.class, List.of("X1", 4)));
            assertThatThrownBy(() -> session.identityKey(User.class, "five"))
                    .isInstanceOf(InvalidRequestException.class);
            return Mono.empty();
        });
    }
}
