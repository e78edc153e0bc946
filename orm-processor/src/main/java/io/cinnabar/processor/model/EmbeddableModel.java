package io.cinnabar.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * An embeddable class.
 *
 * @param element the class
 * @param type its name
 * @param metamodel the class that is generated for it
 * @param isPublic whether the whole world sees it
 * @param parts the parts in their order
 */
public record EmbeddableModel(
        TypeElement element, ClassName type, ClassName metamodel, boolean isPublic, List<Part> parts) {
    /** Copies the parts. */
    public EmbeddableModel {
        parts = List.copyOf(parts);
    }

    /**
     * A part: a column, or another embeddable.
     *
     * @param member the attribute
     * @param column the column as the embeddable declares it, or null for a nested embeddable
     * @param nested the embeddable, or null for a column
     */
    public record Part(
            Member member,
            @Nullable ColumnModel column,
            @Nullable EmbeddableModel nested) {}
}
