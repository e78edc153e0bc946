package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.model.RelationshipModel;
import io.cinnabar.processor.validate.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads relationships. */
final class RelationshipReader {
    /** The annotations that make an attribute a relationship, each with its kind. */
    private static final Map<String, String> KINDS = Map.of(
            "ManyToOne", "MANY_TO_ONE",
            "OneToOne", "ONE_TO_ONE",
            "OneToMany", "ONE_TO_MANY",
            "ManyToMany", "MANY_TO_MANY");

    /** The annotations that make an attribute a relationship. */
    static final List<String> ANNOTATIONS = KINDS.keySet().stream().sorted().toList();

    private final ReadContext context;
    private final JoinColumnReader joins;
    private final MemberReader members;
    private final LinkReader links;
    private final OrderByReader orders;

    RelationshipReader(ReadContext context, KeyColumns keys) {
        this.context = context;
        this.joins = new JoinColumnReader(context, keys);
        this.members = new MemberReader(context);
        this.links = new LinkReader(context, joins);
        this.orders = new OrderByReader(context, keys);
    }

    /** The annotation that makes an attribute a relationship, or null. */
    static @Nullable AnnotationView annotation(Member member) {
        return ANNOTATIONS.stream()
                .map(name -> AnnotationView.find(member.element(), name))
                .filter(annotation -> annotation != null)
                .findFirst()
                .orElse(null);
    }

    /** Whether an annotation is of a relationship to many objects. */
    static boolean isToMany(AnnotationView annotation) {
        return annotation.simpleName().endsWith("ToMany");
    }

    /** The entity that a relationship refers to, or null where there is none. */
    @Nullable
    TypeElement target(Member member, AnnotationView annotation) {
        TypeMirror type = annotation.type("targetEntity");
        if (type == null) {
            type = member.type();
            if (isToMany(annotation) && type instanceof DeclaredType declared) {
                type = declared.getTypeArguments().size() == 1
                        ? declared.getTypeArguments().get(0)
                        : type;
            }
        }
        return context.classOf(type);
    }

    /**
     * The relationship of an attribute; null where it cannot be read, which was told.
     *
     * @param rows the columns of the own table: all of them, where it refers to many
     * @param statements what the constructor of the table's class declares
     */
    @Nullable
    RelationshipModel read(TypeElement owner, Member member, RowsBuilder rows, List<CodeBlock> statements) {
        AnnotationView annotation = java.util.Objects.requireNonNull(annotation(member));
        String collection = isToMany(annotation) ? collection(member) : "NONE";
        TypeElement target = collection == null ? null : mappedTarget(member, annotation);
        if (target == null || collection == null) {
            return null;
        }
        var side = side(owner, member, annotation, target, rows, statements);
        if (side == null) {
            return null;
        }
        boolean isRequired = !annotation.flag("optional", true)
                || side instanceof RelationshipModel.Owning
                        && JoinColumns.of(member.element()).stream().anyMatch(join -> !join.flag("nullable", true));
        var options = new RelationshipModel.Options(
                annotation.constants("cascade"),
                annotation.flag("orphanRemoval", false),
                annotation.constant("fetch", "LAZY").equals("EAGER"),
                !isRequired,
                isToMany(annotation) ? orders.read(member, target) : null);
        return new RelationshipModel(
                member.name(),
                TypeName.get(member.type()),
                member.access(),
                kind(annotation),
                collection,
                ClassName.get(target),
                ReadContext.metamodel(target),
                side,
                options);
    }

    private static String kind(AnnotationView annotation) {
        return java.util.Objects.requireNonNull(KINDS.get(annotation.simpleName()));
    }

