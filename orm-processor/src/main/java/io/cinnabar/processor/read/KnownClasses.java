package io.cinnabar.processor.read;

import io.cinnabar.processor.model.AnnotationView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * The annotated classes that are known: those of the compilation, and those on the class path that are in a package of
 * one of them, as the compiler may have been given only the classes that changed.
 */
public final class KnownClasses {
    private final Map<String, TypeElement> compiled = new LinkedHashMap<>();
    private final Map<String, List<TypeElement>> byPackage = new TreeMap<>();

    /** Adds classes of the compilation. */
    public void add(Collection<TypeElement> classes) {
        classes.forEach(known -> compiled.put(known.getQualifiedName().toString(), known));
        byPackage.clear();
    }

    /** The entities that a package holds, by their names. */
    public List<TypeElement> entities(PackageElement owner) {
        return classes(owner).stream()
                .filter(known -> AnnotationView.has(known, "Entity"))
                .toList();
    }

    /** Whether a class is part of the compilation. */
    boolean isCompiled(TypeElement element) {
        return compiled.containsKey(element.getQualifiedName().toString());
    }

    /** All classes with an annotation, by their names: those of the compilation and of a package. */
    List<TypeElement> annotated(PackageElement owner, String annotation) {
        var all = new TreeMap<String, TypeElement>();
        classes(owner).forEach(known -> all.put(known.getQualifiedName().toString(), known));
        all.putAll(compiled);
        return all.values().stream()
                .filter(known -> AnnotationView.has(known, annotation))
                .toList();
    }

    private List<TypeElement> classes(PackageElement owner) {
        return byPackage.computeIfAbsent(owner.getQualifiedName().toString(), name -> {
            var found = new TreeMap<String, TypeElement>();
            collect(owner, found);
            compiled.values().stream()
                    .filter(known -> isIn(known, name))
                    .forEach(known -> found.put(known.getQualifiedName().toString(), known));
            return List.copyOf(found.values());
        });
    }

    private static boolean isIn(TypeElement element, String packageName) {
        Element owner = element;
        while (owner != null && !(owner instanceof PackageElement)) {
            owner = owner.getEnclosingElement();
        }
        return owner instanceof PackageElement found && found.getQualifiedName().contentEquals(packageName);
    }

    private static void collect(Element owner, Map<String, TypeElement> found) {
        for (TypeElement element : new ArrayList<>(ElementFilter.typesIn(owner.getEnclosedElements()))) {
            found.put(element.getQualifiedName().toString(), element);
            collect(element, found);
        }
    }
}
