package io.cinnabar.processor;

import com.palantir.javapoet.ClassName;
import io.cinnabar.processor.generate.EmbeddableClass;
import io.cinnabar.processor.generate.EntityClass;
import io.cinnabar.processor.generate.GeneratedSource;
import io.cinnabar.processor.generate.ProviderClass;
import io.cinnabar.processor.generate.ServiceFile;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.EmbeddableModel;
import io.cinnabar.processor.model.EntityModel;
import io.cinnabar.processor.read.EntityReader;
import io.cinnabar.processor.read.KnownClasses;
import io.cinnabar.processor.read.ProcessorOptions;
import io.cinnabar.processor.validate.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Makes, for each class annotated with {@code @Entity} or {@code @Embeddable} of {@code jakarta.persistence}, the class
 * by which statements and sessions know it: {@code User_} beside {@code User}, {@code Outer_Inner_} beside
 * {@code Outer.Inner}; and for each package with entities a provider by which they are found.
 *
 * <p>The option {@code -Acinnabar.naming} says how tables and columns are named: {@code jpa}, the default, as Jakarta
 * Persistence says, {@code snake_case} as Spring Boot does. With either, names are in lower case unless they are
 * written in quotes. {@code -Acinnabar.inert} says whether the compiler is told of annotations that have no effect:
 * {@code warn}, the default, {@code note} or {@code ignore}. Any other option or value is an error.
 */
public final class CinnabarProcessor extends AbstractProcessor {
    private static final String PROVIDER = "MappingProvider_";
    private static final List<String> ANNOTATIONS = List.of("Entity", "Embeddable", "MappedSuperclass", "Converter");

    private final Set<String> packages = new TreeSet<>();
    private final Set<String> written = new HashSet<>();
    private final Set<String> deferred = new TreeSet<>();
    private final Set<String> providers = new TreeSet<>();
    private final KnownClasses known = new KnownClasses();
    private @Nullable ProcessorOptions options;
    private boolean hasFailed;

    /** For {@link java.util.ServiceLoader}. */
    public CinnabarProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of("jakarta.persistence.*");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(ProcessorOptions.NAMING, ProcessorOptions.INERT);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        try {
            if (round.processingOver()) {
                register();
            } else {
                processRound(round);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("A generated file cannot be written.", failure);
        }
        return false;
    }

    private void processRound(RoundEnvironment round) throws IOException {
        Map<String, TypeElement> annotated = annotated(round);
        for (String name : deferred) {
            TypeElement element = processingEnv.getElementUtils().getTypeElement(name);
            if (element != null) {
                annotated.put(name, element);
            }
        }
        deferred.clear();
        known.add(annotated.values());
        var problems = new Problems(processingEnv.getMessager());
        if (options == null) {
            options = ProcessorOptions.read(processingEnv.getOptions(), problems);
        }
        var reader = new EntityReader(
                processingEnv.getElementUtils(), processingEnv.getTypeUtils(), problems, known, options);
        var source = new GeneratedSource(processingEnv.getFiler(), processingEnv.getElementUtils());
        var complete = new ArrayList<TypeElement>();
        for (TypeElement element : annotated.values()) {
            if (isComplete(element)) {
                complete.add(element);
            } else {
                deferred.add(element.getQualifiedName().toString());
            }
        }
        writeEmbeddables(complete, reader, source);
        writeEntities(complete, reader, source);
        hasFailed |= problems.errors() > 0;
    }

    private static Map<String, TypeElement> annotated(RoundEnvironment round) {
        var found = new LinkedHashMap<String, TypeElement>();
        collect(ElementFilter.typesIn(round.getRootElements()), found);
        return found;
    }

    private static void collect(Collection<TypeElement> elements, Map<String, TypeElement> found) {
        for (TypeElement element : elements) {
            if (ANNOTATIONS.stream().anyMatch(annotation -> AnnotationView.has(element, annotation))) {
                found.put(element.getQualifiedName().toString(), element);
            }
            collect(ElementFilter.typesIn(element.getEnclosedElements()), found);
        }
    }