    private RelationshipModel.@Nullable Side side(
            TypeElement owner,
            Member member,
            AnnotationView annotation,
            TypeElement target,
            RowsBuilder rows,
            List<CodeBlock> statements) {
        String mappedBy = annotation.text("mappedBy");
        if (!mappedBy.isEmpty()) {
            return inverse(owner, member, annotation, target);
        }
        if (!isToMany(annotation)) {
            return owning(member, annotation, target, rows, statements);
        }
        List<AnnotationView> written = JoinColumns.of(member.element());
        if (annotation.simpleName().equals("OneToMany") && !written.isEmpty()) {
            return foreign(owner, member, target, written, rows);
        }
        if (!written.isEmpty()) {
            context.problems()
                    .invalid(
                            member.element(),
                            "'" + Problems.path(member.element())
                                    + "' is a @ManyToMany, whose columns are in a table of"
                                    + " links. Write @JoinTable(joinColumns = …) instead of @JoinColumn.");
            return null;
        }
        return links.read(owner, member, target, inverseName(owner, member, target), rows);
    }

    private @Nullable TypeElement mappedTarget(Member member, AnnotationView annotation) {
        TypeElement target = target(member, annotation);
        String path = Problems.path(member.element());
        if (target == null || !AnnotationView.has(target, "Entity")) {
            context.problems()
                    .unmapped(
                            member.element(),
                            "Relationship '" + path + "' refers to " + (target == null ? member.typeName() : target)
                                    + ", which is not annotated with @Entity. Annotate it, or name the entity with"
                                    + " targetEntity.");
            return null;
        }
        boolean isGenerated = context.known().isCompiled(target)
                || context.elements()
                                .getTypeElement(ReadContext.metamodel(target).canonicalName())
                        != null;
        if (!isGenerated) {
            context.problems()
                    .unmapped(
                            member.element(),
                            "Relationship '" + path + "' refers to " + target + ", of which there is no "
                                    + ReadContext.metamodel(target).simpleName()
                                    + ". Compile the module that has it with the annotation processor.");
            return null;
        }
        return target;
    }

    private @Nullable String collection(Member member) {
        if (context.is(member.type(), "java.util.List") || context.is(member.type(), "java.util.Collection")) {
            return "LIST";
        }
        if (context.is(member.type(), "java.util.Set")) {
            return "SET";
        }
        context.problems()
                .unsupported(
                        member.element(),
                        "Relationship '" + Problems.path(member.element()) + "' is a "
                                + context.types().erasure(member.type())
                                + ", which is not supported. Declare it as List, Set or Collection"
                                + (context.is(member.type(), "java.util.Map")
                                        ? ", and make the map in a method."
                                        : "; @OrderBy gives it an order."));
        return null;
    }

    private RelationshipModel.@Nullable Side inverse(
            TypeElement owner, Member member, AnnotationView annotation, TypeElement target) {
        String mappedBy = annotation.text("mappedBy");
        Member other = members.read(target).stream()
                .filter(candidate -> candidate.name().equals(mappedBy))
                .findFirst()
                .orElse(null);
        AnnotationView otherAnnotation = other == null ? null : annotation(other);
        String wanted = reversed(annotation.simpleName());
        boolean isMatch = other != null
                && otherAnnotation != null
                && otherAnnotation.simpleName().equals(wanted)
                && otherAnnotation.text("mappedBy").isEmpty()
                && owner.equals(target(other, otherAnnotation));
        if (!isMatch) {
            context.problems()
                    .invalid(
                            member.element(),
                            "'" + Problems.path(member.element()) + "' is mapped by '" + mappedBy + "', but "
                                    + target.getSimpleName() + " has no @" + wanted + " of this name that refers to "
                                    + owner.getSimpleName() + " and has the columns. Correct mappedBy.");
            return null;
        }
        return new RelationshipModel.Inverse(mappedBy);
    }

    private static String reversed(String annotation) {
        return switch (annotation) {
            case "OneToMany" -> "ManyToOne";
            case "ManyToOne" -> "OneToMany";
            default -> annotation;
        };
    }

    /** The name of the attribute of the target that is mapped by this one, or null. */
    private @Nullable String inverseName(TypeElement owner, Member member, TypeElement target) {
        for (Member other : members.read(target)) {
            AnnotationView annotation = annotation(other);
            if (annotation != null
                    && annotation.text("mappedBy").equals(member.name())
                    && owner.equals(target(other, annotation))) {
                return other.name();
            }
        }
        return null;
    }

