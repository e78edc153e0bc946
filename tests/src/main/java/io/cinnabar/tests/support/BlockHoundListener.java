package io.cinnabar.tests.support;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import reactor.blockhound.BlockHound;

/**
 * Installs BlockHound before the first test of a JVM; found through {@code META-INF/services}. Not where tests are only
 * looked for, as Maven does in its own JVM to deal them out.
 */
public final class BlockHoundListener implements TestExecutionListener {

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        BlockHound.install();
    }
}
