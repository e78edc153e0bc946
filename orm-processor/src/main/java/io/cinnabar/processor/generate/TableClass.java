package io.cinnabar.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.cinnabar.processor.model.ColumnModel;
import io.cinnabar.processor.model.ColumnType;
import io.cinnabar.processor.model.RowsMember;
import io.cinnabar.processor.model.TableModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the class of a table. */
final class TableClass {
    private final List<FieldSpec> constants = new ArrayList<>();
    private final Set<String> constantNames = new HashSet<>();
    private final List<FieldSpec> fields = new ArrayList<>();

    private TableClass() {}

    /** The class of a table, with a field for each column. */
    static TypeSpec of(ClassName name, TableModel table) {
        return new TableClass().build(name, table);
    }

    private TypeSpec build(ClassName name, TableModel table) {
        table.members().forEach(this::field);
        var constructor = MethodSpec.constructorBuilder().addParameter(Names.META_DATA, "metadata");
        if (table.schema() == null) {
            constructor.addStatement("super($S, metadata)", table.name());
        } else {
            constructor.addStatement("super($S, $S, metadata)", table.name(), table.schema());
        }
        table.statements().forEach(constructor::addStatement);
        return TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(Names.TABLE)
                .addFields(constants)
                .addFields(fields)
                .addMethod(constructor.build())
                .build();
    }

    private void field(RowsMember member) {
        TypeName type;
        CodeBlock initializer;
        if (member instanceof RowsMember.Single single) {
            type = single.column().type().columnClass();
            initializer = column(single.field(), single.column());
        } else {
            RowsMember.Parts parts = (RowsMember.Parts) member;
            type = parts(parts.composite());
            initializer = composite(parts.composite());
        }
        fields.add(FieldSpec.builder(type, member.field(), Modifier.FINAL)
                .initializer(initializer)
                .build());
    }

    private static ClassName parts(RowsMember.Composite composite) {
        return composite.embeddable().metamodel().nestedClass("Parts");
    }

    private CodeBlock composite(RowsMember.Composite composite) {
        CodeBlock arguments = composite.arguments().stream().map(this::argument).collect(CodeBlock.joining(", "));
        return CodeBlock.of("new $T($L)", parts(composite), arguments);
    }

    private CodeBlock argument(RowsMember.Argument argument) {
        if (argument instanceof RowsMember.Declared declared) {
            return column(declared.name(), declared.column());
        }
        if (argument instanceof RowsMember.Composite composite) {
            return composite(composite);
        }
        return CodeBlock.of("$L", ((RowsMember.Shared) argument).path());
    }

    private CodeBlock column(String field, ColumnModel column) {
        var call = CodeBlock.builder().add("column($S, $L", column.name(), type(field, column.type()));
        boolean isKey =
                column.options().stream().anyMatch(option -> option.toString().endsWith(".primaryKey()"));
        if (column.isNotNull() && !isKey) {
            call.add(", $T.notNull()", Names.SCHEMA_OPTIONS);
        }
        column.options().forEach(option -> call.add(", $L", option));
        return call.add(")").build();
    }

    private CodeBlock type(String field, ColumnType type) {
        ColumnType.Conversion conversion = type.conversion();
        if (conversion == null) {
            return type.expression();
        }
        String name = constantName(Names.constant(field) + "_TYPE");
        CodeBlock toDatabase = conversion.toDatabase();
        CodeBlock fromDatabase = conversion.fromDatabase();
        if (conversion.converter() != null) {
            String converter = constantName(Names.constant(field) + "_CONVERTER");
            constants.add(constant(conversion.converter(), converter)
                    .initializer("new $T()", conversion.converter())
                    .build());
            toDatabase = CodeBlock.of("$N::$L", converter, toDatabase);
            fromDatabase = CodeBlock.of("$N::$L", converter, fromDatabase);
        }
        constants.add(constant(conversion.constantType(), name)
                .initializer(
                        "$L.map($L, $L, $L)", type.expression(), conversion.classLiteral(), toDatabase, fromDatabase)
                .build());
        return CodeBlock.of("$N", name);
    }

    private String constantName(String base) {
        String name = base;
        for (int number = 2; !constantNames.add(name); number++) {
            name = base + "_" + number;
        }
        return name;
    }

    private static FieldSpec.Builder constant(TypeName type, String name) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    }
}
