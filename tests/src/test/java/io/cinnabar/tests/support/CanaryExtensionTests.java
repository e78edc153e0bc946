package io.cinnabar.tests.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes that show a secret, as the build would run them. */
class CanaryExtensionTests {

    /** The password on the standard output, without an end of the line. */
    static class ToldOnStandardOutput {
        @Test
        void tells() {
            System.out.print("the password is " + CanaryWatch.PASSWORD);
        }
    }

    /** A value on the standard error. */
    static class ToldOnStandardError {
        @Test
        void tells() {
            System.err.println("the value is " + CanaryWatch.VALUE);
        }
    }

    /** The password in what has caused the error of a test. */
    static class ToldByAnError {
        @Test
        void tells() {
            throw new IllegalStateException(
                    "it failed", new IllegalArgumentException("the password is " + CanaryWatch.PASSWORD));
        }
    }

    /** The password in the error of what comes before the tests. */
    static class ToldBeforeTheTests {
        @BeforeAll
        static void tells() {
            throw new IllegalStateException("the password is " + CanaryWatch.PASSWORD);
        }

        @Test
        void neverRuns() {}
    }

    /** No secret anywhere. */
    static class ToldNothing {
        @Test
        void tells() {
            System.out.println("the password is not told");
        }
    }

    private static Stream<Arguments> classes() {
        return Stream.of(
                Arguments.of(ToldOnStandardOutput.class, "standard output"),
                Arguments.of(ToldOnStandardError.class, "standard error"),
                Arguments.of(ToldByAnError.class, "the error of tells()"),
                Arguments.of(ToldBeforeTheTests.class, "the error of CanaryExtensionTests$ToldBeforeTheTests"));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void failsAClassInWhichASecretIsShown(Class<?> tested, String place) {
        assertThat(failuresOf(tested)).anyMatch(failure -> failure.contains("A secret was shown: [" + place));
        assertThat(CanaryWatch.sightings()).isEmpty();
    }

    @Test
    void letsOthersPass() {
        assertThat(failuresOf(ToldNothing.class)).isEmpty();
    }

    /** The failures of the class itself, with a console of its own. */
    private static List<String> failuresOf(Class<?> tested) {
        var failures = new ArrayList<String>();
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
        System.setErr(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
        try {
            // Without the listeners of the session, which has begun already.
            var config = LauncherConfig.builder()
                    .enableLauncherSessionListenerAutoRegistration(false)
                    .enableTestExecutionListenerAutoRegistration(false)
                    .build();
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(tested))
                    .build();
            LauncherFactory.create(config).execute(request, new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    if (test.isContainer()) {
                        result.getThrowable().ifPresent(failure -> failures.add(everythingOf(failure)));
                    }
                }
            });
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return failures;
    }

    private static String everythingOf(Throwable failure) {
        return failure + " " + List.of(failure.getSuppressed());
    }
}
