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

    /** Looks through a text that somebody could read; says whether there is a secret in it. */
    public static boolean see(String where, String text) {
        boolean isShown = text.contains(PASSWORD) || text.contains(VALUE);
        if (isShown) {
            SIGHTINGS.add(where);
        }
        return isShown;
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
            super(new Passing(name, stream), true, UTF_8);
        }
    }

    /** Looks at each part together with the end of what came before, as a secret may come in parts. */
    private static final class Passing extends OutputStream {
        private static final int LONGEST = Math.max(PASSWORD.length(), VALUE.length());

        private final String name;
        private final PrintStream stream;
        private String before = "";

        Passing(String name, PrintStream stream) {
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
            String text = before + new String(bytes, offset, length, UTF_8);
            before = see(name, text) ? "" : text.substring(Math.max(0, text.length() - LONGEST));
        }

        @Override
        public void flush() {
            stream.flush();
        }
    }
}