    /** Whether all types of a class are there: others may still be generated. */
    private static boolean isComplete(TypeElement element) {
        return isKnown(element.getSuperclass())
                && ElementFilter.fieldsIn(element.getEnclosedElements()).stream()
                        .allMatch(field -> isKnown(field.asType()))
                && ElementFilter.methodsIn(element.getEnclosedElements()).stream()
                        .allMatch(method -> isKnown(method.getReturnType())
                                && method.getParameters().stream().allMatch(parameter -> isKnown(parameter.asType())));
    }

    private static boolean isKnown(TypeMirror type) {
        return type.getKind() != TypeKind.ERROR
                && (!(type instanceof DeclaredType declared)
                        || declared.getTypeArguments().stream().allMatch(CinnabarProcessor::isKnown));
    }

    private void writeEmbeddables(List<TypeElement> elements, EntityReader reader, GeneratedSource source)
            throws IOException {
        var writer = new EmbeddableClass(source);
        for (TypeElement element : elements) {
            if (AnnotationView.has(element, "Embeddable") && isNew(element)) {
                EmbeddableModel model = reader.readEmbeddable(element);
                if (model != null) {
                    writer.write(model);
                }
            }
        }
    }

    private void writeEntities(List<TypeElement> elements, EntityReader reader, GeneratedSource source)
            throws IOException {
        var writer = new EntityClass(source, processingEnv.getTypeUtils());
        var byPackage = new TreeMap<String, List<TypeElement>>();
        for (TypeElement element : elements) {
            if (AnnotationView.has(element, "Entity") && isNew(element)) {
                EntityModel model = reader.read(element);
                if (model != null) {
                    writer.write(model);
                    PackageElement owner = processingEnv.getElementUtils().getPackageOf(element);
                    packages.add(owner.getQualifiedName().toString());
                    byPackage
                            .computeIfAbsent(owner.getQualifiedName().toString(), key -> new ArrayList<>())
                            .add(element);
                }
            }
        }
        for (List<TypeElement> ofPackage : byPackage.values()) {
            writeProvider(ofPackage, source);
        }
    }

    private boolean isNew(TypeElement element) {
        return written.add(element.getQualifiedName().toString());
    }

    /**
     * Writes the provider of a package: of its entities that were just read, and of those that earlier compilations
     * made. A package that gets more of them in a later round has another provider for these.
     */
    private void writeProvider(List<TypeElement> read, GeneratedSource source) throws IOException {
        PackageElement owner = processingEnv.getElementUtils().getPackageOf(read.get(0));
        String packageName = owner.getQualifiedName().toString();
        var metamodels = new TreeSet<ClassName>();
        ClassName provider = ClassName.get(packageName, PROVIDER);
        read.forEach(entity -> metamodels.add(EntityReader.metamodel(entity)));
        boolean isFirst = providers.add(provider.canonicalName());
        if (isFirst) {
            for (TypeElement entity : known.entities(owner)) {
                ClassName metamodel = EntityReader.metamodel(entity);
                boolean isCompiled = processingEnv.getElementUtils().getTypeElement(metamodel.canonicalName()) != null;
                if (isCompiled && !written.contains(entity.getQualifiedName().toString())) {
                    metamodels.add(metamodel);
                }
            }
        } else {
            for (int number = 2; !providers.add(provider.canonicalName()); number++) {
                provider = ClassName.get(packageName, PROVIDER + number);
            }
        }
        new ProviderClass(source).write(provider, List.copyOf(metamodels), read);
    }

    private void register() throws IOException {
        if (hasFailed) {
            return;
        }
        var file = new ServiceFile(processingEnv.getFiler());
        file.write(providers, provider -> isThere(provider, file));
    }

    private boolean isThere(String provider, ServiceFile file) {
        int end = provider.lastIndexOf('.');
        String packageName = end < 0 ? "" : provider.substring(0, end);
        boolean isReplaced =
                packages.contains(packageName) && provider.substring(end + 1).startsWith(PROVIDER);
        return !isReplaced
                && (processingEnv.getElementUtils().getTypeElement(provider) != null || file.hasClass(provider));
    }
}
