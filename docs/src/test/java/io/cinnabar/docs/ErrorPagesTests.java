package io.cinnabar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.error.ErrorCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each code has a page, and each page a code. */
class ErrorPagesTests {
    private static final Path FOLDER = Manual.ROOT.resolve("docs/errors");

    @Test
    void hasAPageForEachCodeAndNoOther() {
        List<String> pages = Manual.files().stream()
                .filter(file -> file.startsWith(FOLDER))
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .toList();
        assertThat(pages)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ErrorCode.values())
                        .map(code -> code.id() + ".md")
                        .toList());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(ErrorCode.class)
    void explainsTheCode(ErrorCode code) {
        Path page = Manual.ROOT.resolve(code.documentation());
        List<String> lines = Manual.lines(page);
        assertThat(lines.get(0)).startsWith("# " + code.id() + ": ");
        assertThat(lines).anyMatch(line -> line.startsWith("`ErrorCode." + code.name() + "`"));
        assertThat(lines).contains("## Why", "## What to do");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(ErrorCode.class)
    void showsAMessage(ErrorCode code) {
        List<Block> examples = Manual.blocks(Manual.ROOT.resolve(code.documentation()));
        assertThat(examples).singleElement().satisfies(example -> {
            assertThat(example.marker()).isNotNull();
            assertThat(example.marker().tag()).isEqualTo(code.id());
            assertThat(example.text()).endsWith("[" + code.id() + "]");
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(ErrorCode.class)
    void listsTheCode(ErrorCode code) {
        assertThat(Manual.text(FOLDER.resolve("README.md"))).contains("[" + code.id() + "](" + code.id() + ".md)");
    }
}
