package io.cinnabar.tests.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Collects what a logger, and those below it, write while it is open, whatever level is configured:
 *
 * <pre>{@code
 * try (LogCapture log = LogCapture.of("io.cinnabar.sql", org.slf4j.event.Level.DEBUG)) {
 *     …
 *     assertThat(log.messages()).anyMatch(line -> line.contains("SELECT"));
 * }
 * }</pre>
 *
 * What it collects does not reach the console.
 */
public final class LogCapture implements AutoCloseable {

    private final Logger logger;
    private final @Nullable Level levelBefore;
    private final boolean additiveBefore;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            Entry entry = Entry.of(event);
            entries.add(entry);
            // Not for the values: there are tests that show them on purpose.
            if ((entry.message() + entry.trace()).contains(CanaryWatch.PASSWORD)) {
                CanaryWatch.see("the log " + entry.logger(), CanaryWatch.PASSWORD);
            }
        }
    };

    private LogCapture(Logger logger, Level level) {
        this.logger = logger;
        this.levelBefore = logger.getLevel();
        this.additiveBefore = logger.isAdditive();
        appender.setContext(logger.getLoggerContext());
        appender.start();
        logger.setLevel(level);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    /** Opens a capture of {@code loggerName} at {@code level} and above. */
    public static LogCapture of(String loggerName, org.slf4j.event.Level level) {
        return new LogCapture((Logger) LoggerFactory.getLogger(loggerName), Level.convertAnSLF4JLevel(level));
    }

    /** All that was logged so far, in order. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The formatted messages logged so far, in order. */
    public List<String> messages() {
        return entries.stream().map(Entry::message).toList();
    }

    /** The formatted messages of one level. */
    public List<String> messages(org.slf4j.event.Level level) {
        return entries.stream()
                .filter(entry -> entry.level() == level)
                .map(Entry::message)
                .toList();
    }

    /** Forgets what was logged so far. */
    public void clear() {
        entries.clear();
    }

    /** Leaves the logger as it was. */
    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(additiveBefore);
        logger.setLevel(levelBefore);
        appender.stop();
    }

    /**
     * One line of the log, with the message formatted; {@code error} is the type and message of what was logged with
     * it, {@code trace} its stack trace.
     */
    public record Entry(
            String logger,
            org.slf4j.event.Level level,
            String thread,
            String message,
            @Nullable String error,
            String trace) {

        private static Entry of(ILoggingEvent event) {
            return new Entry(
                    event.getLoggerName(),
                    org.slf4j.event.Level.valueOf(event.getLevel().toString()),
                    event.getThreadName(),
                    event.getFormattedMessage(),
                    event.getThrowableProxy() == null
                            ? null
                            : event.getThrowableProxy().getClassName() + ": "
                                    + event.getThrowableProxy().getMessage(),
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }
}
