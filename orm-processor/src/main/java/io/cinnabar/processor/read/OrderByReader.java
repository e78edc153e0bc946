package io.cinnabar.processor.read;

import com.palantir.javapoet.CodeBlock;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.validate.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads the order of collections. */
final class OrderByReader {
    private final ReadContext context;
    private final KeyColumns keys;

    OrderByReader(ReadContext context, KeyColumns keys) {
        this.context = context;
        this.keys = keys;
    }

    /** What a collection is ordered by, or null where nothing is said. */
    @Nullable
    List<CodeBlock> read(Member member, TypeElement target) {
        AnnotationView annotation = AnnotationView.find(member.element(), "OrderBy");
        if (annotation == null) {
            return null;
        }
        if (annotation.text("value").isBlank()) {
            return keys.key(target).stream().map(KeyColumns.Known::reference).toList();
        }
        var orderings = new ArrayList<CodeBlock>();
        for (String item : annotation.text("value").split(",")) {
            CodeBlock ordering = ordering(item.strip().split("\\s+"), member, target);
            if (ordering != null) {
                orderings.add(ordering);
            }
        }
        return orderings;
    }

    private @Nullable CodeBlock ordering(String[] words, Member member, TypeElement target) {
        KeyColumns.Known column = keys.attribute(target, words[0]);
        if (column == null) {
            context.problems()
                    .invalid(
                            member.element(),
                            "@OrderBy of '" + Problems.path(member.element()) + "' names '" + words[0]
                                    + "', which is no attribute of one column of " + target.getSimpleName()
                                    + ". Name an attribute, or a part of an embedded one as in home.city.");
            return null;
        }
        String rest = String.join(" ", List.of(words).subList(1, words.length)).toUpperCase(Locale.ROOT);
        String nulls =
                rest.endsWith("NULLS FIRST") ? ".nullsFirst()" : rest.endsWith("NULLS LAST") ? ".nullsLast()" : "";
        String direction = nulls.isEmpty()
                ? rest
                : rest.substring(0, rest.indexOf("NULLS")).strip();
        return switch (direction) {
            case "DESC" -> CodeBlock.of("$L.desc()$L", column.reference(), nulls);
            case "", "ASC" ->
                nulls.isEmpty() ? column.reference() : CodeBlock.of("$L.asc()$L", column.reference(), nulls);
            default -> {
                context.problems()
                        .invalid(
                                member.element(),
                                "@OrderBy of '" + Problems.path(member.element()) + "' has the direction '" + rest
                                        + "'. Write ASC or DESC.");
                yield null;
            }
        };
    }
}
