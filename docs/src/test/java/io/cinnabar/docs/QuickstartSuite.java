package io.cinnabar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.tests.support.TestDatabaseUrl;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The program of the README prints what its comment says. */
abstract class QuickstartSuite {

    @Test
    void printsWhatTheCommentSays(TestDatabaseUrl database) {
        PrintStream console = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Quickstart.run(database.url());
        } finally {
            System.setOut(console);
        }
        String lines = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("\\d+ \\w+")) // and not what another test's engine logs meanwhile
                .collect(Collectors.joining("\n"));
        assertThat(lines).isEqualTo("1 sandy");
        assertThat(String.join("\n", Snippets.all().get("Quickstart.program"))).contains("// " + lines);
    }
}
