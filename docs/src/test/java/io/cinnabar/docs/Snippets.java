package io.cinnabar.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parts of this module's tests that pages show: between {@code // tag::name} and {@code // end::name}. */
final class Snippets {
    private static final Path SOURCES = Manual.ROOT.resolve("docs/src/test/java");
    private static final Pattern TAG = Pattern.compile("\\s*// (tag|end)::([\\w-]+)");

    private Snippets() {}

    /** All snippets by the name of their file and their tag. */
    static Map<String, List<String>> all() {
        var snippets = new TreeMap<String, List<String>>();
        for (Path source : sources()) {
            String file = source.getFileName().toString().replace(".java", "");
            List<String> lines = Manual.lines(source);
            for (int index = 0; index < lines.size(); index++) {
                Matcher tag = TAG.matcher(lines.get(index));
                if (tag.matches() && tag.group(1).equals("tag")) {
                    String name = file + "." + tag.group(2);
                    if (snippets.put(name, from(lines, index + 1, tag.group(2))) != null) {
                        throw new IllegalStateException("There are two snippets " + name + ".");
                    }
                }
            }
        }
        return snippets;
    }

    /** The source with a name, as text; empty where there is none. */
    static String source(String file) {
        return sources().stream()
                .filter(source -> source.getFileName().toString().equals(file + ".java"))
                .map(Manual::text)
                .findFirst()
                .orElse("");
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> from(List<String> lines, int start, String name) {
        var snippet = new ArrayList<String>();
        for (String line : lines.subList(start, lines.size())) {
            Matcher tag = TAG.matcher(line);
            if (!tag.matches()) {
                snippet.add(line);
            } else if (tag.group(2).equals(name)) {
                return withoutIndentation(snippet);
            }
        }
        throw new IllegalStateException("The snippet '" + name + "' has no end.");
    }

    private static List<String> withoutIndentation(List<String> lines) {
        int indentation = lines.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return lines.stream()
                .map(line -> line.isBlank() ? "" : line.substring(indentation))
                .toList();
    }
}
