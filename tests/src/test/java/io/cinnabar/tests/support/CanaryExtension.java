package io.cinnabar.tests.support;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * L02: fails each test class in which a secret came to the console, into a log, or into the error of a test. Registered
 * for all of them through {@code META-INF/services}.
 */
public final class CanaryExtension implements BeforeAllCallback, AfterAllCallback, TestWatcher {

    @Override
    public void beforeAll(ExtensionContext context) {
        System.setOut(CanaryWatch.watched("standard output", System.out));
        System.setErr(CanaryWatch.watched("standard error", System.err));
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable failure) {
        see(context, failure);
    }

    private static void see(ExtensionContext context, Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        CanaryWatch.see("the error of " + context.getDisplayName(), text.toString());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // That of a method that runs once for the class, which is no test.
        context.getExecutionException().ifPresent(failure -> see(context, failure));
        List<String> sightings = CanaryWatch.sightings();
        if (!sightings.isEmpty()) {
            throw new AssertionError("A secret was shown: " + sightings);
        }
    }
}
