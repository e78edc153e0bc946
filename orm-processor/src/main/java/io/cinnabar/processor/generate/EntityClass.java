package io.cinnabar.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.cinnabar.processor.model.AttributeModel;
import io.cinnabar.processor.model.EntityModel;
import io.cinnabar.processor.model.LinkModel;
import io.cinnabar.processor.model.RelationshipModel;
import java.io.IOException;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.Types;

/** Writes the class beside an entity: its attributes in statements, its table, its mapper, and the access to it. */
public final class EntityClass {
    private final GeneratedSource source;
    private final ReferenceClass references;

    /** Writes to a source. */
    public EntityClass(GeneratedSource source, Types types) {
        this.source = source;
        this.references = new ReferenceClass(types);
    }

    /** Writes the class beside an entity. */
    public void write(EntityModel entity) throws IOException {
        ClassName sourceClass = entity.metamodel().nestedClass("Source");
        ClassName mapping = entity.metamodel().nestedClass("Mapping");
        var type = TypeSpec.classBuilder(entity.metamodel())
                .addOriginatingElement(entity.element())
                .addJavadoc("The attributes of {@link $T} in statements.\n", entity.type())
                .addModifiers(entity.isPublic() ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0])
                .addModifiers(Modifier.FINAL)
                .addField(FieldSpec.builder(mapping, "MAPPING", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer("new $T()", mapping)
                        .build())
                .addField(constant(sourceClass, "ENTITY")
                        .addJavadoc("The class itself as the source of a statement.\n")
                        .initializer("MAPPING.source")
                        .build());
        for (AttributeModel attribute : entity.attributes()) {
            type.addField(constant(type(entity, attribute), attribute.name())
                    .initializer("ENTITY.$N", attribute.name())
                    .build());
        }
        type.addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(MethodSpec.methodBuilder("as")
                        .addJavadoc("An alias of the class as the source of a statement.\n")
                        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                        .returns(sourceClass)
                        .addParameter(String.class, "alias")
                        .addStatement("return MAPPING.alias(alias)")
                        .build())
                .addType(source(entity))
                .addType(TableClass.of(entity.metamodel().nestedClass("Rows"), entity.table()));
        for (LinkModel link : MapperClass.links(entity)) {
            type.addType(TableClass.of(entity.metamodel().nestedClass(link.className()), link.table()));
        }
        type.addType(MapperClass.of(entity)).addType(EntityAccessClass.of(entity));
        EntityModel.KeyClass keyClass = entity.keyClass();
        if (keyClass != null) {
            type.addType(EmbeddableClass.access("KeyAccess", keyClass.shape()));
        }
        source.write(entity.metamodel(), type.addType(references.of(entity)));
    }

    private static FieldSpec.Builder constant(TypeName type, String name) {
        return FieldSpec.builder(type, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL);
    }

    private static TypeName type(EntityModel entity, AttributeModel attribute) {
        if (attribute instanceof AttributeModel.Basic basic) {
            return basic.columnClass();
        }
        if (attribute instanceof AttributeModel.Composite composite) {
            return composite.embeddable().metamodel().nestedClass("Parts");
        }
        RelationshipModel relationship = (RelationshipModel) attribute;
        return ParameterizedTypeName.get(
                relationship.isToMany() ? Names.TO_MANY : Names.TO_ONE, entity.type(), relationship.target());
    }

    private static TypeSpec source(EntityModel entity) {
        var constructor = MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(entity.metamodel().nestedClass("Mapping"), "mapping")
                .addParameter(entity.metamodel().nestedClass("Rows"), "rows")
                .addStatement("super(mapping, rows)");
        var type = TypeSpec.classBuilder("Source")
                .addJavadoc("{@link $T}, or an alias of it, as the source of a statement.\n", entity.type())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(Names.ENTITY, entity.type()));
        for (AttributeModel attribute : entity.attributes()) {
            type.addField(FieldSpec.builder(type(entity, attribute), attribute.name(), Modifier.PUBLIC, Modifier.FINAL)
                    .build());
            String name = attribute.name();
            if (attribute instanceof AttributeModel.Basic basic) {
                constructor.addStatement("this.$N = rows.$L", name, basic.path());
            } else if (attribute instanceof AttributeModel.Composite composite) {
                constructor.addStatement("this.$N = rows.$L", name, composite.path());
            } else {
                boolean isToMany = ((RelationshipModel) attribute).isToMany();
                constructor.addStatement("this.$N = $L($S)", name, isToMany ? "toMany" : "toOne", name);
            }
        }
        return type.addMethod(constructor.build()).build();
    }
}
