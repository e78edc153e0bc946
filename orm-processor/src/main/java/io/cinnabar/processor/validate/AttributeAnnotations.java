package io.cinnabar.processor.validate;

import io.cinnabar.processor.model.AnnotationView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;

/** Which annotations go together with what an attribute is: one that would have no effect is refused. */
public final class AttributeAnnotations {
    private static final Map<Kind, Set<String>> MEANINGFUL = Map.of(
            Kind.BASIC,
            Set.of(
                    "Id",
                    "Column",
                    "Basic",
                    "Lob",
                    "Temporal",
                    "Enumerated",
                    "Convert",
                    "Converts",
                    "GeneratedValue",
                    "SequenceGenerator",
                    "SequenceGenerators",
                    "Version"),
            Kind.PART,
            Set.of("Column", "Basic", "Lob", "Temporal", "Enumerated", "Convert", "Converts"),
            Kind.EMBEDDED,
            Set.of("Embedded", "EmbeddedId", "AttributeOverride", "AttributeOverrides", "GeneratedValue"),
            Kind.TO_ONE,
            Set.of("Id", "ManyToOne", "OneToOne", "JoinColumn", "JoinColumns"),
            Kind.TO_MANY,
            Set.of("OneToMany", "ManyToMany", "JoinColumn", "JoinColumns", "JoinTable", "OrderBy"));

    private static final Set<String> COLUMNS = Set.of("JoinColumn", "JoinColumns", "JoinTable");

    private final Problems problems;

    /** What an attribute is. */
    public enum Kind {
        /** One column of an entity. */
        BASIC("an attribute of one column"),
        /** One column of an embeddable class. */
        PART("a part of an embeddable class"),
        /** Several columns. */
        EMBEDDED("an embedded attribute"),
        /** A reference to one object. */
        TO_ONE("a relationship to one object"),
        /** References to many objects. */
        TO_MANY("a relationship to many objects");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    /** The rules, which tell what they refuse. */
    public AttributeAnnotations(Problems problems) {
        this.problems = problems;
    }

    /** Tells which annotations of an attribute have no meaning for it. */
    public void check(Element element, Kind kind) {
        var names = new HashSet<String>();
        for (AnnotationView annotation : AnnotationView.all(element)) {
            String name = annotation.simpleName();
            if (!SupportedAnnotations.isOfMembers(annotation) || name.equals("Access")) {
                continue;
            }
            names.add(name);
            if (!MEANINGFUL.getOrDefault(kind, Set.of()).contains(name)) {
                problems.invalid(
                        element,
                        annotation + " has no meaning for '" + Problems.path(element) + "', which is "
                                + kind.description + ". " + remedy(name, kind));
            }
        }
        checkSide(element, names);
    }

    private static String remedy(String name, Kind kind) {
        boolean isRelationship = kind == Kind.TO_ONE || kind == Kind.TO_MANY;
        if (name.equals("Column") && kind == Kind.EMBEDDED) {
            return "Use @AttributeOverride.";
        }
        if (name.equals("Column") && isRelationship || name.equals("JoinTable") && kind == Kind.TO_ONE) {
            return "Use @JoinColumn.";
        }
        if (name.startsWith("Convert") && kind == Kind.EMBEDDED) {
            return "Annotate the attribute of the embeddable class.";
        }
        return "Remove it.";
    }

    private void checkSide(Element element, Set<String> names) {
        for (String relationship : List.of("OneToOne", "OneToMany", "ManyToMany")) {
            AnnotationView annotation = AnnotationView.find(element, relationship);
            boolean hasColumns = names.stream().anyMatch(COLUMNS::contains);
            if (annotation != null && !annotation.text("mappedBy").isEmpty() && hasColumns) {
                problems.invalid(
                        element,
                        "'" + Problems.path(element) + "' names its columns, but is mapped by '"
                                + annotation.text("mappedBy") + "', which has them. Keep one of the two.");
            }
        }
        boolean hasBoth =
                names.contains("JoinTable") && (names.contains("JoinColumn") || names.contains("JoinColumns"));
        if (hasBoth) {
            problems.invalid(
                    element,
                    "'" + Problems.path(element)
                            + "' has a @JoinTable and a @JoinColumn. Keep one: the columns of a table"
                            + " of links are its joinColumns.");
        }
    }
}
