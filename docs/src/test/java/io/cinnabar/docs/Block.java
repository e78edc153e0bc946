package io.cinnabar.docs;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fenced block of a page.
 *
 * @param page the file
 * @param fence the index of the line that opens the block
 * @param language the word behind the fence
 * @param marker what the comment above the fence says of it, or null
 * @param lines the lines between the fences
 */
record Block(
        Path page, int fence, String language, @Nullable Marker marker, List<String> lines) {

    /**
     * Where the contents of a block come from.
     *
     * @param kind {@code code} for a snippet of a source, {@code output} for what a test asserts
     * @param name the class and the tag in it, such as {@code StatementChapter.join}
     */
    record Marker(String kind, String name) {
        String file() {
            return name.substring(0, name.lastIndexOf('.'));
        }

        String tag() {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    String text() {
        return String.join("\n", lines);
    }

    boolean isMarked(String kind, String name) {
        return marker != null && marker.kind().equals(kind) && marker.name().equals(name);
    }

    /** Where the block is, for messages. */
    String place() {
        return Manual.ROOT.relativize(page) + ":" + (fence + 1);
    }
}
