package io.cinnabar.tests.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Secrets that nothing may ever print, and what has printed one all the same. The password is that of the test's
 * servers, the value is bound by tests; the whole output of a test run is looked through for both of them.
 */
public final class CanaryWatch {
    /** The password of the administrator of the test's servers. It stands in their URLs as it is. */
    public static final String PASSWORD = "canary-pw-8c1f40d7";

    /** A value to be bound where it must not be shown. */
    public static final String VALUE = "canary-value-52e9b3aa";

    private static final Queue<String> SIGHTINGS = new ConcurrentLinkedQueue<>();

    private CanaryWatch() {}

    /** Looks through a text that somebody could read. */
    public static void see(String where, String text) {
        if (text.contains(PASSWORD) || text.contains(VALUE)) {
            SIGHTINGS.add(where);
        }
    }

    /** Where a secret has been seen since this was last asked. */
    public static List<String> sightings() {
        List<String> all = List.copyOf(SIGHTINGS);
        SIGHTINGS.removeAll(all);
        return all;
    }

    /** A stream that passes everything on and looks through it. */
    public static PrintStream watched(String name, PrintStream stream) {
        return stream instanceof Watched ? stream : new Watched(name, stream);
    }

    private static final class Watched extends PrintStream {
        Watched(String name, PrintStream stream) {
            super(new Lines(name, stream), true, UTF_8);
        }
    }

    /** Looks at whole lines, as a secret may come in parts. */
    private static final class Lines extends OutputStream {
        private static final int LONGEST = 100_000;

        private final String name;
        private final PrintStream stream;
        private final StringBuilder line = new StringBuilder();

        Lines(String name, PrintStream stream) {
            this.name = name;
            this.stream = stream;
        }

        @Override
        public void write(int character) {
            write(new byte[] {(byte) character}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            stream.write(bytes, offset, length);
            String text = new String(bytes, offset, length, UTF_8);
            line.append(text);
            if (text.contains("\n") || line.length() > LONGEST) {
                see(name, line.toString());
                line.setLength(0);
            }
        }

        @Override
        public void flush() {
            stream.flush();
        }
    }
}
