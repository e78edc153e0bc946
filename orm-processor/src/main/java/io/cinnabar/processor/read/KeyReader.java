package io.cinnabar.processor.read;

import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.ColumnModel;
import io.cinnabar.processor.model.EmbeddableModel;
import io.cinnabar.processor.model.EntityModel;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.validate.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads which attributes are the key of an entity and which one is its version. */
final class KeyReader {
    private static final Set<String> VERSIONS = Set.of(
            "int",
            "long",
            "short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Short",
            "java.time.Instant",
            "java.time.LocalDateTime",
            "java.sql.Timestamp",
            "java.util.UUID");

    private final ReadContext context;
    private final EmbeddableReader embeddables;
    private final KeyGenerationReader generations;

    KeyReader(ReadContext context, EmbeddableReader embeddables) {
        this.context = context;
        this.embeddables = embeddables;
        this.generations = new KeyGenerationReader(context);
    }

    /**
     * The key of an entity.
     *
     * @param members its attributes
     * @param generation where it comes from, or null where the program sets it
     */
    record Key(List<Member> members, KeyGenerationReader.@Nullable Generation generation) {}

    /** The key among the attributes of an entity. */
    Key read(TypeElement entity, List<Member> persistent) {
        List<Member> embedded = annotated(persistent, "EmbeddedId");
        List<Member> single = annotated(persistent, "Id");
        var all = new ArrayList<Member>(embedded);
        all.addAll(single);
        String name = entity.getSimpleName().toString();
        boolean hasClass = AnnotationView.has(entity, "IdClass") || inherited(entity) != null;
        if (all.isEmpty()) {
            context.problems()
                    .invalid(
                            entity,
                            "The entity " + name
                                    + " has no key, by which its objects are told apart. Annotate an attribute"
                                    + " with @Id.");
        } else if (embedded.size() > 1 || !embedded.isEmpty() && !single.isEmpty()) {
            context.problems()
                    .invalid(
                            entity,
                            "The entity " + name + " has more than one key. Keep one @EmbeddedId, or only @Id.");
        } else if (single.size() > 1 && !hasClass) {
            context.problems()
                    .invalid(
                            entity,
                            "The key of " + name + " has " + single.size()
                                    + " attributes, but no class that holds it in"
                                    + " get(…). Add @IdClass, or make it an @EmbeddedId.");
        }
        for (Member member : single) {
            refuseRelationship(member);
        }
        if (annotated(persistent, "Version").size() > 1) {
            context.problems().invalid(entity, "The entity " + name + " has more than one @Version. Keep one.");
        }
        return new Key(all, generation(entity, all, persistent));
    }

    private KeyGenerationReader.@Nullable Generation generation(
            TypeElement entity, List<Member> key, List<Member> persistent) {
        KeyGenerationReader.Generation found = null;
        for (Member member : persistent) {
            AnnotationView generated = AnnotationView.find(member.element(), "GeneratedValue");
            if (generated == null) {
                continue;
            }
            if (key.size() != 1 || !key.contains(member) || embeddables.isEmbedded(member)) {
                context.problems()
                        .unsupported(
                                generated,
                                "'" + Problems.path(member.element())
                                        + "' is generated, which is supported for a key of"
                                        + " one column only. Set it in the program.");
            } else {
                found = generations.read(member, entity);
            }
        }
        return found;
    }

    private void refuseRelationship(Member member) {
        if (RelationshipReader.annotation(member) != null) {
            context.problems()
                    .unsupported(
                            member.element(),
                            "'" + Problems.path(member.element()) + "' is a relationship in the key, which is not"
                                    + " supported. Let a basic attribute with the same column be the key, and the"
                                    + " relationship insertable = false and updatable = false.");
        }
    }

    private static List<Member> annotated(List<Member> members, String annotation) {
        return members.stream()
                .filter(member -> AnnotationView.has(member.element(), annotation))
                .toList();
    }

    private @Nullable AnnotationView inherited(TypeElement entity) {
        for (TypeElement level = entity; level != null; level = context.superclass(level)) {
            AnnotationView annotation = AnnotationView.find(level, "IdClass");
            if (annotation != null) {
                return annotation;
            }
        }
        return null;
    }

    /** The class that holds a key of several attributes, or null. */
    EntityModel.@Nullable KeyClass keyClass(TypeElement entity, Key key, RowsBuilder rows, ColumnReader columns) {
        AnnotationView annotation = inherited(entity);
        TypeElement type =
                annotation == null ? null : context.classOf(Objects.requireNonNull(annotation.type("value")));
        if (type == null) {
            return null;
        }
        Overrides overrides = Overrides.of(entity);
        EmbeddableModel shape = embeddables.keyClass(type, entity);
        var parts = new ArrayList<EmbeddableModel.Part>();
        var paths = new ArrayList<String>();
        for (Member member : key.members()) {
            EmbeddableModel.Part part = shape.parts().stream()
                    .filter(candidate -> candidate.member().name().equals(member.name())
                            && context.types().isSameType(candidate.member().type(), member.type()))
                    .findFirst()
                    .orElse(null);
            ColumnModel column = columns.read(member, overrides.column(member.name()));
            if (part == null || column == null) {
                context.problems()
                        .invalid(
                                entity,
                                "The key class " + type.getSimpleName() + " of " + entity.getSimpleName() + " has no '"
                                        + member.name() + "' of type " + member.typeName()
                                        + ". Give it an attribute for each"
                                        + " @Id, with its name and type.");
                return null;
            }
            parts.add(part);
            paths.add(rows.path(column.name()));
        }
        return new EntityModel.KeyClass(
                new EmbeddableModel(type, shape.type(), shape.metamodel(), shape.isPublic(), parts), paths);
    }

    /** Whether an attribute can count changes; tells where it cannot. */
    boolean checkVersion(Member member) {
        if (VERSIONS.contains(member.typeName())) {
            return true;
        }
        context.problems()
                .unsupported(
                        member.element(),
                        "The version '" + Problems.path(member.element()) + "' is a " + member.typeName()
                                + ", which cannot count changes. Make it an int, long, short, Instant, LocalDateTime,"
                                + " Timestamp or UUID.");
        return false;
    }
}
