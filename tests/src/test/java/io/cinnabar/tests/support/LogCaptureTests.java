package io.cinnabar.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class LogCaptureTests {

    private final Logger logger = LoggerFactory.getLogger("io.cinnabar.tests.capture.below");

    @Test
    void collectsFormattedMessagesFromLevelUp() {
        try (LogCapture log = LogCapture.of("io.cinnabar.tests.capture", Level.DEBUG)) {
            logger.trace("not {}", "this");
            logger.debug("but {}", "this");
            logger.warn("and this", new IllegalStateException("broken"));

            assertThat(log.messages()).containsExactly("but this", "and this");
            assertThat(log.messages(Level.WARN)).containsExactly("and this");
            assertThat(log.entries().get(1).error()).isEqualTo("java.lang.IllegalStateException: broken");
        }
    }

    @Test
    void leavesLoggerAsItWas() {
        LogCapture.of("io.cinnabar.tests.capture", Level.TRACE).close();

        assertThat(logger.isDebugEnabled()).isFalse();
    }
}
