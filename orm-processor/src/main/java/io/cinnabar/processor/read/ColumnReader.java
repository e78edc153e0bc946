package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.ColumnModel;
import io.cinnabar.processor.model.ColumnType;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.validate.Problems;
import java.util.ArrayList;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** Reads the column of an attribute. */
final class ColumnReader {
    /** The options of columns, in generated code. */
    static final ClassName SCHEMA = ClassName.get("io.cinnabar.schema", "Schema");

    private final ReadContext context;
    private final ColumnTypeReader types;

    ColumnReader(ReadContext context) {
        this.context = context;
        this.types = new ColumnTypeReader(context);
    }

    /**
     * The column of an attribute; null where it has none, which was told.
     *
     * @param override what stands instead of the attribute's own {@code @Column}, or null
     */
    @Nullable
    ColumnModel read(Member member, @Nullable AnnotationView override) {
        Element element = member.element();
        AnnotationView column = override != null ? override : AnnotationView.find(element, "Column");
        ColumnType type = types.read(member, column);
        if (type == null) {
            return null;
        }
        String name = member.name();
        boolean isNotNull = member.type().getKind().isPrimitive();
        AnnotationView basic = AnnotationView.find(element, "Basic");
        if (basic != null) {
            isNotNull |= !basic.flag("optional", true);
            refuseLazy(basic, element);
        }
        var options = new ArrayList<CodeBlock>();
        if (column != null) {
            check(column, element);
            name = column.textOr("name", name);
            isNotNull |= !column.flag("nullable", true)
                    || !column.text("columnDefinition").isEmpty()
                            && new ColumnDefinition(column.text("columnDefinition")).isNotNull();
            options(column, options);
        }
        return new ColumnModel(context.naming().of(name), type, isNotNull, options, element);
    }

    /** The options that columns and columns of references have. */
    static void options(AnnotationView column, java.util.List<CodeBlock> options) {
        if (column.flag("unique", false)) {
            options.add(CodeBlock.of("$T.unique()", SCHEMA));
        }
        if (!column.text("comment").isEmpty()) {
            options.add(CodeBlock.of("$T.columnComment($S)", SCHEMA, column.text("comment")));
        }
    }

    private void refuseLazy(AnnotationView basic, Element element) {
        if (basic.constant("fetch", "EAGER").equals("LAZY")) {
            context.problems()
                    .warn(
                            element,
                            "'" + Problems.path(element)
                                    + "' asks for lazy loading, which single columns do not have yet: it is loaded with its"
                                    + " object.");
        }
    }

    private void check(AnnotationView column, Element element) {
        for (String member : new String[] {"table", "options", "check"}) {
            if (column.isWritten(member) && !column.values(member).isEmpty()) {
                context.problems()
                        .unsupported(
                                column,
                                member,
                                "The member '" + member + "' of " + column + " of '" + Problems.path(element)
                                        + "' is not supported"
                                        + switch (member) {
                                            case "table" ->
                                                ", as an entity has one table. Map the other one to an entity"
                                                        + " of its own, with a @OneToOne.";
                                            case "check" -> ". Put the check into @Table(check = …).";
                                            default -> ". Leave it to the migration of the schema.";
                                        });
            }
        }
    }
}
