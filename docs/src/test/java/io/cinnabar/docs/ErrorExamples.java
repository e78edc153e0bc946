package io.cinnabar.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.docs.tutorial.Addresses;
import io.cinnabar.docs.tutorial.Users;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.schema.MetaData;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.time.Duration;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.reactivestreams.Publisher;

/** Brings about the errors that the pages of the error codes show. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ErrorExamples {
    static final Duration DEADLINE = Duration.ofSeconds(30);

    final MetaData metadata = new MetaData();
    final Users users = new Users(metadata);
    final Addresses addresses = new Addresses(metadata);
    final String url;
    final Engine engine;

    ErrorExamples(TestDatabaseUrl database) {
        this.url = database.url();
        this.engine = Engine.create(url);
    }

    @BeforeAll
    final void createTables() {
        engine.connect(connection -> connection.createAll(metadata)).block(DEADLINE);
    }

    @AfterAll
    final void close() {
        engine.close().block(DEADLINE);
    }

    /** Checks that work on a connection fails with a code, and that the code's page shows the message. */
    final void showsFailure(String code, Function<Connection, ? extends Publisher<?>> work) {
        shows(
                code,
                () -> engine.connectMany(connection -> (Publisher<?>) work.apply(connection))
                        .blockLast(DEADLINE));
    }

    /** Checks that an action fails with a code, and that the code's page shows the message. */
    final void shows(String code, ThrowingCallable action) {
        Throwable failure = catchThrowable(action);
        assertThat(failure).as(code).isInstanceOf(CinnabarException.class);
        assertThat(((CinnabarException) failure).code().id())
                .as(failure.getMessage())
                .isEqualTo(code);
        Shown.check(getClass().getSimpleName() + "." + code, failure.getMessage());
    }
}
