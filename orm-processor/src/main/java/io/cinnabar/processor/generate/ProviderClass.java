package io.cinnabar.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;

/** Writes the class by which the entities of a package are found. */
public final class ProviderClass {
    private final GeneratedSource source;

    /** Writes to a source. */
    public ProviderClass(GeneratedSource source) {
        this.source = source;
    }

    /** Writes a provider of the entities whose generated classes are given. */
    public void write(ClassName provider, List<ClassName> metamodels, Collection<? extends Element> origins)
            throws IOException {
        var listOfEntities = ParameterizedTypeName.get(
                ClassName.get(List.class),
                WildcardTypeName.subtypeOf(
                        ParameterizedTypeName.get(Names.ENTITY, WildcardTypeName.subtypeOf(Object.class))));
        var type = TypeSpec.classBuilder(provider)
                .addJavadoc("Hands over the mapped classes of this package.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
                .addSuperinterface(Names.MAPPING_PROVIDER)
                .addMethod(MethodSpec.constructorBuilder()
                        .addJavadoc("For {@link $T}.\n", java.util.ServiceLoader.class)
                        .addModifiers(Modifier.PUBLIC)
                        .build())
                .addMethod(MethodSpec.methodBuilder("entities")
                        .addAnnotation(Override.class)
                        .addModifiers(Modifier.PUBLIC)
                        .returns(listOfEntities)
                        .addStatement(
                                "return $T.of($L)",
                                List.class,
                                metamodels.stream()
                                        .map(metamodel -> CodeBlock.of("$T.ENTITY", metamodel))
                                        .collect(CodeBlock.joining(", ")))
                        .build());
        origins.forEach(type::addOriginatingElement);
        source.write(provider, type);
    }
}
