package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.validate.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads what is said of tables: their names, unique constraints, indexes and checks. */
final class TableReader {
    private static final ClassName SQL = ClassName.get("io.cinnabar.sql", "Sql");

    private final ReadContext context;

    TableReader(ReadContext context) {
        this.context = context;
    }

    /** The name of an entity in JPA's sense. */
    static String entityName(TypeElement entity) {
        AnnotationView annotation = AnnotationView.find(entity, "Entity");
        String simpleName = entity.getSimpleName().toString();
        return annotation == null ? simpleName : annotation.textOr("name", simpleName);
    }

    /** The name of the table of an entity. */
    String name(TypeElement entity) {
        AnnotationView table = AnnotationView.find(entity, "Table");
        String byDefault = entityName(entity);
        return context.naming().of(table == null ? byDefault : table.textOr("name", byDefault));
    }

    /** The schema of the table of an entity, or null. */
    @Nullable
    String schema(TypeElement entity) {
        AnnotationView table = AnnotationView.find(entity, "Table");
        return table == null ? null : schema(table);
    }

    /** The schema that an annotation names, or null. */
    @Nullable
    String schema(AnnotationView table) {
        for (String member : new String[] {"catalog", "options"}) {
            if (!table.text(member).isEmpty()) {
                context.problems()
                        .unsupported(
                                table,
                                member,
                                "The member '" + member + "' of " + table + " of '"
                                        + Problems.path(table.element()) + "' is not supported. "
                                        + (member.equals("catalog")
                                                ? "Name a schema, and leave the catalog to the URL of the engine."
                                                : "Leave it to the migration of the schema."));
            }
        }
        String schema = table.textOrNull("schema");
        return schema == null ? null : context.naming().of(schema);
    }

    /** What the constructor of a table's class declares: unique constraints, indexes, checks, the comment. */
    List<CodeBlock> statements(AnnotationView table, String tableName, RowsBuilder rows) {
        var statements = new ArrayList<CodeBlock>();
        for (AnnotationView unique : table.nested("uniqueConstraints")) {
            refuseOptions(unique);
            CodeBlock members = fields(table, unique.texts("columnNames"), rows);
            if (members != null) {
                statements.add(
                        unique.text("name").isEmpty()
                                ? CodeBlock.of("uniqueConstraint($L)", members)
                                : CodeBlock.of(
                                        "uniqueConstraint($S, $T.of($L))",
                                        Naming.folded(unique.text("name")),
                                        List.class,
                                        members));
            }
        }
        for (AnnotationView index : table.nested("indexes")) {
            refuseOptions(index);
            CodeBlock statement = index(table, index, tableName, rows);
            if (statement != null) {
                statements.add(statement);
            }
        }
        for (AnnotationView check : table.nested("check")) {
            refuseOptions(check);
            CodeBlock condition = CodeBlock.of("$T.condition($S)", SQL, check.text("constraint"));
            statements.add(
                    check.text("name").isEmpty()
                            ? CodeBlock.of("checkConstraint($L)", condition)
                            : CodeBlock.of("checkConstraint($S, $L)", Naming.folded(check.text("name")), condition));
        }
        if (!table.text("comment").isEmpty()) {
            statements.add(CodeBlock.of("commented($S)", table.text("comment")));
        }
        return statements;
    }

    private void refuseOptions(AnnotationView annotation) {
        if (!annotation.text("options").isEmpty()) {
            context.problems()
                    .unsupported(
                            annotation,
                            "options",
                            "The options of a constraint or index of '" + Problems.path(annotation.element())
                                    + "' are not supported. Leave them to the migration of the schema.");
        }
    }

    private @Nullable CodeBlock index(AnnotationView table, AnnotationView index, String tableName, RowsBuilder rows) {
        var keys = new ArrayList<CodeBlock>();
        var names = new ArrayList<String>();
        for (String item : index.text("columnList").split(",")) {
            String[] words = item.strip().split("\\s+");
            CodeBlock field = fields(table, List.of(words[0]), rows);
            if (field == null) {
                return null;
            }
            names.add(context.naming().of(words[0]));
            String direction = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
            keys.add(
                    switch (direction) {
                        case "DESC" -> CodeBlock.of("$L.desc()", field);
                        case "ASC" -> CodeBlock.of("$L.asc()", field);
                        default -> field;
                    });
        }
        String byDefault = "ix_" + tableName + "_" + String.join("_", names);
        return CodeBlock.of(
                "$L($S, $L)",
                index.flag("unique", false) ? "uniqueIndex" : "index",
                index.text("name").isEmpty() ? byDefault : Naming.folded(index.text("name")),
                keys.stream().collect(CodeBlock.joining(", ")));
    }

    private @Nullable CodeBlock fields(AnnotationView table, List<String> names, RowsBuilder rows) {
        var fields = new ArrayList<CodeBlock>();
        for (String name : names) {
            String path = rows.path(context.naming().of(name));
            if (path == null) {
                context.problems()
                        .invalid(
                                table.element(),
                                table + " of '" + Problems.path(table.element()) + "' names column '" + name
                                        + "', but no attribute has it; the columns are "
                                        + rows.paths().keySet() + ". Correct the name.");
                return null;
            }
            fields.add(CodeBlock.of("$L", path));
        }
        return fields.stream().collect(CodeBlock.joining(", "));
    }
}
