package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.tests.support.TestDatabaseUrl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Results that are greater than the memory of their reader, which is a JVM of its own. */
abstract class SmallHeapSuite extends ReliabilitySuite {
    static final int HEAP = 64;
    /** With the text of each row, several times the heap. */
    private static final int ROWS = ReliabilityBench.times(60_000, 10_000_000);

    /** The length of the text of a row. */
    static final int TEXT = ReliabilityBench.times(2_000, 200);

    private static final int SLOW_ROWS = ReliabilityBench.times(500, 60_000);

    SmallHeapSuite(TestDatabaseUrl database) {
        super(database);
    }

    /** Rows of a number and a text of {@link #TEXT} characters and more, as many as {@code :n} says. */
    abstract String rows();

    /** The address of a database for the other JVM. */
    abstract String address();

    final ChildJvm start(String work, String sql, long rows) {
        return ChildJvm.start(
                SmallHeapReader.class, HEAP, work, address(), sql, Long.toString(rows), Integer.toString(SLOW_ROWS));
    }

    /** Checks how the server waits for a reader that has stopped to read. */
    void expectSuspended() {}

    @Test
    @DisplayName("F01 a stream of more rows than fit into memory, for a slow reader")
    final void streamsMoreThanFits() {
        try (ChildJvm reader = start("stream", rows(), ROWS)) {
            reader.await("paused");
            expectSuspended();
            reader.goOn();
            assertThat(reader.await("read")).isEqualTo("read " + ROWS);
            assertThat(reader.endsWell()).isTrue();
        }
    }

    @Test
    @DisplayName("F01 the same rows do not fit into the memory of that reader")
    final void collectedRowsDoNotFit() {
        try (ChildJvm reader = start("collect", rows(), Math.min(ROWS, 1_000_000))) {
            assertThat(reader.endsWell()).isFalse();
        }
    }
}
