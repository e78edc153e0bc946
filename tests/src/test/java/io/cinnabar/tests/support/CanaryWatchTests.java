package io.cinnabar.tests.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class CanaryWatchTests {
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @Test
    void seesASecretThatComesInParts() {
        PrintStream watched = CanaryWatch.watched("here", new PrintStream(console, true, UTF_8));
        watched.print("the password is ");
        watched.print(CanaryWatch.PASSWORD.substring(0, 5));
        watched.println(CanaryWatch.PASSWORD.substring(5));
        watched.println("and nothing else");
        assertThat(CanaryWatch.sightings()).containsExactly("here");
        assertThat(CanaryWatch.sightings()).isEmpty();
        assertThat(console.toString(UTF_8)).contains(CanaryWatch.PASSWORD, "nothing else");
    }

    @Test
    void watchesTheConsoleOfEveryTestClass() {
        assertThat(CanaryWatch.watched("again", System.out)).isSameAs(System.out);
        assertThat(CanaryWatch.watched("again", System.err)).isSameAs(System.err);
    }

    @Test
    void seesThePasswordInALogThatIsCaptured() {
        try (LogCapture log = LogCapture.of("io.cinnabar.tests.canary", Level.TRACE)) {
            LoggerFactory.getLogger("io.cinnabar.tests.canary").trace("connected with {}", CanaryWatch.PASSWORD);
            assertThat(log.messages()).hasSize(1);
        }
        assertThat(CanaryWatch.sightings()).containsExactly("the log io.cinnabar.tests.canary");
    }

    @Test
    void isThePasswordOfTheServer() {
        if (System.getenv(PostgresTestDatabase.URL_VARIABLE) == null) {
            assertThat(ConnectionFactoryOptions.parse(TestDatabase.postgres().url())
                            .getValue(ConnectionFactoryOptions.PASSWORD))
                    .hasToString(CanaryWatch.PASSWORD);
        }
    }
}
