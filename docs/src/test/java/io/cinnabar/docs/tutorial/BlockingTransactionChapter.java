package io.cinnabar.docs.tutorial;

import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.blocking.BlockingConnection;
import io.cinnabar.blocking.BlockingEngine;
import io.cinnabar.blocking.BlockingTransaction;
import io.cinnabar.core.transaction.IsolationLevel;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.docs.Shown;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chapter 2 in the blocking form, which prints what its page shows. */
abstract class BlockingTransactionChapter extends Chapter {
    private final BlockingEngine blocking;

    BlockingTransactionChapter(TestDatabaseUrl database) {
        super(database);
        this.blocking = BlockingEngine.of(engine);
    }

    private long add(BlockingConnection connection, String name) {
        return connection.execute(insert(users).set(users.name, name)).rowsUpdated();
    }

    private long count() {
        return blocking.<Long>connect(
                connection -> connection.<Long>scalar(countUsers).orElseThrow());
    }

    private void showsAsReactively(String tag) {
        Shown.check("TransactionChapter." + tag, printed());
    }

    @Test
    void commitsEachStatement() {
        try {
            blocking.connect(connection -> {
                add(connection, "gary");
                throw new IllegalStateException("too late");
            });
        } catch (IllegalStateException tooLate) {
            System.out.println(count());
        }
        showsAsReactively("connect");
    }

    @Test
    void commits() {
        blocking.begin(connection -> add(connection, "gary") + add(connection, "larry"));
        System.out.println(count());
        showsAsReactively("begin");
    }

    @Test
    void rollsBack() {
        try {
            blocking.begin(connection -> {
                add(connection, "gary");
                throw new IllegalStateException("too late");
            });
        } catch (IllegalStateException failure) {
            System.out.println(failure.getMessage());
        }
        System.out.println(count());
        showsAsReactively("rollback");
    }

    @Test
    void commitsMany() {
        List<String> names = blocking.begin(connection -> connection
                .execute(update(users)
                        .set(users.fullname, "?")
                        .where(users.fullname.isNull())
                        .returning(users.name))
                .map(row -> row.v1())
                .all());
        System.out.println(names);
        showsAsReactively("many");
    }

    @Test
    void refusesASecondBegin() {
        try {
            blocking.begin(connection -> connection.begin(inner -> add(inner, "gary")));
        } catch (InvalidRequestException failure) {
            System.out.println(failure.getMessage());
        }
        showsAsReactively("nested");
    }

    @Test
    void keepsWhatIsOutsideASavepoint() {
        blocking.begin(connection -> {
            add(connection, "gary");
            try {
                connection.savepoint(inner -> {
                    add(inner, "larry");
                    throw new IllegalStateException("no");
                });
            } catch (IllegalStateException no) {
                add(connection, "pearl");
            }
            return null;
        });
        System.out.println(blocking.<List<String>>connect(connection ->
                connection.scalars(select(users.name).where(users.id.gt(3L)).orderBy(users.name))));
        showsAsReactively("savepoint");
    }

    @Test
    void takesOptions() {
        TransactionOptions careful = TransactionOptions.DEFAULT
                .withIsolationLevel(IsolationLevel.SERIALIZABLE)
                .withStatementTimeout(Duration.ofSeconds(5))
                .withRetry(3, Duration.ofMillis(50));
        blocking.begin(careful, connection -> add(connection, "gary"));
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void endsByHand() {
        try (BlockingConnection connection = blocking.acquire()) {
            BlockingTransaction transaction = connection.beginTransaction();
            if (add(connection, "gary") == 1) {
                transaction.commit();
            } else {
                transaction.rollback();
            }
            System.out.println(connection.<Long>scalar(countUsers).orElseThrow());
        }
        showsAsReactively("manual");
    }

    @Test
    void endsTheConnection() {
        try {
            BlockingConnection escaped = blocking.connect(connection -> connection);
            add(escaped, "gary");
        } catch (InvalidRequestException failure) {
            System.out.println(failure.getMessage());
        }
        showsAsReactively("escaped");
    }
}
