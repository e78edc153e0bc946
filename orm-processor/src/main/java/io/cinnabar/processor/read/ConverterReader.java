package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.validate.Problems;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds the {@code AttributeConverter} of an attribute: the one that it names, or one that applies by itself. */
final class ConverterReader {
    private static final String INTERFACE = "jakarta.persistence.AttributeConverter";

    /** Annotations with which an attribute is not converted unless it says so. */
    private static final Set<String> EXEMPT = Set.of("Id", "Version", "Enumerated", "Temporal");

    private final ReadContext context;

    ConverterReader(ReadContext context) {
        this.context = context;
    }

    /**
     * A converter.
     *
     * @param type its class
     * @param attribute the class of the attributes that it converts
     * @param storage what it converts them to
     */
    record Converter(ClassName type, TypeMirror attribute, TypeMirror storage) {}

    /** The converter of an attribute, or null. */
    @Nullable
    Converter find(Member member) {
        Element element = member.element();
        for (AnnotationView convert : AnnotationView.repeated(element, "Convert", "Converts")) {
            if (convert.isWritten("attributeName")) {
                context.problems()
                        .unsupported(
                                convert,
                                "attributeName",
                                "A conversion of a part of '" + Problems.path(element)
                                        + "' is not supported. Annotate the attribute of the embeddable class.");
            } else if (convert.flag("disableConversion", false)) {
                return null;
            } else {
                TypeMirror type = convert.type("converter");
                TypeElement named = type == null ? null : context.classOf(type);
                if (named != null) {
                    return explicit(named, member);
                }
            }
        }
        boolean isExempt = EXEMPT.stream().anyMatch(annotation -> AnnotationView.has(element, annotation));
        return isExempt ? null : automatic(member);
    }

    private @Nullable Converter explicit(TypeElement type, Member member) {
        Element element = member.element();
        Converter converter = describe(type);
        if (converter == null) {
            context.problems()
                    .invalid(
                            element,
                            "The converter " + type.getSimpleName() + " of '" + Problems.path(element)
                                    + "' does not say what it converts. Let it implement AttributeConverter with two"
                                    + " classes.");
            return null;
        }
        if (!context.types().isSameType(boxed(member.type()), converter.attribute())
                && !context.types().isAssignable(boxed(member.type()), converter.attribute())) {
            context.problems()
                    .invalid(
                            element,
                            "The converter " + type.getSimpleName() + " converts " + converter.attribute() + ", but '"
                                    + Problems.path(element) + "' is a " + member.typeName() + ". Name another one.");
            return null;
        }
        boolean isConstructible = ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                .anyMatch(constructor -> isUsable(constructor, element));
        if (!isConstructible || type.getModifiers().contains(Modifier.ABSTRACT)) {
            context.problems()
                    .invalid(
                            element,
                            "The converter " + type.getSimpleName() + " of '" + Problems.path(element)
                                    + "' cannot be made: give it a constructor without arguments that is visible to "
                                    + context.packageOf(element) + ".");
        }
        return converter;
    }

    private boolean isUsable(ExecutableElement constructor, Element user) {
        return constructor.getParameters().isEmpty()
                && context.isVisible(constructor, user)
                && context.isVisible(ReadContext.ownerOf(constructor), user);
    }

    private @Nullable Converter automatic(Member member) {
        for (TypeElement type : context.known().annotated(context.packageOf(member.element()), "Converter")) {
            AnnotationView annotation = AnnotationView.find(type, "Converter");
            if (annotation == null || !annotation.flag("autoApply", false)) {
                continue;
            }
            Converter converter = describe(type);
            if (converter != null && context.types().isSameType(boxed(member.type()), converter.attribute())) {
                return explicit(type, member);
            }
        }
        return null;
    }

    private @Nullable Converter describe(TypeElement type) {
        DeclaredType declared = supertype(type.asType());
        if (declared == null) {
            return null;
        }
        List<? extends TypeMirror> arguments = declared.getTypeArguments();
        return arguments.size() == 2 ? new Converter(ClassName.get(type), arguments.get(0), arguments.get(1)) : null;
    }

    private @Nullable DeclaredType supertype(TypeMirror type) {
        if (context.is(type, INTERFACE)) {
            return (DeclaredType) type;
        }
        for (TypeMirror above : context.types().directSupertypes(type)) {
            DeclaredType found = supertype(above);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private TypeMirror boxed(TypeMirror type) {
        return type.getKind().isPrimitive()
                ? context.types().boxedClass((PrimitiveType) type).asType()
                : type;
    }
}
