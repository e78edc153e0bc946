package io.cinnabar.tests.reliability;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Names that want to be SQL: the corpus of section I, and others that are put together from its letters. */
final class HostileNames {
    private static final List<String> CORPUS = List.of(
            "'",
            "\"",
            "`",
            "\\",
            "\\'",
            "''",
            "\"\"",
            ";--",
            "/* */",
            "*/",
            "$$",
            "$tag$",
            "?",
            "?1",
            "$1",
            ":x",
            "%",
            "%(x)s",
            "{0}",
            "--\n",
            "#",
            "\n",
            "\u02BC",
            "\uFF07",
            "\u7F27",
            "select",
            "user",
            "\"a\"",
            "`a`",
            "a\".\"b",
            "a.b",
            " ",
            "a ",
            "A",
            "a",
            "1a",
            "\t",
            "\u200B",
            "\uD83D\uDE00",
            "x\"; DROP TABLE canary; --",
            "x'; DROP TABLE canary; --",
            "x\"); DROP TABLE canary; --");

    private static final String LETTERS = "aAbB01\"\"'`\\;-$?:. %/*\n\u00E9\uFF07";

    private HostileNames() {}

    /** The corpus, and names of random letters that are no longer than a database takes. */
    static List<String> all(long seed, int random) {
        var numbers = new Random(seed);
        return Stream.concat(
                        CORPUS.stream(), Stream.generate(() -> random(numbers)).limit(random))
                .distinct()
                .toList();
    }

    private static String random(Random numbers) {
        var name = new StringBuilder();
        for (int length = 1 + numbers.nextInt(20); length > 0; length--) {
            name.append(LETTERS.charAt(numbers.nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
