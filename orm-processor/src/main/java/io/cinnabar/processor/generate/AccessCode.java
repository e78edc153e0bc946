package io.cinnabar.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import io.cinnabar.processor.model.AttributeAccess;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the code that reads and writes attributes, and the handles that it needs. */
final class AccessCode {
    private final List<FieldSpec> handles = new ArrayList<>();
    private final Map<AttributeAccess, String> names = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    /** The value of an attribute of an object in a variable. */
    CodeBlock get(String variable, AttributeAccess access) {
        if (access instanceof AttributeAccess.Direct direct) {
            return CodeBlock.of("$N.$N", variable, direct.field());
        }
        if (access instanceof AttributeAccess.Property property) {
            return CodeBlock.of("$N.$N()", variable, property.getter());
        }
        if (access instanceof AttributeAccess.Component component) {
            return CodeBlock.of("$N.$N()", variable, component.name());
        }
        AttributeAccess.Handle handle = (AttributeAccess.Handle) access;
        return CodeBlock.of("($T) $N.get($L)", handle.erasure(), name(handle), receiver(variable, handle));
    }

    /** The statement that sets an attribute of an object in a variable. */
    CodeBlock set(String variable, AttributeAccess access, TypeName type, CodeBlock value) {
        if (access instanceof AttributeAccess.Direct direct) {
            return CodeBlock.of("$N.$N = $L", variable, direct.field(), cast(type, value));
        }
        if (access instanceof AttributeAccess.Property property) {
            return CodeBlock.of("$N.$N($L)", variable, property.setter(), cast(type, value));
        }
        AttributeAccess.Handle handle = (AttributeAccess.Handle) access;
        return CodeBlock.of("$N.set($L, $L)", name(handle), receiver(variable, handle), cast(handle.erasure(), value));
    }

    private static CodeBlock receiver(String variable, AttributeAccess.Handle handle) {
        return handle.receiver() == null
                ? CodeBlock.of("$N", variable)
                : CodeBlock.of("($T) $N", handle.receiver(), variable);
    }

    /** A value as a type, the zero of a primitive where it is null. */
    static CodeBlock cast(TypeName type, CodeBlock value) {
        if (!type.isPrimitive()) {
            return CodeBlock.of("($T) $L", type, value);
        }
        String zero;
        if (type.equals(TypeName.BOOLEAN)) {
            zero = "false";
        } else if (type.equals(TypeName.CHAR)) {
            zero = "(char) 0";
        } else if (type.equals(TypeName.INT)) {
            zero = "0";
        } else if (type.equals(TypeName.LONG)) {
            zero = "0L";
        } else {
            zero = "(" + type + ") 0";
        }
        return CodeBlock.of("$L == null ? $L : ($T) $L", value, zero, type, value);
    }

    private String name(AttributeAccess.Handle handle) {
        return names.computeIfAbsent(handle, key -> {
            String base = Names.constant(handle.field());
            String name = base;
            for (int number = 2; !used.add(name); number++) {
                name = base + "_" + number;
            }
            handles.add(FieldSpec.builder(VarHandle.class, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("handle($L, $S, $T.class)", handle.owner(), handle.field(), handle.erasure())
                    .build());
            return name;
        });
    }

    /** Adds the handles to the class whose code uses them. */
    void addHandles(TypeSpec.Builder type) {
        if (handles.isEmpty()) {
            return;
        }
        type.addFields(handles);
        TypeName anyClass =
                ParameterizedTypeName.get(ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class));
        type.addMethod(MethodSpec.methodBuilder("handle")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(VarHandle.class)
                .addParameter(anyClass, "owner")
                .addParameter(String.class, "field")
                .addParameter(anyClass, "type")
                .beginControlFlow("try")
                .addStatement(
                        "return $1T.privateLookupIn(owner, $1T.lookup()).findVarHandle(owner, field, type)",
                        MethodHandles.class)
                .nextControlFlow("catch ($T missing)", ReflectiveOperationException.class)
                .addStatement("throw new $T(missing)", ExceptionInInitializerError.class)
                .endControlFlow()
                .build());
    }
}
