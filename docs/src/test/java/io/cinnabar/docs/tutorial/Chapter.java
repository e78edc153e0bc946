package io.cinnabar.docs.tutorial;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.dialect.h2.H2DialectProvider;
import io.cinnabar.dialect.postgres.PostgresDialectProvider;
import io.cinnabar.docs.Shown;
import io.cinnabar.schema.MetaData;
import io.cinnabar.sql.Row1;
import io.cinnabar.sql.Select;
import io.cinnabar.sql.Statement;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The code of a chapter, on a database with three users and three addresses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Chapter {
    static final Duration DEADLINE = Duration.ofSeconds(30);
    static final Dialect POSTGRES = new PostgresDialectProvider().dialect();
    static final Dialect H2 = new H2DialectProvider().dialect();

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    final MetaData metadata = new MetaData();
    final Users users = new Users(metadata);
    final Addresses addresses = new Addresses(metadata);
    // tag::count-users
    final Select<Row1<Long>> countUsers = select(count()).from(users);
    // end::count-users
    final String url;
    final Engine engine;

    private final PrintStream console = System.out;
    private ByteArrayOutputStream printed = new ByteArrayOutputStream();

    Chapter(TestDatabaseUrl database) {
        this.url = database.url();
        this.engine = Engine.create(url);
    }

    @BeforeEach
    final void startAnew() {
        engine.connect(connection -> connection
                        .dropAll(metadata)
                        .then(connection.createAll(metadata))
                        .then(add(connection, "spongebob", "Spongebob Squarepants", "spongebob@example.org"))
                        .then(add(connection, "sandy", "Sandy Cheeks", "sandy@example.org", "squirrel@example.com"))
                        .then(add(connection, "patrick", null)))
                .block(DEADLINE);
        printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private Mono<Void> add(Connection connection, String name, @Nullable String fullname, String... emails) {
        return connection
                .scalar(insert(users)
                        .set(users.name, name)
                        .set(users.fullname, fullname)
                        .returning(users.id))
                .flatMap(id -> Flux.fromArray(emails)
                        .concatMap(email -> connection
                                .execute(insert(addresses)
                                        .set(addresses.userId, id)
                                        .set(addresses.email, email))
                                .rowsUpdated())
                        .then());
    }

    @AfterEach
    final void stopPrinting() {
        System.setOut(console);
    }

    @AfterAll
    final void close() {
        engine.close().block(DEADLINE);
    }

    final boolean hasPrinted() {
        return printed.size() > 0;
    }

    /** What was printed since it was asked last. */
    final String printed() {
        String text = printed.toString(StandardCharsets.UTF_8).stripTrailing();
        printed.reset();
        return text;
    }

    /** Checks what the page shows as printed since the last check. */
    final void shows(String tag) {
        Shown.check(STACK.getCallerClass().getSimpleName() + "." + tag, printed());
    }

    /** Checks what the page shows. */
    final void showsText(String tag, String text) {
        Shown.check(STACK.getCallerClass().getSimpleName() + "." + tag, text);
    }

    /** Checks the SQL that the page shows, of the default dialect. */
    final void showsSql(String tag, Statement... statements) {
        Shown.check(
                STACK.getCallerClass().getSimpleName() + "." + tag,
                Arrays.stream(statements).map(Statement::toString).collect(Collectors.joining("\n\n")));
    }

    /** Checks the SQL that the page shows, of a dialect. */
    final void showsSql(String tag, Dialect dialect, Statement... statements) {
        Shown.check(
                STACK.getCallerClass().getSimpleName() + "." + tag,
                Arrays.stream(statements)
                        .map(statement -> statement.sql(dialect))
                        .collect(Collectors.joining("\n\n")));
    }
}
