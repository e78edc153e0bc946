package io.cinnabar.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.cinnabar.processor.model.AttributeModel;
import io.cinnabar.processor.model.EntityModel;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the class that makes the objects of an entity and reads and writes their attributes. */
final class EntityAccessClass {
    private EntityAccessClass() {}

    /** The class of an entity. */
    static TypeSpec of(EntityModel entity) {
        var code = new AccessCode();
        var type = TypeSpec.classBuilder("Access")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addSuperinterface(ParameterizedTypeName.get(Names.ENTITY_ACCESS, entity.type()));
        MethodSpec get = get(entity, code);
        MethodSpec set = set(entity, code);
        code.addHandles(type);
        return type.addMethod(method("create")
                        .returns(entity.type())
                        .addStatement("return new $T()", entity.type())
                        .build())
                .addMethod(method("createReference")
                        .returns(entity.type())
                        .addStatement("return new $T()", ReferenceClass.name(entity))
                        .build())
                .addMethod(get)
                .addMethod(set)
                .build();
    }

    private static MethodSpec.Builder method(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }

    private static MethodSpec get(EntityModel entity, AccessCode code) {
        var get = method("get")
                .returns(Names.NULLABLE_OBJECT)
                .addParameter(entity.type(), "entity")
                .addParameter(int.class, "attribute")
                .beginControlFlow("return switch (attribute)");
        List<AttributeModel> attributes = entity.attributes();
        for (int index = 0; index < attributes.size(); index++) {
            get.addStatement(
                    "case $L -> $L",
                    index,
                    code.get("entity", attributes.get(index).access()));
        }
        return get.addStatement("default -> throw new $T(attribute)", IndexOutOfBoundsException.class)
                .addCode("$<};\n")
                .build();
    }

    private static MethodSpec set(EntityModel entity, AccessCode code) {
        var set = method("set")
                .addParameter(entity.type(), "entity")
                .addParameter(int.class, "attribute")
                .addParameter(Names.NULLABLE_OBJECT, "value")
                .beginControlFlow("switch (attribute)");
        List<AttributeModel> attributes = entity.attributes();
        for (int index = 0; index < attributes.size(); index++) {
            AttributeModel attribute = attributes.get(index);
            set.addStatement(
                    "case $L -> $L",
                    index,
                    code.set("entity", attribute.access(), attribute.type(), CodeBlock.of("value")));
        }
        return set.addStatement("default -> throw new $T(attribute)", IndexOutOfBoundsException.class)
                .endControlFlow()
                .build();
    }
}
