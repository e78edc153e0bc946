package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.ColumnModel;
import io.cinnabar.processor.model.EmbeddableModel;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.validate.AttributeAnnotations;
import io.cinnabar.processor.validate.AttributeAnnotations.Kind;
import io.cinnabar.processor.validate.Problems;
import io.cinnabar.processor.validate.SupportedAnnotations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads embeddable classes. */
public final class EmbeddableReader {
    private final ReadContext context;
    private final MemberReader members;
    private final ColumnReader columns;
    private final SupportedAnnotations supported;
    private final AttributeAnnotations combinations;
    private final Map<String, EmbeddableModel> known = new HashMap<>();
    private final Set<String> reading = new HashSet<>();

    EmbeddableReader(ReadContext context) {
        this.context = context;
        this.members = new MemberReader(context);
        this.columns = new ColumnReader(context);
        this.supported = context.supportedAnnotations();
        this.combinations = new AttributeAnnotations(context.problems());
    }

    /** Whether an attribute is of an embeddable class. */
    boolean isEmbedded(Member member) {
        TypeElement type = context.classOf(member.type());
        return AnnotationView.has(member.element(), "Embedded")
                || AnnotationView.has(member.element(), "EmbeddedId")
                || type != null && AnnotationView.has(type, "Embeddable");
    }

    /** An embeddable class, or null where it cannot be read, which was told. */
    public @Nullable EmbeddableModel read(TypeElement type) {
        String name = type.getQualifiedName().toString();
        EmbeddableModel model = known.get(name);
        if (model != null) {
            return model;
        }
        if (!reading.add(name)) {
            context.problems().invalid(type, "The embeddable class " + type.getSimpleName() + " contains itself.");
            return null;
        }
        supported.checkClass(type);
        var parts = new ArrayList<EmbeddableModel.Part>();
        for (Member member : members.read(type)) {
            supported.checkMember(member.element());
            if (RelationshipReader.annotation(member) == null) {
                combinations.check(member.element(), isEmbedded(member) ? Kind.EMBEDDED : Kind.PART);
            }
            EmbeddableModel.Part part = part(member);
            if (part != null) {
                parts.add(part);
            }
        }
        reading.remove(name);
        model = new EmbeddableModel(
                type, ClassName.get(type), ReadContext.metamodel(type), context.isPublic(type), parts);
        known.put(name, model);
        return model;
    }

    private EmbeddableModel.@Nullable Part part(Member member) {
        for (String relationship : RelationshipReader.ANNOTATIONS) {
            AnnotationView annotation = AnnotationView.find(member.element(), relationship);
            if (annotation != null) {
                context.problems()
                        .unsupported(
                                annotation,
                                "'" + Problems.path(member.element()) + "' is a relationship of an embeddable class,"
                                        + " which is not supported. Move it to the entity.");
                return null;
            }
        }
        if (isEmbedded(member)) {
            EmbeddableModel nested = embedded(member);
            return nested == null ? null : new EmbeddableModel.Part(member, null, nested);
        }
        ColumnModel column = columns.read(member, null);
        return column == null ? null : new EmbeddableModel.Part(member, column, null);
    }

    /** The embeddable class of an attribute, or null where it is none, which was told. */
    @Nullable
    EmbeddableModel embedded(Member member) {
        TypeElement type = context.classOf(member.type());
        if (type == null || !AnnotationView.has(type, "Embeddable")) {
            context.problems()
                    .invalid(
                            member.element(),
                            "'" + Problems.path(member.element()) + "' is embedded, but " + member.typeName()
                                    + " is not annotated with @Embeddable. Annotate the class.");
            return null;
        }
        if (!type.getTypeParameters().isEmpty()) {
            context.problems()
                    .unsupported(
                            member.element(),
                            "The embeddable class " + type.getSimpleName() + " of '" + Problems.path(member.element())
                                    + "' has type parameters, which is not supported. Write a class for each use.");
            return null;
        }
        return read(type);
    }

    /** The parts of a class that holds a key, though it is not annotated. */
    EmbeddableModel keyClass(TypeElement type, TypeElement entity) {
        List<EmbeddableModel.Part> parts = members.read(type, entity).stream()
                .map(member -> new EmbeddableModel.Part(member, null, null))
                .toList();
        return new EmbeddableModel(
                type, ClassName.get(type), ReadContext.metamodel(type), context.isPublic(type), parts);
    }
}
