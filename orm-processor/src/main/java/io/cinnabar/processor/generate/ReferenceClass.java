package io.cinnabar.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import io.cinnabar.processor.model.EntityModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Writes the subclass of an entity whose objects stand for rows that are not loaded. */
final class ReferenceClass {
    private static final List<Modifier> VISIBILITIES = List.of(Modifier.PUBLIC, Modifier.PROTECTED);

    private final Types types;

    ReferenceClass(Types types) {
        this.types = types;
    }

    /** The subclass of an entity. */
    TypeSpec of(EntityModel entity) {
        TypeName nullableInitializer = Names.LAZY_INITIALIZER.annotated(Names.NULLABLE);
        var type = TypeSpec.classBuilder("Reference")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(entity.type())
                .addSuperinterface(Names.LAZY_REFERENCE)
                .avoidClashesWithNestedClasses(entity.element())
                .addField(nullableInitializer, "lazyInitializer", Modifier.PRIVATE, Modifier.TRANSIENT)
                .addMethod(MethodSpec.methodBuilder("lazyInitializer")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(nullableInitializer)
                        .addStatement("return lazyInitializer")
                        .build())
                .addMethod(MethodSpec.methodBuilder("lazyInitializer")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .addParameter(nullableInitializer, "initializer")
                        .addStatement("this.lazyInitializer = initializer")
                        .build());
        if (!entity.referenceMethods().isEmpty()) {
            type.addMethod(touch(entity));
        }
        for (ExecutableElement method : entity.referenceMethods()) {
            type.addMethod(overriding(method, (DeclaredType) entity.element().asType(), entity));
        }
        return type.build();
    }

    /** The method that tells the initializer, under a name that no method of the class has. */
    private static MethodSpec touch(EntityModel entity) {
        return MethodSpec.methodBuilder(touchName(entity))
                .addModifiers(Modifier.PRIVATE)
                .addParameter(String.class, "member")
                .addStatement("$T initializer = lazyInitializer", Names.LAZY_INITIALIZER)
                .beginControlFlow("if (initializer != null)")
                .addStatement("initializer.initialize(this, member)")
                .endControlFlow()
                .build();
    }

    private static String touchName(EntityModel entity) {
        boolean isTaken = entity.referenceMethods().stream()
                .anyMatch(method -> method.getSimpleName().contentEquals("touch"));
        return isTaken ? "touchReference" : "touch";
    }

    private MethodSpec overriding(ExecutableElement method, DeclaredType owner, EntityModel entity) {
        String name = method.getSimpleName().toString();
        ExecutableType type = (ExecutableType) types.asMemberOf(owner, method);
        var overriding = MethodSpec.methodBuilder(name).addAnnotation(Override.class);
        VISIBILITIES.stream().filter(method.getModifiers()::contains).forEach(overriding::addModifiers);
        type.getTypeVariables().forEach(variable -> overriding.addTypeVariable(TypeVariableName.get(variable)));
        overriding.returns(TypeName.get(type.getReturnType())).varargs(method.isVarArgs());
        var arguments = new ArrayList<CodeBlock>();
        List<? extends TypeMirror> parameters = type.getParameterTypes();
        for (int index = 0; index < parameters.size(); index++) {
            String parameter = method.getParameters().get(index).getSimpleName().toString();
            overriding.addParameter(ParameterSpec.builder(TypeName.get(parameters.get(index)), parameter)
                    .build());
            arguments.add(CodeBlock.of("$N", parameter));
        }
        type.getThrownTypes().forEach(thrown -> overriding.addException(TypeName.get(thrown)));
        overriding.addStatement("$N($S)", touchName(entity), name);
        CodeBlock call = CodeBlock.of("super.$N($L)", name, arguments.stream().collect(CodeBlock.joining(", ")));
        return overriding
                .addStatement(type.getReturnType().getKind() == TypeKind.VOID ? "$L" : "return $L", call)
                .build();
    }

    /** The name of the subclass of an entity. */
    static ClassName name(EntityModel entity) {
        return entity.metamodel().nestedClass("Reference");
    }
}
