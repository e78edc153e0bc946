package io.cinnabar.processor.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.cinnabar.processor.model.AttributeAccess;
import io.cinnabar.processor.model.EmbeddableModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes the class beside an embeddable class: its parts in statements, and the access to its values. */
public final class EmbeddableClass {
    private final GeneratedSource source;

    /** Writes to a source. */
    public EmbeddableClass(GeneratedSource source) {
        this.source = source;
    }

    /** Writes the class beside an embeddable class. */
    public void write(EmbeddableModel embeddable) throws IOException {
        Modifier[] visibility = embeddable.isPublic() ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
        var type = TypeSpec.classBuilder(embeddable.metamodel())
                .addOriginatingElement(embeddable.element())
                .addJavadoc("The parts of {@link $T} in statements.\n", embeddable.type())
                .addModifiers(visibility)
                .addModifiers(Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addType(parts(embeddable))
                .addType(access("Access", embeddable));
        source.write(embeddable.metamodel(), type);
    }

    private static TypeSpec parts(EmbeddableModel embeddable) {
        var constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PUBLIC);
        var parts = TypeSpec.classBuilder("Parts")
                .addJavadoc("The columns of a {@link $T}.\n", embeddable.type())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
        constructor.addJavadoc("The columns of a value in a table.\n");
        var list = new ArrayList<CodeBlock>();
        for (EmbeddableModel.Part part : embeddable.parts()) {
            String name = part.member().name();
            TypeName type = type(part);
            parts.addField(FieldSpec.builder(type, name, Modifier.PUBLIC, Modifier.FINAL)
                    .build());
            constructor.addParameter(type, name).addStatement("this.$1N = $1N", name);
            list.add(
                    part.nested() == null
                            ? CodeBlock.of("new $T.ColumnPart($S, $N)", Names.EMBEDDED, name, name)
                            : CodeBlock.of("new $T.NestedPart($S, $N.embedded())", Names.EMBEDDED, name, name));
        }
        return parts.addMethod(constructor.build())
                .addMethod(MethodSpec.methodBuilder("embedded")
                        .addJavadoc("How a value is kept in the columns.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(ParameterizedTypeName.get(Names.EMBEDDED, embeddable.type()))
                        .addStatement(
                                "return new $T<>($T.class, new Access(), $T.of($L))",
                                Names.EMBEDDED,
                                embeddable.type(),
                                List.class,
                                list.stream().collect(CodeBlock.joining(", ")))
                        .build())
                .build();
    }

    private static TypeName type(EmbeddableModel.Part part) {
        if (part.nested() != null) {
            return part.nested().metamodel().nestedClass("Parts");
        }
        return Objects.requireNonNull(part.column()).type().columnClass();
    }

    /** The class that makes values and reads their parts. */
    static TypeSpec access(String name, EmbeddableModel embeddable) {
        var code = new AccessCode();
        ClassName type = embeddable.type();
        var get = MethodSpec.methodBuilder("get")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(Names.NULLABLE_OBJECT)
                .addParameter(type, "value")
                .addParameter(int.class, "part")
                .beginControlFlow("return switch (part)");
        for (int index = 0; index < embeddable.parts().size(); index++) {
            get.addStatement(
                    "case $L -> $L",
                    index,
                    code.get("value", embeddable.parts().get(index).member().access()));
        }
        get.addStatement("default -> throw new $T(part)", IndexOutOfBoundsException.class);
        get.addCode("$<};\n");
        MethodSpec create = create(embeddable, code);
        var access = TypeSpec.classBuilder(name)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(ParameterizedTypeName.get(Names.EMBEDDABLE_ACCESS, type));
        code.addHandles(access);
        return access.addMethod(create).addMethod(get.build()).build();
    }

    private static MethodSpec create(EmbeddableModel embeddable, AccessCode code) {
        TypeName parts = ArrayTypeName.of(Names.NULLABLE_OBJECT);
        var create = MethodSpec.methodBuilder("create")
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(embeddable.type())
                .addParameter(ParameterSpec.builder(parts, "parts").build());
        List<EmbeddableModel.Part> all = embeddable.parts();
        boolean isRecord = all.stream().anyMatch(part -> part.member().access() instanceof AttributeAccess.Component);
        if (isRecord) {
            CodeBlock arguments = embeddable.element().getRecordComponents().stream()
                    .map(component ->
                            argument(embeddable, component.getSimpleName().toString()))
                    .collect(CodeBlock.joining(", "));
            return create.addStatement("return new $T($L)", embeddable.type(), arguments)
                    .build();
        }
        create.addStatement("$T value = new $T()", embeddable.type(), embeddable.type());
        for (int index = 0; index < all.size(); index++) {
            var member = all.get(index).member();
            create.addStatement(
                    code.set("value", member.access(), TypeName.get(member.type()), CodeBlock.of("parts[$L]", index)));
        }
        return create.addStatement("return value").build();
    }

    private static CodeBlock argument(EmbeddableModel embeddable, String component) {
        for (int index = 0; index < embeddable.parts().size(); index++) {
            var member = embeddable.parts().get(index).member();
            if (member.name().equals(component)) {
                return AccessCode.cast(TypeName.get(member.type()), CodeBlock.of("parts[$L]", index));
            }
        }
        return CodeBlock.of("null");
    }
}
