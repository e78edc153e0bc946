package io.cinnabar.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.cinnabar.processor.model.AttributeModel;
import io.cinnabar.processor.model.AttributeModel.Role;
import io.cinnabar.processor.model.EntityModel;
import io.cinnabar.processor.model.LinkModel;
import io.cinnabar.processor.model.RelationshipModel;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes the mapper of an entity. */
final class MapperClass {
    private final EntityModel entity;
    private final ClassName source;
    private final ClassName rows;

    private MapperClass(EntityModel entity) {
        this.entity = entity;
        this.source = entity.metamodel().nestedClass("Source");
        this.rows = entity.metamodel().nestedClass("Rows");
    }

    /** The mapper of an entity. */
    static TypeSpec of(EntityModel entity) {
        return new MapperClass(entity).build();
    }

    /** The tables of links that an entity owns. */
    static List<LinkModel> links(EntityModel entity) {
        return entity.relationships().stream()
                .map(RelationshipModel::side)
                .filter(RelationshipModel.Linked.class::isInstance)
                .map(side -> ((RelationshipModel.Linked) side).link())
                .toList();
    }

    private TypeSpec build() {
        var callbacks = new CallbackCode();
        MethodSpec constructor = constructor(callbacks);
        var type = TypeSpec.classBuilder("Mapping")
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .superclass(ParameterizedTypeName.get(Names.MAPPER, entity.type()));
        callbacks.addTo(type);
        return type.addField(source, "source", Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addStatement("this($L)", tables())
                        .build())
                .addMethod(constructor)
                .addMethod(MethodSpec.methodBuilder("entity")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(source)
                        .addStatement("return source")
                        .build())
                .addMethod(MethodSpec.methodBuilder("alias")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(source)
                        .addParameter(String.class, "name")
                        .addStatement("return new $T(this, table().as(name, $T::new))", source, rows)
                        .build())
                .build();
    }

    private CodeBlock tables() {
        var tables = CodeBlock.builder().add("new $T(new $T())", rows, Names.META_DATA);
        for (LinkModel link : links(entity)) {
            tables.add(", new $T(new $T())", linkClass(link), Names.META_DATA);
        }
        return tables.build();
    }

    private ClassName linkClass(LinkModel link) {
        return entity.metamodel().nestedClass(link.className());
    }

