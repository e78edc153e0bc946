package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.CallbackModel;
import io.cinnabar.processor.validate.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads the methods that are called at moments in the life of an object: of listeners first, then its own. */
final class CallbackReader {
    /** The annotations of callbacks, each with the constant of its event. */
    static final Map<String, String> EVENTS = Map.of(
            "PrePersist", "PRE_PERSIST",
            "PostPersist", "POST_PERSIST",
            "PreUpdate", "PRE_UPDATE",
            "PostUpdate", "POST_UPDATE",
            "PreRemove", "PRE_REMOVE",
            "PostRemove", "POST_REMOVE",
            "PostLoad", "POST_LOAD");

    private final ReadContext context;
    private final AccessReader accesses;

    CallbackReader(ReadContext context) {
        this.context = context;
        this.accesses = new AccessReader(context);
    }

    /**
     * The callbacks of an entity, in the order in which they are called.
     *
     * @param hierarchy the class and its mapped superclasses, from the top
     */
    List<CallbackModel> read(TypeElement entity, List<TypeElement> hierarchy) {
        var callbacks = new ArrayList<CallbackModel>();
        int first = 0;
        for (int level = 0; level < hierarchy.size(); level++) {
            if (AnnotationView.has(hierarchy.get(level), "ExcludeSuperclassListeners")) {
                first = level;
            }
        }
        for (TypeElement level : hierarchy.subList(first, hierarchy.size())) {
            AnnotationView listeners = AnnotationView.find(level, "EntityListeners");
            if (listeners != null) {
                listeners.types("value").forEach(listener -> listener(listener, entity, callbacks));
            }
        }
        for (TypeElement level : hierarchy) {
            for (ExecutableElement method : ElementFilter.methodsIn(level.getEnclosedElements())) {
                if (!isOverridden(method, level, entity)) {
                    own(method, entity, callbacks);
                }
            }
        }
        return callbacks;
    }

    private void own(ExecutableElement method, TypeElement entity, List<CallbackModel> callbacks) {
        for (String event : events(method)) {
            if (method.getModifiers().contains(Modifier.STATIC)
                    || !method.getParameters().isEmpty()
                    || !method.getThrownTypes().stream().allMatch(this::isUnchecked)) {
                context.problems()
                        .invalid(
                                method,
                                "The callback '" + Problems.path(method) + "' must be a method of the object, without"
                                        + " arguments and without checked exceptions. Change it, or move it to a listener.");
                return;
            }
            callbacks.add(new CallbackModel(
                    event,
                    method,
                    accesses.literal(ReadContext.ownerOf(method), entity, entity),
                    null,
                    context.isVisible(method, entity)));
        }
    }

    private void listener(TypeMirror type, TypeElement entity, List<CallbackModel> callbacks) {
        TypeElement listener = context.classOf(type);
        if (listener == null) {
            return;
        }
        boolean isConstructible = context.isVisible(listener, entity)
                && !listener.getModifiers().contains(Modifier.ABSTRACT)
                && ElementFilter.constructorsIn(listener.getEnclosedElements()).stream()
                        .anyMatch(constructor ->
                                constructor.getParameters().isEmpty() && context.isVisible(constructor, entity));
        if (!isConstructible) {
            context.problems()
                    .invalid(
                            entity,
                            "The listener " + listener.getSimpleName() + " of " + entity.getSimpleName()
                                    + " cannot be made: it must have a constructor without arguments that is visible to "
                                    + context.packageOf(entity) + ". Add one.");
            return;
        }
        for (ExecutableElement method : methods(listener)) {
            for (String event : events(method)) {
                listenerMethod(method, listener, entity, event, callbacks);
            }
        }
    }

    private void listenerMethod(
            ExecutableElement method,
            TypeElement listener,
            TypeElement entity,
            String event,
            List<CallbackModel> callbacks) {
        boolean isOne = method.getParameters().size() == 1
                && method.getThrownTypes().stream().allMatch(this::isUnchecked);
        if (!isOne || !context.types().isAssignable(entity.asType(), parameter(method, listener))) {
            context.problems()
                    .invalid(
                            entity,
                            "The callback '" + Problems.path(method) + "' of a listener of " + entity.getSimpleName()
                                    + " must take one argument that such an object can be passed as, and throw no checked"
                                    + " exception. Let it take an Object or a " + entity.getSimpleName() + ".");
            return;
        }
        callbacks.add(new CallbackModel(
                event,
                method,
                accesses.literal(ReadContext.ownerOf(method), listener, entity),
                ClassName.get(listener),
                context.isVisible(method, entity)));
    }

    private TypeMirror parameter(ExecutableElement method, TypeElement listener) {
        var type = (javax.lang.model.type.ExecutableType)
                context.types().asMemberOf((DeclaredType) listener.asType(), method);
        return context.types().erasure(type.getParameterTypes().get(0));
    }

    private List<ExecutableElement> methods(TypeElement listener) {
        var methods = new ArrayList<ExecutableElement>();
        for (TypeElement level = listener; level != null; level = context.superclass(level)) {
            for (ExecutableElement method : ElementFilter.methodsIn(level.getEnclosedElements())) {
                if (!isOverridden(method, level, listener)) {
                    methods.add(method);
                }
            }
        }
        return methods;
    }

    private boolean isOverridden(ExecutableElement method, TypeElement owner, TypeElement bottom) {
        for (TypeElement level = bottom; level != null && !level.equals(owner); level = context.superclass(level)) {
            for (ExecutableElement below : ElementFilter.methodsIn(level.getEnclosedElements())) {
                if (context.elements().overrides(below, method, bottom)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<String> events(ExecutableElement method) {
        return AnnotationView.all(method).stream()
                .filter(annotation -> annotation.name().startsWith(AnnotationView.JPA))
                .map(annotation -> event(annotation.simpleName()))
                .filter(event -> event != null)
                .toList();
    }

    private static @Nullable String event(String annotation) {
        return EVENTS.get(annotation);
    }

    private boolean isUnchecked(TypeMirror thrown) {
        return isSubtype(thrown, "java.lang.RuntimeException") || isSubtype(thrown, "java.lang.Error");
    }

    private boolean isSubtype(TypeMirror thrown, String above) {
        return context.types()
                .isSubtype(thrown, context.elements().getTypeElement(above).asType());
    }
}
