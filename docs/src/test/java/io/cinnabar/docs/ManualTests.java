package io.cinnabar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each block of code of a page is compiled and run, and each output that a page shows is asserted. */
class ManualTests {
    private static final Set<String> TESTED = Set.of("java", "sql", "text");
    private static final Set<String> FREE = Set.of("bash", "groovy", "ini", "xml");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern MODULE = Pattern.compile("<artifactId>cinnabar-([\\w-]+)</artifactId>");

    @Test
    void knowsTheLanguageOfEachBlock() {
        assertThat(Manual.blocks())
                .allSatisfy(block -> assertThat(block.language())
                        .as("language of %s", block.place())
                        .isIn(TESTED.contains(block.language()) ? TESTED : FREE));
    }

    @Test
    void showsCodeThatIsTested() {
        Map<String, List<String>> snippets = Snippets.all();
        var wrong = new ArrayList<String>();
        for (Block block : Manual.blocks()) {
            if (!block.language().equals("java")) {
                continue;
            }
            Block.Marker marker = block.marker();
            List<String> code = marker == null || !marker.kind().equals("code") ? null : snippets.get(marker.name());
            if (code == null) {
                wrong.add(block.place() + " is no snippet of a test: " + marker);
            } else if (!code.equals(block.lines()) && !Manual.IS_UPDATING) {
                wrong.add(block.place() + " differs from " + marker.name());
            }
        }
        assertThat(wrong)
                .as("blocks of code (mvn -pl docs -am test -Dcinnabar.docs.update=true writes them)")
                .isEmpty();
    }

    @Test
    void writesCodeWhenAsked() {
        if (!Manual.IS_UPDATING) {
            return;
        }
        Map<String, List<String>> snippets = Snippets.all();
        // One after the other, as each change moves the lines of the blocks behind it.
        for (int index = 0; index < Manual.blocks().size(); index++) {
            Block block = Manual.blocks().get(index);
            Block.Marker marker = block.marker();
            if (marker != null && marker.kind().equals("code") && snippets.containsKey(marker.name())) {
                Manual.replace(block, snippets.get(marker.name()));
            }
        }
    }

    @Test
    void showsOutputThatIsAsserted() {
        for (Block block : Manual.blocks()) {
            if (!Set.of("sql", "text").contains(block.language())) {
                continue;
            }
            Block.Marker marker = block.marker();
            assertThat(marker).as("marker of %s", block.place()).isNotNull();
            assertThat(marker.kind()).as("marker of %s", block.place()).isEqualTo("output");
            assertThat(Snippets.source(marker.file()))
                    .as("source of the output %s", block.place())
                    .containsPattern("shows\\w*\\(\\s*\"" + Pattern.quote(marker.tag()) + "\"");
        }
    }

    @Test
    void givesEachOutputANameOfItsOwn() {
        var names = new HashSet<String>();
        for (Block block : Manual.blocks()) {
            Block.Marker marker = block.marker();
            if (marker != null && marker.kind().equals("output")) {
                assertThat(names.add(marker.name()))
                        .as("the name of %s is used once", block.place())
                        .isTrue();
            }
        }
    }

    @Test
    void showsEverySnippet() {
        Set<String> shown = new HashSet<>();
        for (Block block : Manual.blocks()) {
            Block.Marker marker = block.marker();
            if (marker != null && marker.kind().equals("code")) {
                shown.add(marker.name());
            }
        }
        assertThat(shown).containsAll(Snippets.all().keySet());
    }

    @Test
    void linksToWhatIsThere() {
        for (Path page : Manual.files()) {
            LINK.matcher(Manual.text(page)).results().map(link -> link.group(1)).forEach(target -> {
                if (!target.startsWith("https://")) {
                    assertThat(Files.exists(page.resolveSibling(target)))
                            .as("link of %s to %s", Manual.ROOT.relativize(page), target)
                            .isTrue();
                }
            });
        }
    }

    @Test
    void namesModulesThatAreThere() {
        for (Block block : Manual.blocks()) {
            if (block.language().equals("xml")) {
                MODULE.matcher(block.text())
                        .results()
                        .forEach(module -> assertThat(Manual.ROOT.resolve(module.group(1) + "/pom.xml"))
                                .as("module of %s", block.place())
                                .exists());
            }
        }
    }
}
