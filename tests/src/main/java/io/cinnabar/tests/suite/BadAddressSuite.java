package io.cinnabar.tests.suite;

import static io.cinnabar.sql.Sql.literal;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.core.PoolOptions;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.tests.support.LogCapture;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.Level;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Addresses that lead nowhere or cannot be read: each gives one clear error, without the password. */
public abstract class BadAddressSuite extends DialectSuite {
    private static final String SECRET = "canary-7f3a";

    private static final EngineOptions IMPATIENT =
            EngineOptions.DEFAULT.withPool(PoolOptions.DEFAULT.withAcquireTimeout(Duration.ofSeconds(15)));

    /** A suite on a database. */
    protected BadAddressSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** The address of a database that is there, with a password that is not the right one. */
    protected abstract DatabaseUrl withWrongPassword(String password);

    /** URLs that nobody can read, or whose driver nobody has. */
    static Stream<String> malformed() {
        return Stream.of(
                        "",
                        " ",
                        "SECRET",
                        "postgresql://user:SECRET@localhost/shop",
                        "jdbc:postgresql://user:SECRET@localhost/shop",
                        "R2DBC:postgresql://user:SECRET@localhost/shop",
                        " r2dbc:postgresql://user:SECRET@localhost/shop",
                        "r2dbc:",
                        "r2dbc:postgresql",
                        "r2dbc:postgresql:user:SECRET@localhost",
                        "r2dbc://user:SECRET@localhost/shop",
                        "r2dbc:postgresql://user:SECRET@localhost:port/shop",
                        "r2dbc:postgresql://user:SECRET@localhost:99999999999/shop",
                        "r2dbc:postgresql://user:SECRET@localhost:0/shop",
                        "r2dbc:postgresql://user:SECRET@localhost:70000/shop",
                        "r2dbc:postgresql:failover://user:SECRET@one:5432,two:port/shop",
                        "r2dbc:postgresql://user:a SECRET@localhost/shop",
                        "r2dbc:postgresql://user:SECRET%@localhost/shop",
                        "r2dbc:postgresql://user:SECRET%zz@localhost/shop",
                        "r2dbc:postgresql://user:[SECRET]@localhost/shop",
                        "r2dbc:postgresql://user:SECRET{}@localhost/shop",
                        "r2dbc:postgresql://user:SECRET@[::1/shop",
                        "r2dbc:postgresql://user:SECRET@localhost/shop?a=%",
                        "r2dbc:postgresql://user:SECRET@/shop",
                        "r2dbc:pool:postgresql://user:SECRET@localhost/shop",
                        "r2dbc:nosuchdriver://user:SECRET@localhost/shop",
                        "r2dbc:postgresql://user:SECRET@localhost/shop?noSuchOption=SECRET",
                        "r2dbc:postgresql://user:SECRET@localhost/shop?tcpKeepAlive=SECRET",
                        "r2dbc:postgresql://user:SECRET@localhost/shop?sslMode=SECRET",
                        "r2dbc:h2:nosuch:///SECRET",
                        "r2dbc:h2://user:SECRET@localhost/shop")
                .map(url -> url.replace("SECRET", SECRET));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    final void explainsAUrlThatCannotBeUsedWithoutItsPassword(String url) {
        try (LogCapture log = LogCapture.of("io", Level.TRACE)) {
            assertThatThrownBy(() -> Engine.create(url, IMPATIENT))
                    .isInstanceOfSatisfying(CinnabarException.class, failure -> {
                        assertThat(failure.code())
                                .isIn(ErrorCode.URL_MALFORMED, ErrorCode.DIALECT_NOT_FOUND, ErrorCode.OPTION_INVALID);
                        assertThat(everythingOf(failure)).doesNotContain(SECRET);
                        assertThat(failure.getMessage())
                                .hasSizeGreaterThan(40)
                                .contains(failure.code().id());
                    });
            assertThat(log.entries().toString()).doesNotContain(SECRET);
        }
    }

    private static String everythingOf(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return failure + text.toString();
    }

    @Test
    final void saysWhatIsWrongWithAUrl() {
        assertThatThrownBy(() -> Engine.create("postgresql://localhost/shop"))
                .hasMessageContaining("must start with 'r2dbc:'");
        assertThatThrownBy(() -> Engine.create("r2dbc:pool:postgresql://localhost/shop"))
                .hasMessageContaining("has a pool of its own");
    }

    @Test
    final void namesTheDriversThatThereAre() {
        assertThatThrownBy(() -> Engine.create("r2dbc:nosuchdriver://localhost/shop"))
                .hasMessageContainingAll("'nosuchdriver'", "h2", "postgresql", "cinnabar-dialect-");
    }

    @Test
    final void hidesThePasswordWhereverAnAddressIsShown() {
        DatabaseUrl url = DatabaseUrl.of("postgresql", "localhost", 1, "shop")
                .withUser("user")
                .withPassword(SECRET)
                .withOption("applicationName", SECRET);
        Engine shown = Engine.create(url, EngineOptions.DEFAULT);
        assertThat(url + " " + shown + " " + shown.url()).doesNotContain(SECRET).contains("user:***@localhost:1/shop");
        StepVerifier.create(shown.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void explainsAWrongPasswordWithoutIt() {
        try (LogCapture log = LogCapture.of("io", Level.TRACE)) {
            Engine locked = Engine.create(withWrongPassword(SECRET), IMPATIENT);
            StepVerifier.create(locked.connect(connection -> connection.scalar(select(literal(1)))))
                    .expectErrorSatisfies(failure -> {
                        assertThat(failure)
                                .isInstanceOfSatisfying(ConnectionFailedException.class, refusal -> {
                                    assertThat(refusal.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
                                    assertThat(refusal.isRetryable()).isFalse();
                                })
                                .hasMessageContaining("Check the user name");
                        assertThat(everythingOf(failure)).doesNotContain(SECRET);
                    })
                    .verify(DEADLINE);
            PoolProbe.expectIdle(locked, DEADLINE);
            StepVerifier.create(locked.close()).expectComplete().verify(DEADLINE);
            assertThat(log.entries().toString()).doesNotContain(SECRET);
        }
    }

    @Test
    final void explainsADatabaseThatIsNotThere() {
        Engine nowhere = Engine.create(Addressing.unreachable(database), IMPATIENT);
        StepVerifier.create(nowhere.connect(connection -> Mono.just(1)))
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(ConnectionFailedException.class, refusal -> {
                            assertThat(refusal.code()).isEqualTo(ErrorCode.CONNECTION_FAILED);
                            assertThat(refusal.isRetryable()).isTrue();
                            assertThat(refusal.sql()).isNull();
                        }))
                .verify(DEADLINE);
        PoolProbe.expectIdle(nowhere, DEADLINE);
        StepVerifier.create(nowhere.close()).expectComplete().verify(DEADLINE);
    }

    @Test
    final void eachAttemptIsANewOne() {
        Engine nowhere = Engine.create(Addressing.unreachable(database), IMPATIENT);
        Mono<Integer> work = nowhere.connect(connection -> Mono.just(1));
        for (int attempt = 0; attempt < 20; attempt++) {
            StepVerifier.create(work)
                    .expectError(ConnectionFailedException.class)
                    .verify(DEADLINE);
        }
        PoolProbe.expectIdle(nowhere, DEADLINE);
        StepVerifier.create(nowhere.close()).expectComplete().verify(DEADLINE);
    }
}
