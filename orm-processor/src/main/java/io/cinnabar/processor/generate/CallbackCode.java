package io.cinnabar.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import io.cinnabar.processor.model.CallbackModel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;

/** Writes the calls of callbacks, with the listeners and handles that they need. */
final class CallbackCode {
    private final Map<String, FieldSpec> constants = new LinkedHashMap<>();
    private final Map<ClassName, String> listeners = new LinkedHashMap<>();
    private boolean hasHandles;

    /** The declaration of a callback in the constructor of a mapper. */
    CodeBlock statement(CallbackModel callback) {
        String method = callback.method().getSimpleName().toString();
        CodeBlock call;
        if (!callback.isVisible()) {
            call = CodeBlock.of("call($N, entity)", handle(callback, method));
        } else if (callback.listener() != null) {
            call = CodeBlock.of("$N.$N(entity)", listener(callback.listener()), method);
        } else {
            call = CodeBlock.of("entity.$N()", method);
        }
        return CodeBlock.of("callback($T.$L, entity -> $L)", Names.LIFECYCLE_EVENT, callback.event(), call);
    }

    private String listener(ClassName type) {
        return listeners.computeIfAbsent(type, key -> {
            String name = free(Names.constant(type.simpleName()));
            constants.put(
                    name, constant(type, name).initializer("new $T()", type).build());
            return name;
        });
    }

    private String handle(CallbackModel callback, String method) {
        hasHandles = true;
        var arguments = CodeBlock.builder().add("$L, $S, $T.class", callback.owner(), method, erased(callback));
        for (VariableElement parameter : callback.method().getParameters()) {
            arguments.add(", $T.class", raw(TypeName.get(parameter.asType())));
        }
        CodeBlock target = CodeBlock.of("method($L)", arguments.build());
        if (callback.listener() != null) {
            target = CodeBlock.of("$L.bindTo($N)", target, listener(callback.listener()));
        }
        String name = free(Names.constant(method));
        constants.put(
                name,
                constant(ClassName.get(MethodHandle.class), name)
                        .initializer(target)
                        .build());
        return name;
    }

    private static TypeName erased(CallbackModel callback) {
        return raw(TypeName.get(callback.method().getReturnType()));
    }

    private static TypeName raw(TypeName type) {
        return type instanceof ParameterizedTypeName generic
                ? generic.rawType()
                : type instanceof com.palantir.javapoet.TypeVariableName variable
                        ? variable.bounds().isEmpty()
                                ? ClassName.get(Object.class)
                                : raw(variable.bounds().get(0))
                        : type;
    }

    private String free(String base) {
        String name = base;
        for (int number = 2; constants.containsKey(name); number++) {
            name = base + "_" + number;
        }
        return name;
    }

    private static FieldSpec.Builder constant(TypeName type, String name) {
        return FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    }

    /** Adds what the calls need to the class that has them. */
    void addTo(TypeSpec.Builder type) {
        type.addFields(constants.values());
        if (!hasHandles) {
            return;
        }
        TypeName anyClass =
                ParameterizedTypeName.get(ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class));
        type.addMethod(MethodSpec.methodBuilder("method")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(MethodHandle.class)
                .addParameter(anyClass, "owner")
                .addParameter(String.class, "name")
                .addParameter(anyClass, "result")
                .addParameter(com.palantir.javapoet.ArrayTypeName.of(anyClass), "parameters")
                .varargs()
                .beginControlFlow("try")
                .addStatement(
                        "return $1T.privateLookupIn(owner, $1T.lookup())\n.findVirtual(owner, name,"
                                + " $2T.methodType(result, parameters))",
                        MethodHandles.class,
                        MethodType.class)
                .nextControlFlow("catch ($T missing)", ReflectiveOperationException.class)
                .addStatement("throw new $T(missing)", ExceptionInInitializerError.class)
                .endControlFlow()
                .build());
        type.addMethod(MethodSpec.methodBuilder("call")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .addParameter(MethodHandle.class, "method")
                .addParameter(Object.class, "entity")
                .beginControlFlow("try")
                .addStatement("method.invoke(entity)")
                .nextControlFlow("catch ($T | $T failure)", RuntimeException.class, Error.class)
                .addStatement("throw failure")
                .nextControlFlow("catch ($T impossible)", Throwable.class)
                .addStatement("throw new $T(impossible)", IllegalStateException.class)
                .endControlFlow()
                .build());
    }
}
