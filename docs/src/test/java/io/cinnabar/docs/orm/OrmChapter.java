package io.cinnabar.docs.orm;

import io.cinnabar.core.Engine;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.core.event.StatementOutcome;
import io.cinnabar.docs.Printed;
import io.cinnabar.mapping.Mappings;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The code of a chapter on mapped classes, on a database with two users and three addresses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OrmChapter {
    static final Duration DEADLINE = Duration.ofSeconds(30);

    final Mappings mappings = Mappings.of(User.class, Address.class, Team.class);
    final String url;
    final Engine engine;
    final SessionFactory sessions;

    private final Printed printed = new Printed();
    private Disposable listening = () -> {};

    OrmChapter(TestDatabaseUrl database) {
        this.url = database.url();
        this.engine = Engine.create(url);
        this.sessions = SessionFactory.create(engine, mappings);
    }

    @BeforeEach
    final void startAnew() {
        engine.connect(connection ->
                        connection.dropAll(mappings.metadata()).then(connection.createAll(mappings.metadata())))
                .block(DEADLINE);
        sessions.withTransaction(session -> {
                    var spongebob = new User("spongebob", "Spongebob Squarepants");
                    spongebob.addAddress("spongebob@example.org");
                    var sandy = new User("sandy", "Sandy Cheeks");
                    sandy.addAddress("sandy@example.org");
                    sandy.addAddress("squirrel@example.com");
                    session.add(spongebob);
                    session.add(sandy);
                    return Mono.empty();
                })
                .block(DEADLINE);
        printed.start();
    }

    /** Prints the SQL that is sent from now on. */
    final void printStatements() {
        listening = engine.listen(new EngineListener() {
            @Override
            public Mono<Void> afterExecute(StatementEvent event, StatementOutcome outcome) {
                System.out.println(event.sql());
                return Mono.empty();
            }
        });
    }

    @AfterEach
    final void stopPrinting() {
        listening.dispose();
        printed.stop();
    }

    @AfterAll
    final void close() {
        engine.close().block(DEADLINE);
    }

    /** Checks what the page shows as printed since the last check. */
    final void shows(String tag) {
        showsAs(getClass().getSuperclass().getSimpleName() + "." + tag);
    }

    /** Checks what a page shows under a name as printed since the last check. */
    final void showsAs(String name) {
        printed.check(name);
    }
}
