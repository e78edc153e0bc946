package io.cinnabar.processor.validate;

import io.cinnabar.processor.model.AnnotationView;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Which annotations of {@code jakarta.persistence} are understood; the others are refused, never ignored. */
public final class SupportedAnnotations {
    private static final Set<String> OF_CLASSES = Set.of(
            "Entity",
            "MappedSuperclass",
            "Embeddable",
            "Converter",
            "Table",
            "Access",
            "IdClass",
            "SequenceGenerator",
            "SequenceGenerators",
            "EntityListeners",
            "ExcludeSuperclassListeners",
            "ExcludeDefaultListeners",
            "AttributeOverride",
            "AttributeOverrides");

    private static final Set<String> OF_MEMBERS = Set.of(
            "Id",
            "EmbeddedId",
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
            "Version",
            "Transient",
            "Embedded",
            "AttributeOverride",
            "AttributeOverrides",
            "ManyToOne",
            "OneToOne",
            "OneToMany",
            "ManyToMany",
            "JoinColumn",
            "JoinColumns",
            "JoinTable",
            "OrderBy",
            "Access");

    private static final Set<String> INERT = Set.of(
            "NamedQuery",
            "NamedQueries",
            "NamedNativeQuery",
            "NamedNativeQueries",
            "NamedStoredProcedureQuery",
            "NamedStoredProcedureQueries",
            "NamedEntityGraph",
            "NamedEntityGraphs",
            "SqlResultSetMapping",
            "SqlResultSetMappings",
            "Cacheable");

    private static final String NO_INHERITANCE =
            "Inheritance between entities is not supported yet. Use @MappedSuperclass for what classes share, or a"
                    + " @OneToOne to what differs.";
    private static final String NO_ELEMENTS =
            "Collections of values are not supported. Make the element an entity and the attribute a @OneToMany with"
                    + " cascade = ALL and orphanRemoval = true.";
    private static final String NO_MAPS =
            "Maps are not supported. Declare the attribute as List, Set or Collection, and make the map in a method.";
    private static final String NO_SECOND_TABLE =
            "An entity has one table. Map the other one to an entity of its own, with a @OneToOne.";

    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("Inheritance", NO_INHERITANCE),
            Map.entry("DiscriminatorColumn", NO_INHERITANCE),
            Map.entry("DiscriminatorValue", NO_INHERITANCE),
            Map.entry("ElementCollection", NO_ELEMENTS),
            Map.entry("CollectionTable", NO_ELEMENTS),
            Map.entry("MapKey", NO_MAPS),
            Map.entry("MapKeyClass", NO_MAPS),
            Map.entry("MapKeyColumn", NO_MAPS),
            Map.entry("MapKeyEnumerated", NO_MAPS),
            Map.entry("MapKeyJoinColumn", NO_MAPS),
            Map.entry("MapKeyJoinColumns", NO_MAPS),
            Map.entry("MapKeyTemporal", NO_MAPS),
            Map.entry("SecondaryTable", NO_SECOND_TABLE),
            Map.entry("SecondaryTables", NO_SECOND_TABLE),
            Map.entry("PrimaryKeyJoinColumn", NO_SECOND_TABLE),
            Map.entry("PrimaryKeyJoinColumns", NO_SECOND_TABLE),
            Map.entry(
                    "OrderColumn",
                    "Positions in a column are not supported. Give the target an attribute for the position, and the"
                            + " collection an @OrderBy on it."),
            Map.entry("TableGenerator", "Keys do not come from tables. Use a @SequenceGenerator, or IDENTITY."),
            Map.entry("TableGenerators", "Keys do not come from tables. Use a @SequenceGenerator, or IDENTITY."),
            Map.entry(
                    "AssociationOverride",
                    "Relationships of superclasses and embeddables cannot be overridden. Declare the relationship in the"
                            + " entity."),
            Map.entry(
                    "AssociationOverrides",
                    "Relationships of superclasses and embeddables cannot be overridden. Declare the relationship in the"
                            + " entity."),
            Map.entry(
                    "MapsId",
                    "Keys that are taken from a relationship are not supported yet. Give the entity a key of its own and"
                            + " the relationship a unique column."),
            Map.entry("Convert", "Conversions are declared at attributes. Move it there."),
            Map.entry("Converts", "Conversions are declared at attributes. Move it there."));

    private final Problems problems;
    private final Diagnostic.Kind inert;

    /**
     * The rules, which tell what they refuse.
     *
     * @param inert how they tell of what has no effect; {@code OTHER} if not at all
     */
    public SupportedAnnotations(Problems problems, Diagnostic.Kind inert) {
        this.problems = problems;
        this.inert = inert;
    }

    /** Tells which annotations of a class are not supported. */
    public void checkClass(TypeElement element) {
        check(element, OF_CLASSES);
    }

    /** Tells which annotations of an attribute are not supported. */
    public void checkMember(Element element) {
        check(element, OF_MEMBERS);
    }

    /** Whether an annotation is understood at attributes. */
    static boolean isOfMembers(AnnotationView annotation) {
        return annotation.name().equals(AnnotationView.JPA + annotation.simpleName())
                && OF_MEMBERS.contains(annotation.simpleName());
    }

    private void check(Element element, Set<String> supported) {
        for (AnnotationView annotation : AnnotationView.all(element)) {
            String name = annotation.simpleName();
            if (!annotation.name().equals(AnnotationView.JPA + name) || supported.contains(name)) {
                continue;
            }
            if (INERT.contains(name)) {
                problems.remark(
                        inert,
                        element,
                        annotation + " on '" + Problems.path(element) + "' has no effect in Cinnabar. Statements are"
                                + " written with the expression language, and what they load with load options.");
                continue;
            }
            String remedy = REFUSED.getOrDefault(name, "Remove it.");
            problems.unsupported(
                    annotation, annotation + " on '" + Problems.path(element) + "' is not supported. " + remedy);
        }
    }
}
