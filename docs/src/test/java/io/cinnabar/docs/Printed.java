package io.cinnabar.docs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a chapter prints, which its page shows. */
public final class Printed {
    private final PrintStream console = System.out;
    private ByteArrayOutputStream text = new ByteArrayOutputStream();

    /** From now on, what is printed is kept. */
    public void start() {
        text = new ByteArrayOutputStream();
        System.setOut(new PrintStream(text, true, StandardCharsets.UTF_8));
    }

    /** From now on, what is printed goes to the console again. */
    public void stop() {
        System.setOut(console);
    }

    /** Checks that a page shows what was printed since the last check. */
    public void check(String name) {
        String shown = text.toString(StandardCharsets.UTF_8).stripTrailing();
        text.reset();
        Shown.check(name, shown);
    }
}
