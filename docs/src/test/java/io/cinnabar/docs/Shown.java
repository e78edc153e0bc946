package io.cinnabar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Compares what pages show with what code gave. */
public final class Shown {
    private Shown() {}

    /**
     * Checks that the page shows something under a name. SQL may be broken into lines on the page; the times and the
     * server's version in a log or message may be others.
     */
    public static void check(String name, String actual) {
        Block block = Manual.blocks().stream()
                .filter(each -> each.isMarked("output", name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No page has a block <!-- output: " + name + " -->."));
        boolean isSql = block.language().equals("sql");
        if (isSame(block.text(), actual, isSql)) {
            return;
        }
        if (Manual.IS_UPDATING) {
            Manual.replace(block, isSql ? SqlLayout.lines(actual) : List.of(actual.split("\n", -1)));
            return;
        }
        assertThat(block.text()).as("%s shows %s", block.place(), name).isEqualTo(actual);
    }

    private static boolean isSame(String shown, String actual, boolean isSql) {
        return normal(shown, isSql).equals(normal(actual, isSql));
    }

    private static String normal(String text, boolean isSql) {
        return isSql
                ? text.replaceAll("\\s+", " ")
                        .replace("( ", "(")
                        .replace(" )", ")")
                        .strip()
                : text.replaceAll("\\d+\\.\\d+ (ms|s)\\b", "N $1").stripTrailing();
    }
}
