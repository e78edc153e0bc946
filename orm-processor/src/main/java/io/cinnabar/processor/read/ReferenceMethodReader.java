package io.cinnabar.processor.read;

import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.validate.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Finds the methods that a reference overrides, so that each of them loads the object first. */
final class ReferenceMethodReader {
    private final ReadContext context;

    ReferenceMethodReader(ReadContext context) {
        this.context = context;
    }

    /** The methods of a class and its superclasses, but for those of the key and those that cannot be overridden. */
    List<ExecutableElement> read(TypeElement entity, List<Member> key) {
        var methods = new ArrayList<ExecutableElement>();
        for (TypeElement level = entity;
                level != null && !level.getQualifiedName().contentEquals("java.lang.Object");
                level = context.superclass(level)) {
            for (ExecutableElement method : ElementFilter.methodsIn(level.getEnclosedElements())) {
                if (isOfObject(method)
                        && !isKeyGetter(method, key)
                        && isNew(method, methods, entity)
                        && isOverridable(method, entity)) {
                    methods.add(method);
                }
            }
        }
        methods.removeIf(method -> method.getModifiers().contains(Modifier.ABSTRACT));
        return methods;
    }

    private boolean isNew(ExecutableElement method, List<ExecutableElement> methods, TypeElement entity) {
        return methods.stream().noneMatch(below -> context.elements().overrides(below, method, entity));
    }

    private boolean isOfObject(ExecutableElement method) {
        Set<Modifier> modifiers = method.getModifiers();
        return !modifiers.contains(Modifier.STATIC)
                && !modifiers.contains(Modifier.PRIVATE)
                && !context.elements().isBridge(method)
                && !method.getSimpleName().contentEquals("finalize");
    }

    private boolean isOverridable(ExecutableElement method, TypeElement entity) {
        Set<Modifier> modifiers = method.getModifiers();
        boolean isSeen = modifiers.contains(Modifier.PUBLIC)
                || modifiers.contains(Modifier.PROTECTED)
                || context.packageOf(method).equals(context.packageOf(entity));
        if (isSeen && modifiers.contains(Modifier.FINAL)) {
            context.problems()
                    .warn(
                            method,
                            "The method '" + Problems.path(method)
                                    + "' is final: called on a lazy reference that is not"
                                    + " loaded it sees empty fields, as nothing can load the object first. Take final"
                                    + " away.");
            return false;
        }
        return isSeen;
    }

    private static boolean isKeyGetter(ExecutableElement method, List<Member> key) {
        if (!method.getParameters().isEmpty()) {
            return false;
        }
        String name = method.getSimpleName().toString();
        return key.stream()
                .anyMatch(
                        member -> name.equals(member.name()) || name.equals("get" + Naming.capitalized(member.name())));
    }
}