    private MethodSpec constructor(CallbackCode callbacks) {
        var constructor =
                MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).addParameter(rows, "rows");
        links(entity).forEach(link -> constructor.addParameter(linkClass(link), link.field()));
        constructor.addStatement("super($T.class, rows, new Access())", entity.type());
        entity.attributes().forEach(attribute -> constructor.addStatement(declaration(attribute)));
        if (entity.keyGeneration() != null) {
            constructor.addStatement("keyGeneration($L)", entity.keyGeneration());
        }
        EntityModel.KeyClass keyClass = entity.keyClass();
        if (keyClass != null) {
            constructor.addStatement(keyClass(keyClass));
        }
        entity.callbacks().forEach(callback -> constructor.addStatement(callbacks.statement(callback)));
        return constructor.addStatement("source = new $T(this, rows)", source).build();
    }

    private static CodeBlock keyClass(EntityModel.KeyClass keyClass) {
        CodeBlock parts = IntStream.range(0, keyClass.paths().size())
                .mapToObj(index -> CodeBlock.of(
                        "new $T.ColumnPart($S, rows.$L)",
                        Names.EMBEDDED,
                        keyClass.shape().parts().get(index).member().name(),
                        keyClass.paths().get(index)))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of(
                "keyClass(new $T<>($T.class, new KeyAccess(), $T.of($L)))",
                Names.EMBEDDED,
                keyClass.shape().type(),
                List.class,
                parts);
    }

    private CodeBlock declaration(AttributeModel attribute) {
        if (attribute instanceof AttributeModel.Basic basic) {
            return basic(basic);
        }
        if (attribute instanceof AttributeModel.Composite composite) {
            CodeBlock embedded = CodeBlock.of("rows.$L.embedded()", composite.path());
            return composite.role() == Role.KEY
                    ? CodeBlock.of("key($S, $L)", composite.name(), embedded)
                    : CodeBlock.of(
                            "embedded($S, $L$L)",
                            composite.name(),
                            embedded,
                            flags(composite.isInsertable(), composite.isUpdatable()));
        }
        return relationship((RelationshipModel) attribute);
    }

    private static CodeBlock basic(AttributeModel.Basic basic) {
        return switch (basic.role()) {
            case KEY -> CodeBlock.of("key($S, rows.$L)", basic.name(), basic.path());
            case VERSION -> CodeBlock.of("version($S, rows.$L)", basic.name(), basic.path());
            case ORDINARY ->
                CodeBlock.of(
                        "basic($S, rows.$L$L)",
                        basic.name(),
                        basic.path(),
                        flags(basic.isInsertable(), basic.isUpdatable()));
        };
    }

    private static String flags(boolean isInsertable, boolean isUpdatable) {
        return isInsertable && isUpdatable ? "" : ", " + isInsertable + ", " + isUpdatable;
    }

    private CodeBlock relationship(RelationshipModel relationship) {
        CodeBlock options = options(relationship.options());
        String flags = relationship.side() instanceof RelationshipModel.Owning owning
                ? flags(owning.isInsertable(), owning.isUpdatable())
                : "";
        return CodeBlock.of("relationship(\n$L,\n$L$L)", definition(relationship), options, flags);
    }

    private CodeBlock definition(RelationshipModel relationship) {
        RelationshipModel.Side side = relationship.side();
        CodeBlock kind = CodeBlock.of("$T.$L", Names.RELATIONSHIP_KIND, relationship.kind());
        CodeBlock collection = CodeBlock.of("$T.$L", Names.COLLECTION_KIND, relationship.collection());
        CodeBlock target = CodeBlock.of("() -> $T.ENTITY", relationship.targetMetamodel());
        if (side instanceof RelationshipModel.Owning owning) {
            return CodeBlock.of(
                    "$T.reference($S, $L, $L, $T.of($L), () -> $T.of($L))",
                    Names.RELATIONSHIP_DEFINITION,
                    relationship.name(),
                    kind,
                    target,
                    List.class,
                    owning.paths().stream()
                            .map(path -> CodeBlock.of("rows.$L", path))
                            .collect(CodeBlock.joining(", ")),
                    List.class,
                    owning.referred().stream().collect(CodeBlock.joining(", ")));
        }
        if (side instanceof RelationshipModel.Inverse inverse) {
            return CodeBlock.of(
                    "$T.mappedBy($S, $L, $L, $L, $S)",
                    Names.RELATIONSHIP_DEFINITION,
                    relationship.name(),
                    kind,
                    collection,
                    target,
                    inverse.mappedBy());
        }
        return CodeBlock.of(
                "$T.collection($S, $L, $L, $L, () -> $L)",
                Names.RELATIONSHIP_DEFINITION,
                relationship.name(),
                kind,
                collection,
                target,
                join(side));
    }

    private static CodeBlock join(RelationshipModel.Side side) {
        if (side instanceof RelationshipModel.Foreign foreign) {
            return CodeBlock.of("$T.referredBy($L)", Names.RELATIONSHIP_JOIN, pairs(foreign.pairs()));
        }
        LinkModel link = ((RelationshipModel.Linked) side).link();
        return CodeBlock.of(
                "$T.through($N, $L, $L)",
                Names.RELATIONSHIP_JOIN,
                link.field(),
                pairs(link.local()),
                pairs(link.remote()));
    }

    private static CodeBlock pairs(List<RelationshipModel.Pair> pairs) {
        return CodeBlock.of(
                "$T.of($L)",
                List.class,
                pairs.stream()
                        .map(pair -> CodeBlock.of("new $T($L, $L)", Names.COLUMN_PAIR, pair.left(), pair.right()))
                        .collect(CodeBlock.joining(", ")));
    }

    private static CodeBlock options(RelationshipModel.Options options) {
        var code = CodeBlock.builder().add("$T.DEFAULT", Names.RELATIONSHIP_OPTIONS);
        if (options.cascades().contains("ALL")) {
            code.add(".withCascades($T.values())", Names.CASCADE);
        } else if (!options.cascades().isEmpty()) {
            code.add(
                    ".withCascades($L)",
                    options.cascades().stream()
                            .distinct()
                            .map(cascade -> CodeBlock.of("$T.$L", Names.CASCADE, cascade))
                            .collect(CodeBlock.joining(", ")));
        }
        if (options.isOrphanRemoval()) {
            code.add(".withOrphanRemoval()");
        }
        if (options.isEager()) {
            code.add(".eager()");
        }
        if (!options.isOptional()) {
            code.add(".required()");
        }
        @Nullable List<CodeBlock> orderBy = options.orderBy();
        if (orderBy != null) {
            code.add(
                    ".orderedBy(() -> $T.of($L))",
                    List.class,
                    Objects.requireNonNull(orderBy).stream().collect(CodeBlock.joining(", ")));
        }
        return code.build();
    }
}
