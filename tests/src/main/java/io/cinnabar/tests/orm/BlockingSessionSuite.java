package io.cinnabar.tests.orm;

import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cinnabar.blocking.BlockingEngine;
import io.cinnabar.blocking.BlockingSession;
import io.cinnabar.blocking.BlockingSessionFactory;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.error.SessionStateException;
import io.cinnabar.error.UnloadedAttributeException;
import io.cinnabar.orm.SessionOptions;
import io.cinnabar.sql.Select;
import io.cinnabar.tests.orm.model.Address;
import io.cinnabar.tests.orm.model.Address_;
import io.cinnabar.tests.orm.model.Member;
import io.cinnabar.tests.orm.model.User;
import io.cinnabar.tests.orm.model.User_;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Sessions for threads that may wait, and what touching loads in them. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
@Timeout(120)
public abstract class BlockingSessionSuite extends OrmSuite {
    private final BlockingSessionFactory blocking;
    private final Select<User> byName;

    /** A suite on a database. */
    protected BlockingSessionSuite(TestDatabaseUrl database) {
        super(database);
        this.blocking = BlockingSessionFactory.of(sessions);
        this.byName = select(User.class).orderBy(User_.name.asc());
    }

    @BeforeEach
    void givenUsers() {
        blocking.withTransaction(session -> {
            session.execute(select(User.class)).all().forEach(session::delete);
            return null;
        });
        given(
                new User("anna", new Address("anna@one"), new Address("anna@two")),
                new User("bert", new Address("bert@one")),
                new User("cleo"));
    }

    private void assertSent(Runnable work, Consumer<SentStatements> check) {
        SentStatements.assertStatements(engine, work, check);
    }

    private static List<@Nullable String> emails(User user) {
        var emails = new ArrayList<@Nullable String>();
        for (Address address : user.addresses()) {
            emails.add(address.email());
        }
        return emails;
    }

    @Test
    void loadsACollectionByOneStatementWhenItIsTouched() {
        blocking.withSession(session -> {
            User anna = session.execute(byName).first().orElseThrow();
            assertThat(session.isLoaded(anna, User_.addresses)).isFalse();
            assertSent(
                    () -> assertThat(emails(anna)).containsExactly("anna@one", "anna@two"),
                    sent -> sent.selects("orm_address", 1).count(1));
            assertSent(() -> assertThat(anna.addresses().stream()).hasSize(2), sent -> sent.count(0));
            return null;
        });
    }

    @Test
    void loadsACollectionThatIsStreamedAndASetFirst() {
        var member = new Member("first");
        member.friends.add(new Member("second"));
        given(member);
        blocking.withSession(session -> {
            User anna = session.execute(byName).first().orElseThrow();
            assertThat(anna.addresses().stream().map(Address::email)).containsExactly("anna@one", "anna@two");
            Member found = session.get(Member.class, member.id).orElseThrow();
            assertThat(found.friends).extracting(Member::name).containsExactly("second");
            return null;
        });
    }

    @Test
    void loadsAReferenceByOneStatementWhenItIsTouched() {
        blocking.withSession(session -> {
            Address address = session.execute(select(Address.class).where(Address_.email.eq("bert@one")))
                    .one();
            assertSent(
                    () -> assertThat(address.user.name()).isEqualTo("bert"),
                    sent -> sent.selects("orm_user", 1).count(1));
            assertThat(address.user.addresses()).containsExactly(address);
            return null;
        });
    }

    @Test
    void loadsTheSameOfSiblingsWhenAsked() {
        BlockingSessionFactory batched = blocking.withOptions(SessionOptions.DEFAULT.loadingSiblings(2));
        batched.withSession(session -> {
            List<User> users = session.execute(byName).all();
            assertSent(
                    () -> assertThat(users.stream()
                                    .mapToInt(user -> user.addresses().size()))
                            .containsExactly(2, 1, 0),
                    sent -> sent.selects("orm_address", 2).count(2));
            return null;
        });
        batched.withSession(session -> {
            List<Address> addresses = session.execute(select(Address.class).orderBy(Address_.email.asc()))
                    .all();
            assertSent(
                    () -> assertThat(addresses.stream().map(address -> address.user.name()))
                            .containsExactly("anna", "anna", "bert"),
                    sent -> sent.selects("orm_user", 1).count(1));
            return null;
        });
    }

    @Test
    void loadsWhatIsTouchedWhereRowsAreMapped() {
        blocking.withSession(session -> {
            assertThat(session.execute(byName)
                            .map(user -> user.addresses().size())
                            .all())
                    .containsExactly(2, 1, 0);
            assertThat(session.execute(byName).map(User::addresses).first().orElseThrow())
                    .hasSize(2);
            return null;
        });
    }

    @Test
    void addsChangesAndCommitsInASessionThatIsClosedByHand() {
        var dora = new User("dora", new Address("dora@one"));
        try (BlockingSession session = blocking.open()) {
            session.add(dora);
            session.commit();
            assertThat(dora.addresses()).hasSize(1);
            User anna = session.execute(byName).first().orElseThrow();
            anna.name = "anne";
            anna.addresses().clear();
            session.commit();
            anna.name = "lost";
            session.flush();
        }
        blocking.withSession(session -> {
            assertThat(session.execute(byName).map(User::name).all()).containsExactly("anne", "bert", "cleo", "dora");
            User anne = session.execute(byName).first().orElseThrow();
            assertThat(anne.addresses()).isEmpty();
            return null;
        });
    }

