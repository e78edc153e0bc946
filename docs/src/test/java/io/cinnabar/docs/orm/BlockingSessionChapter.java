package io.cinnabar.docs.orm;

import static io.cinnabar.orm.Loading.joinedLoad;
import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.blocking.BlockingSessionFactory;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chapters 7 and 8 in the blocking form, on PostgreSQL, whose SQL they show: it is the same. */
abstract class BlockingSessionChapter extends OrmChapter {
    private final BlockingSessionFactory blocking;

    BlockingSessionChapter(TestDatabaseUrl database) {
        super(database);
        this.blocking = BlockingSessionFactory.of(sessions);
    }

    private User find(long id) {
        return blocking.<User>withSession(session -> session.get(User.class, id).orElseThrow());
    }

    @Test
    void insertsWhatIsAdded() {
        printStatements();
        var patrick = new User("patrick", null);
        patrick.addAddress("patrick@example.org");
        blocking.withTransaction(session -> {
            session.add(patrick);
            return null;
        });
        System.out.println(patrick.getId());
        showsAs("SessionChapter.add");
    }

    @Test
    void getsByKey() {
        blocking.withSession(session -> {
            User byKey = session.get(User.class, 1L).orElseThrow();
            System.out.println(byKey
                    == session.execute(select(User.class).where(User_.name.eq("spongebob")))
                            .one());
            return null;
        });
        showsAs("SessionChapter.get");
    }

    @Test
    void selects() {
        List<String> names = blocking.withSession(session -> session.execute(
                        select(User.class).where(User_.name.startsWith("s")).orderBy(User_.name))
                .map(User::getFullname)
                .all());
        System.out.println(names);
        showsAs("SessionChapter.select");
    }

    @Test
    void updatesWhatHasChanged() {
        printStatements();
        blocking.withTransaction(session -> {
            User sandy = session.get(User.class, 2L).orElseThrow();
            sandy.setFullname("Sandy C.");
            return sandy;
        });
        showsAs("SessionChapter.change");
    }

    @Test
    void deletes() {
        printStatements();
        blocking.withTransaction(session -> {
            session.get(User.class, 2L).ifPresent(session::delete);
            return null;
        });
        showsAs("SessionChapter.delete");
    }

    @Test
    void explains() {
        blocking.withTransaction(session -> {
            session.get(User.class, 2L).orElseThrow().setFullname("Sandy C.");
            session.add(new User("gary", null));
            System.out.println(session.explainFlush());
            return null;
        });
        showsAs("SessionChapter.explain");
    }

    @Test
    void undoesToASavepoint() {
        blocking.withTransaction(session -> {
            session.add(new User("gary", null));
            try {
                session.beginNested(inner -> {
                    inner.add(new User("larry", null));
                    inner.flush();
                    throw new IllegalStateException("no");
                });
            } catch (IllegalStateException no) {
                return no;
            }
            return null;
        });
        List<String> names = blocking.withSession(
                session -> session.scalars(select(User_.name).orderBy(User_.name)));
        System.out.println(names);
        showsAs("SessionChapter.nested");
    }

    @Test
    void merges() {
        User detached = find(1);
        detached.setFullname("Bob");
        blocking.withTransaction(session -> session.merge(detached));
        assertThat(find(1).getFullname()).isEqualTo("Bob");
    }

    @Test
    void findsConcurrentChanges() {
        User stale = find(1);
        blocking.withTransaction(session -> {
            session.get(User.class, 1L).orElseThrow().setFullname("first");
            return null;
        });
        stale.setFullname("second");
        try {
            blocking.withTransaction(session -> session.merge(stale));
        } catch (CinnabarException failure) {
            System.out.println(failure.getMessage());
        }
        showsAs("SessionChapter.version");
    }

    @Test
    void loadsByAStatementOfItsOwn() {
        printStatements();
        blocking.withSession(session -> {
            for (User user : session.execute(select(User.class)
                            .options(selectInLoad(User_.addresses))
                            .orderBy(User_.id))
                    .all()) {
                System.out.println(
                        user.getName() + " has " + user.getAddresses().size());
            }
            return null;
        });
        showsAs("LoadingChapter.select-in");
    }

    @Test
    void loadsByAJoin() {
        printStatements();
        blocking.withSession(session -> {
            for (Address address : session.execute(select(Address.class)
                            .options(joinedLoad(Address_.user))
                            .orderBy(Address_.email)
                            .limit(2))
                    .all()) {
                System.out.println(
                        address.getEmail() + " of " + address.getUser().getName());
            }
            return null;
        });
        showsAs("LoadingChapter.joined");
    }

    @Test
    void loadsLater() {
        printStatements();
        blocking.withSession(session -> {
            User user = session.get(User.class, 2L).orElseThrow();
            session.fetch(user, User_.addresses, User_.teams);
            System.out.println(user.getAddresses().get(0).getEmail());
            return null;
        });
        showsAs("LoadingChapter.fetch");
    }
}