    private RelationshipModel.@Nullable Side owning(
            Member member,
            AnnotationView annotation,
            TypeElement target,
            RowsBuilder rows,
            List<CodeBlock> statements) {
        JoinColumnReader.Key key = joins.read(
                JoinColumns.of(member.element()), target, context.naming().of(member.name()), member.element());
        if (key == null) {
            return null;
        }
        boolean isUnique = annotation.simpleName().equals("OneToOne");
        var paths = new ArrayList<String>();
        for (JoinColumnReader.Join join : key.joins()) {
            var column = annotation.flag("optional", true)
                    ? join.column()
                    : join.column().notNull();
            var unique = CodeBlock.of("$T.unique()", ColumnReader.SCHEMA);
            if (isUnique && key.joins().size() == 1 && !column.options().contains(unique)) {
                column = column.with(unique);
            }
            paths.add(rows.column(column));
        }
        statements.addAll(key.constraint(paths));
        if (isUnique && paths.size() > 1) {
            statements.add(CodeBlock.of("uniqueConstraint($L)", String.join(", ", paths)));
        }
        JoinColumnReader.Join first = key.joins().get(0);
        if (key.joins().stream()
                .anyMatch(join ->
                        join.isInsertable() != first.isInsertable() || join.isUpdatable() != first.isUpdatable())) {
            context.problems()
                    .unsupported(
                            member.element(),
                            "The join columns of '" + Problems.path(member.element())
                                    + "' are partly written and partly not, which is not supported. Give all of them the"
                                    + " same insertable and updatable.");
        }
        return new RelationshipModel.Owning(paths, key.referred(), first.isInsertable(), first.isUpdatable());
    }

    private RelationshipModel.@Nullable Side foreign(
            TypeElement owner, Member member, TypeElement target, List<AnnotationView> written, RowsBuilder rows) {
        JoinColumnReader.Key key = joins.read(written, owner, context.naming().of(member.name()), member.element());
        if (key == null) {
            return null;
        }
        if (!context.known().isCompiled(target) && !context.packageOf(target).equals(context.packageOf(owner))) {
            context.problems()
                    .warn(
                            member.element(),
                            "'" + Problems.path(member.element()) + "' keeps its columns in the table of "
                                    + target.getSimpleName()
                                    + ", which was compiled before. Compile the two together, or"
                                    + " map it with a @ManyToOne there and mappedBy here.");
        }
        ClassName metamodel = ReadContext.metamodel(target);
        var pairs = new ArrayList<RelationshipModel.Pair>();
        for (JoinColumnReader.Join join : key.joins()) {
            String path = rows.path(join.referred().column().name());
            pairs.add(new RelationshipModel.Pair(
                    CodeBlock.of("rows.$L", path),
                    CodeBlock.of(
                            "$T.ENTITY.table().column($S)",
                            metamodel,
                            join.column().name())));
        }
        return new RelationshipModel.Foreign(pairs);
    }

    /** The columns that relationships of other classes keep in the table of an entity. */
    void foreignColumns(TypeElement entity, RowsBuilder rows, List<CodeBlock> statements) {
        for (TypeElement other : context.known().annotated(context.packageOf(entity), "Entity")) {
            for (Member member : members.read(other)) {
                AnnotationView annotation = AnnotationView.find(member.element(), "OneToMany");
                List<AnnotationView> written = JoinColumns.of(member.element());
                if (annotation == null
                        || !annotation.text("mappedBy").isEmpty()
                        || written.isEmpty()
                        || !entity.equals(target(member, annotation))) {
                    continue;
                }
                JoinColumnReader.Key key =
                        joins.read(written, other, context.naming().of(member.name()), member.element());
                if (key != null
                        && key.joins().stream()
                                .anyMatch(join -> rows.path(join.column().name()) == null)) {
                    List<String> paths = key.joins().stream()
                            .map(join -> rows.column(join.column()))
                            .toList();
                    statements.addAll(key.constraint(paths));
                }
            }
        }
    }
}
