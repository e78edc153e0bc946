package io.cinnabar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of features names tests that exist, and leaves no row of the areas out that it lists whole. */
class FeaturesTests {
    private static final Path PAGE = Manual.ROOT.resolve("docs/features.md");
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+-\\d{3}) \\| (.+?) \\| (.+?) \\| (.+) \\|");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Tests|Suite|Chapter|Guide))(?:#(\\w+))?`");
    private static final Map<String, Integer> WHOLE = Map.ofEntries(
            Map.entry("ENG", 52),
            Map.entry("EXO", 16),
            Map.entry("RES", 40),
            Map.entry("CACHE", 14),
            Map.entry("BATCH", 15),
            Map.entry("LOG", 13),
            Map.entry("ERR", 18),
            Map.entry("DIAL", 14),
            Map.entry("POOL", 32),
            Map.entry("CONN", 36),
            Map.entry("EVT", 20),
            Map.entry("MAP", 56),
            Map.entry("ATTR", 28),
            Map.entry("REL", 63),
            Map.entry("CASC", 17),
            Map.entry("LOAD", 41),
            Map.entry("SESS", 55),
            Map.entry("STATE", 18),
            Map.entry("UOW", 28),
            Map.entry("VERS", 9),
            Map.entry("AIO", 31));

    private record Feature(String id, String state, String proof) {
        List<MatchResult> tests() {
            return TEST.matcher(proof).results().toList();
        }
    }

    private static List<Feature> features() {
        return Manual.lines(PAGE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Feature(row.group(1), row.group(3), row.group(4)))
                .toList();
    }

    @Test
    void hasEachRowOnce() {
        var ids = new HashSet<String>();
        assertThat(features())
                .allSatisfy(feature ->
                        assertThat(ids.add(feature.id())).as(feature.id()).isTrue());
        WHOLE.forEach((area, count) -> assertThat(ids)
                .containsAll(IntStream.rangeClosed(1, count)
                        .mapToObj(number -> "%s-%03d".formatted(area, number))
                        .toList()));
    }

    @Test
    void knowsFourStates() {
        assertThat(features())
                .allSatisfy(
                        feature -> assertThat(feature.state()).as(feature.id()).isIn("done", "partly", "not", "n.a."));
    }

    @Test
    void namesATestForWhatIsDone() {
        assertThat(features())
                .filteredOn(feature -> feature.state().equals("done"))
                .allSatisfy(
                        feature -> assertThat(feature.tests()).as(feature.id()).isNotEmpty());
    }

    @Test
    void namesTestsThatExist() {
        Map<String, String> sources = sources();
        for (Feature feature : features()) {
            for (MatchResult test : feature.tests()) {
                assertThat(sources).as("test class of %s", feature.id()).containsKey(test.group(1));
                if (test.group(2) != null) {
                    assertThat(sources.get(test.group(1)))
                            .as("test of %s", feature.id())
                            .contains(" void " + test.group(2) + "(");
                }
            }
        }
    }

    private static Map<String, String> sources() {
        var sources = new HashMap<String, String>();
        try (Stream<Path> modules = Files.list(Manual.ROOT)) {
            for (Path module : modules.toList()) {
                for (String folder : List.of("src/test/java", "src/main/java")) {
                    if (Files.isDirectory(module.resolve(folder))) {
                        collect(module.resolve(folder), sources);
                    }
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return sources;
    }

    private static void collect(Path folder, Map<String, String> sources) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().matches(".*(Tests|Suite|Chapter|Guide)\\.java"))
                    .forEach(file -> sources.merge(
                            file.getFileName().toString().replace(".java", ""),
                            Manual.text(file),
                            String::concat)); // two modules can name a class alike
        }
    }
}
