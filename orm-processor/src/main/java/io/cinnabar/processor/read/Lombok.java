package io.cinnabar.processor.read;

import io.cinnabar.processor.model.AnnotationView;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/** Knows the traces of Lombok, whose methods are there only once its own processor has run. */
final class Lombok {
    /** What to do where Lombok has not run yet. */
    static final String REMEDY = " If Lombok makes it, list Lombok first among the annotation processors.";

    private static final Set<String> OF_METHODS = Set.of(
            "lombok.Data",
            "lombok.Getter",
            "lombok.Setter",
            "lombok.NoArgsConstructor",
            "lombok.AllArgsConstructor",
            "lombok.RequiredArgsConstructor",
            "lombok.Builder",
            "lombok.experimental.SuperBuilder");

    private Lombok() {}

    /** Whether Lombok makes methods of a class. */
    static boolean isUsed(TypeElement element) {
        return AnnotationView.all(element).stream().anyMatch(annotation -> OF_METHODS.contains(annotation.name()))
                || element.getEnclosedElements().stream()
                        .flatMap(member -> AnnotationView.all(member).stream())
                        .anyMatch(annotation -> OF_METHODS.contains(annotation.name()));
    }
}
