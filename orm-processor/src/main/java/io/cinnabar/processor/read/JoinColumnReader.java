package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.ColumnModel;
import io.cinnabar.processor.validate.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads the columns of foreign keys. */
final class JoinColumnReader {
    private static final ClassName ACTION = ClassName.get("io.cinnabar.schema", "ReferentialAction");
    private static final Set<String> REFUSED = Set.of("table", "columnDefinition", "options", "check");

    private final ReadContext context;
    private final KeyColumns keys;

    JoinColumnReader(ReadContext context, KeyColumns keys) {
        this.context = context;
        this.keys = keys;
    }

    /**
     * A column of a foreign key.
     *
     * @param column the column
     * @param referred the column that it refers to
     */
    record Join(ColumnModel column, KeyColumns.Known referred, boolean isInsertable, boolean isUpdatable) {}

    /**
     * A foreign key.
     *
     * @param joins its columns
     * @param name its name, or null
     * @param isConstrained whether the database checks it
     */
    record Key(List<Join> joins, @Nullable String name, boolean isConstrained) {

        /** The columns that it refers to. */
        List<CodeBlock> referred() {
            return joins.stream().map(join -> join.referred().reference()).toList();
        }

        /** The declaration in the constructor of the table's class; none where the database does not check it. */
        List<CodeBlock> constraint(List<String> paths) {
            return isConstrained ? List.of(JoinColumnReader.constraint(name, paths, referred())) : List.of();
        }
    }

    /**
     * The columns of a foreign key.
     *
     * @param written the annotations, none for the default
     * @param target the entity that it refers to
     * @param prefix what the default names begin with
     * @param element the attribute that it is read from
     */
    @Nullable
    Key read(List<AnnotationView> written, TypeElement target, String prefix, Element element) {
        List<KeyColumns.Known> key = keys.key(target);
        if (key.isEmpty()) {
            context.problems()
                    .invalid(
                            element,
                            "'" + Problems.path(element) + "' refers to " + target.getSimpleName()
                                    + ", which has no key. Annotate an attribute of it with @Id.");
            return null;
        }
        var joins = new ArrayList<Join>();
        if (written.isEmpty()) {
            for (KeyColumns.Known referred : key) {
                joins.add(join(null, referred, prefix, element));
            }
            return new Key(joins, null, true);
        }
        for (AnnotationView annotation : written) {
            KeyColumns.Known referred = referred(annotation, written.size(), key, target, element);
            if (referred == null) {
                return null;
            }
            refuse(annotation, element);
            joins.add(join(annotation, referred, prefix, element));
        }
        boolean refersToKey = joins.stream().allMatch(join -> join.referred().isKey());
        if (refersToKey && joins.size() != key.size()) {
            context.problems()
                    .invalid(
                            element,
                            "'" + Problems.path(element) + "' has " + joins.size() + " join columns, but the key of "
                                    + target.getSimpleName() + " has " + key.size() + " columns. Name one for each.");
            return null;
        }
        return constrained(written, joins);
    }

    private Key constrained(List<AnnotationView> written, List<Join> joins) {
        AnnotationView foreignKey = written.stream()
                .flatMap(annotation -> annotation.nested("foreignKey").stream())
                .findFirst()
                .orElse(null);
        if (foreignKey == null) {
            return new Key(joins, null, true);
        }
        return new Key(
                joins,
                name(foreignKey),
                !foreignKey.constant("value", "PROVIDER_DEFAULT").equals("NO_CONSTRAINT"));
    }

    /** The name of a foreign key, or null where it has none. */
    @Nullable
    String name(AnnotationView foreignKey) {
        for (String member : new String[] {"foreignKeyDefinition", "options"}) {
            if (!foreignKey.text(member).isEmpty()) {
                context.problems()
                        .unsupported(
                                foreignKey,
                                "The " + member + " of the foreign key of '" + Problems.path(foreignKey.element())
                                        + "' is not supported. Give it a name only, and leave the rest to the migration of"
                                        + " the schema.");
            }
        }
        String name = foreignKey.textOrNull("name");
        return name == null ? null : Naming.folded(name);
    }

    private KeyColumns.@Nullable Known referred(
            AnnotationView annotation, int count, List<KeyColumns.Known> key, TypeElement target, Element element) {
        String name = annotation.text("referencedColumnName");
        if (name.isEmpty()) {
            if (count == 1 && key.size() == 1) {
                return key.get(0);
            }
            context.problems()
                    .invalid(
                            element,
                            "The join columns of '" + Problems.path(element)
                                    + "' do not say which columns of the key of "
                                    + target.getSimpleName() + " they refer to. Write a @JoinColumn with"
                                    + " referencedColumnName for each of "
                                    + key.stream()
                                            .map(column -> column.column().name())
                                            .toList()
                                    + ".");
            return null;
        }
        KeyColumns.Known referred = keys.named(target, context.naming().of(name));
        if (referred == null) {
            context.problems()
                    .invalid(
                            element,
                            "'" + Problems.path(element) + "' refers to column '" + name + "', but no attribute of "
                                    + target.getSimpleName() + " has it. Correct referencedColumnName.");
        }
        return referred;
    }

    private Join join(@Nullable AnnotationView annotation, KeyColumns.Known referred, String prefix, Element element) {
        String name = Naming.folded(prefix + "_" + referred.column().name());
        var options = new ArrayList<CodeBlock>();
        boolean isNotNull = false;
        boolean isInsertable = true;
        boolean isUpdatable = true;
        if (annotation != null) {
            name = context.naming().of(annotation.textOr("name", name));
            isNotNull = !annotation.flag("nullable", true);
            isInsertable = annotation.flag("insertable", true);
            isUpdatable = annotation.flag("updatable", true);
            ColumnReader.options(annotation, options);
        }
        var column = new ColumnModel(name, referred.column().type(), isNotNull, options, element);
        return new Join(column, referred, isInsertable, isUpdatable);
    }

    private void refuse(AnnotationView annotation, Element element) {
        for (String member : annotation.written()) {
            if (REFUSED.contains(member) && !annotation.values(member).isEmpty()) {
                context.problems()
                        .unsupported(
                                annotation,
                                member,
                                "The member '" + member + "' of " + annotation + " of '" + Problems.path(element)
                                        + "' is not supported: the column is in the table of its entity and has the type of"
                                        + " the column that it refers to. Leave it out.");
            }
        }
    }

    /** The declaration of a foreign key in the constructor of a table's class. */
    static CodeBlock constraint(@Nullable String name, List<String> paths, List<CodeBlock> referred) {
        CodeBlock members = paths.stream().map(path -> CodeBlock.of("$L", path)).collect(CodeBlock.joining(", "));
        return CodeBlock.of(
                "foreignKeyConstraint($L, $T.of($L), () -> $T.of($L), $T.NO_ACTION, $T.NO_ACTION)",
                name == null ? "null" : CodeBlock.of("$S", name),
                List.class,
                members,
                List.class,
                referred.stream().collect(CodeBlock.joining(", ")),
                ACTION,
                ACTION);
    }
}
