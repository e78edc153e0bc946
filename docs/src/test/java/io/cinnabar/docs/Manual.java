package io.cinnabar.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pages of the manual: README.md and what is under docs. A comment above a block says where its contents come from:
 * {@code <!-- code: StatementChapter.join -->} or {@code <!-- output: StatementChapter.join -->}.
 *
 * <p>With {@code -Dcinnabar.docs.update=true} the tests write the blocks instead of comparing them.
 */
final class Manual {
    static final Path ROOT = root();
    static final boolean IS_UPDATING = Boolean.getBoolean("cinnabar.docs.update");

    private static final Pattern MARKER = Pattern.compile("<!-- (code|output): (\\w+\\.[\\w-]+) -->");

    private Manual() {}

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return here.endsWith("docs") ? here.getParent() : here;
    }

    /** The files, in the order of their names. */
    static List<Path> files() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            Stream<Path> pages = docs.filter(
                    file -> file.toString().endsWith(".md") && !file.startsWith(ROOT.resolve("docs/target")));
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String text(Path file) {
        return String.join("\n", lines(file));
    }

    /** The blocks of all pages. */
    static List<Block> blocks() {
        return files().stream().flatMap(file -> blocks(file).stream()).toList();
    }

    /** The blocks of a page. */
    static List<Block> blocks(Path file) {
        List<String> lines = lines(file);
        var blocks = new ArrayList<Block>();
        for (int start = 0; start < lines.size(); start++) {
            if (!lines.get(start).startsWith("```")) {
                continue;
            }
            int end = start + 1;
            while (!lines.get(end).equals("```")) {
                end++;
            }
            String language = lines.get(start).substring(3);
            Block.Marker marker = start == 0 ? null : marker(lines.get(start - 1));
            blocks.add(new Block(file, start, language, marker, List.copyOf(lines.subList(start + 1, end))));
            start = end;
        }
        return blocks;
    }

    private static Block.@Nullable Marker marker(String line) {
        Matcher matcher = MARKER.matcher(line);
        return matcher.matches() ? new Block.Marker(matcher.group(1), matcher.group(2)) : null;
    }

    /** Writes the contents of a block. */
    static void replace(Block block, List<String> contents) {
        if (contents.equals(block.lines())) {
            return;
        }
        var lines = new ArrayList<>(lines(block.page()));
        lines.subList(block.fence() + 1, block.fence() + 1 + block.lines().size())
                .clear();
        lines.addAll(block.fence() + 1, contents);
        try {
            Files.writeString(block.page(), String.join("\n", lines) + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