    @Test
    void writesChangesBeforeATouchLoads() {
        blocking.withTransaction(session -> {
            User anna = session.execute(byName).first().orElseThrow();
            var third = new Address("anna@three");
            third.user = anna;
            session.add(third);
            assertThat(emails(anna)).containsExactly("anna@one", "anna@two", "anna@three");
            return null;
        });
    }

    @Test
    void loadsWhatIsTouchedInNestedWork() {
        blocking.withTransaction(session -> {
            List<User> users = session.execute(byName).all();
            assertThat(session.<Integer>noAutoflush(
                            same -> users.get(0).addresses().size()))
                    .isEqualTo(2);
            assertThat(session.<Integer>beginNested(
                            same -> users.get(1).addresses().size()))
                    .isEqualTo(1);
            assertThat(users.get(2).addresses()).isEmpty();
            return null;
        });
    }

    @Test
    void undoesNestedWorkThatThrows() {
        blocking.withTransaction(session -> {
            User anna = session.execute(byName).first().orElseThrow();
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> session.beginNested(same -> {
                        anna.name = "changed";
                        same.flush();
                        throw new IllegalStateException("enough");
                    }));
            assertThat(session.refresh(anna).name).isEqualTo("anna");
            return null;
        });
    }

    @Test
    void sharesTheTransactionOfAConnection() {
        blocking.engine().begin(connection -> {
            blocking.withSession(connection, session -> {
                session.add(new User("dora"));
                return null;
            });
            assertThat(connection.<String>scalars(select(User_.name))).contains("dora");
            return null;
        });
        assertThat(blocking.<Integer>withSession(
                        session -> session.execute(byName).all().size()))
                .isEqualTo(4);
    }

    @Test
    void raisesWhatIsTouchedBeyondTheSession() {
        User anna = blocking.<User>withSession(
                session -> session.execute(byName).first().orElseThrow());
        assertThatExceptionOfType(UnloadedAttributeException.class)
                .isThrownBy(() -> anna.addresses().size());
        User detached = blocking.<User>withSession(session -> {
            User found = session.execute(byName).first().orElseThrow();
            session.expunge(found);
            assertThatExceptionOfType(UnloadedAttributeException.class)
                    .isThrownBy(() -> found.addresses().size());
            return found;
        });
        assertThat(detached).isNotNull();
    }

    @Test
    void raisesWhatIsTouchedInAStream() {
        blocking.withSession(session -> {
            try (Stream<User> users = session.stream(byName, 2)) {
                List<User> read = users.toList();
                assertThat(read).extracting(User::name).containsExactly("anna", "bert", "cleo");
                assertThatExceptionOfType(UnloadedAttributeException.class)
                        .isThrownBy(() -> read.get(0).addresses().size());
            }
            return null;
        });
    }

    @Test
    void saysThatTheRowOfAReferenceDoesNotExist() {
        blocking.withSession(session -> {
            User nobody = session.getReference(User.class, -1L);
            assertThatExceptionOfType(SessionStateException.class)
                    .isThrownBy(nobody::name)
                    .matches(failure -> failure.code() == ErrorCode.ENTITY_GONE);
            return null;
        });
    }

    @Test
    void refusesATouchOnAThreadThatMustNotWait() {
        blocking.withSession(session -> {
            User anna = session.execute(byName).first().orElseThrow();
            var touched = Mono.fromSupplier(() -> anna.addresses().size()).subscribeOn(Schedulers.parallel());
            assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(() -> run(touched))
                    .matches(failure -> failure.code() == ErrorCode.THREAD_MUST_NOT_WAIT);
            assertThat(anna.addresses()).hasSize(2);
            return null;
        });
    }

    @Test
    void refusesATouchWithinAnotherOperationOfTheSession() {
        blocking.withSession(session -> {
            User anna = session.execute(byName).first().orElseThrow();
            Disposable other =
                    session.reactive().noAutoflush(same -> Mono.never()).subscribe(nothing -> {}, failure -> {});
            assertThatExceptionOfType(SessionStateException.class)
                    .isThrownBy(() -> anna.addresses().size())
                    .withMessageContaining("'User.addresses'", "another operation");
            other.dispose();
            assertThat(anna.addresses()).hasSize(2);
            return null;
        });
    }

    @Test
    void runsTheWorkOfATransactionOnTheThreadThatCalls() {
        var thread = new AtomicReference<Thread>();
        blocking.withTransaction(session -> {
            session.execute(byName).all();
            thread.set(Thread.currentThread());
            return null;
        });
        assertThat(thread).hasValue(Thread.currentThread());
        assertThat(BlockingSessionFactory.create(BlockingEngine.of(engine), blocking.mappings())
                        .<Boolean>withSession(BlockingSession::isInTransaction))
                .isFalse();
    }
}
