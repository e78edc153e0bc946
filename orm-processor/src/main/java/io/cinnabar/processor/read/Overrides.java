package io.cinnabar.processor.read;

import io.cinnabar.processor.model.AnnotationView;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The columns that {@code @AttributeOverride} gives to attributes of a superclass or an embeddable. */
record Overrides(Map<String, AnnotationView> columns) {
    /** None. */
    static final Overrides NONE = new Overrides(Map.of());

    /** The overrides at a class or an attribute. */
    static Overrides of(Element element) {
        var columns = new HashMap<String, AnnotationView>();
        for (AnnotationView override : AnnotationView.repeated(element, "AttributeOverride", "AttributeOverrides")) {
            columns.put(override.text("name"), override.nested("column").get(0));
        }
        return new Overrides(columns);
    }

    /** The column of an attribute, or null where it has its own. */
    @Nullable
    AnnotationView column(String name) {
        return columns.get(name);
    }

    /** The overrides below an attribute. */
    Overrides below(String name) {
        var below = new HashMap<String, AnnotationView>();
        columns.forEach((path, column) -> {
            if (path.startsWith(name + ".")) {
                below.put(path.substring(name.length() + 1), column);
            }
        });
        return new Overrides(below);
    }

    /** These, and others where these have none. */
    Overrides over(Overrides others) {
        var all = new HashMap<>(others.columns);
        all.putAll(columns);
        return new Overrides(all);
    }
}
