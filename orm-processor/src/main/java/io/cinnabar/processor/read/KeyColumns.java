package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.ColumnModel;
import io.cinnabar.processor.model.EmbeddableModel;
import io.cinnabar.processor.model.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** The columns of the attributes of entities, for relationships that refer to them. */
final class KeyColumns {
    /** That a column belongs to the key. */
    static final CodeBlock PRIMARY_KEY = CodeBlock.of("$T.primaryKey()", ColumnReader.SCHEMA);

    private final MemberReader members;
    private final ColumnReader columns;
    private final EmbeddableReader embeddables;
    private final Map<String, List<Known>> known = new HashMap<>();

    KeyColumns(ReadContext context, EmbeddableReader embeddables) {
        this.members = new MemberReader(context);
        this.columns = new ColumnReader(context);
        this.embeddables = embeddables;
    }

    /**
     * A column of an entity.
     *
     * @param path the attribute, with those above it if it is part of an embedded one
     * @param column the column
     * @param isKey whether it belongs to the key
     * @param reference the expression by which other classes refer to it
     */
    record Known(String path, ColumnModel column, boolean isKey, CodeBlock reference) {}

    /** The columns of the key of an entity. */
    List<Known> key(TypeElement entity) {
        return all(entity).stream().filter(Known::isKey).toList();
    }

    /** The column of an entity with a name in the database, or null. */
    @Nullable
    Known named(TypeElement entity, String column) {
        return all(entity).stream()
                .filter(candidate -> candidate.column().name().equals(column))
                .findFirst()
                .orElse(null);
    }

    /** The column of an attribute of an entity, or null. */
    @Nullable
    Known attribute(TypeElement entity, String path) {
        return all(entity).stream()
                .filter(candidate -> candidate.path().equals(path))
                .findFirst()
                .orElse(null);
    }

    private List<Known> all(TypeElement entity) {
        String name = entity.getQualifiedName().toString();
        List<Known> present = known.get(name);
        if (present != null) {
            return present;
        }
        ClassName metamodel = ReadContext.metamodel(entity);
        Overrides overrides = Overrides.of(entity);
        var found = new ArrayList<Known>();
        for (Member member : members.read(entity)) {
            boolean isKey =
                    AnnotationView.has(member.element(), "Id") || AnnotationView.has(member.element(), "EmbeddedId");
            if (RelationshipReader.annotation(member) != null
                    || AnnotationView.has(member.element(), "ElementCollection")) {
                continue;
            }
            if (embeddables.isEmbedded(member)) {
                EmbeddableModel embeddable = embeddables.embedded(member);
                if (embeddable != null) {
                    Overrides parts = overrides.below(member.name()).over(Overrides.of(member.element()));
                    embedded(metamodel, member.name(), embeddable, parts, isKey, found);
                }
            } else {
                ColumnModel column = columns.read(member, overrides.column(member.name()));
                if (column != null) {
                    found.add(new Known(member.name(), column, isKey, CodeBlock.of("$T.$N", metamodel, member.name())));
                }
            }
        }
        known.put(name, found);
        return found;
    }

    private void embedded(
            ClassName metamodel,
            String path,
            EmbeddableModel embeddable,
            Overrides overrides,
            boolean isKey,
            List<Known> found) {
        for (EmbeddableModel.Part part : embeddable.parts()) {
            String name = part.member().name();
            String below = path + "." + name;
            if (part.nested() != null) {
                Overrides nested =
                        overrides.below(name).over(Overrides.of(part.member().element()));
                embedded(metamodel, below, part.nested(), nested, isKey, found);
                continue;
            }
            AnnotationView override = overrides.column(name);
            ColumnModel column = override == null ? part.column() : columns.read(part.member(), override);
            if (column != null) {
                found.add(new Known(below, column, isKey, CodeBlock.of("$T.$L", metamodel, below)));
            }
        }
    }
}
