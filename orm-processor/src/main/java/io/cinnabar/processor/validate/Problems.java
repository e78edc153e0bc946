package io.cinnabar.processor.validate;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.processor.model.AnnotationView;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** Tells what is wrong with annotated classes, once each, on the element that it is about. */
public final class Problems {
    private final Messager messager;
    private final Set<String> told = new HashSet<>();
    private int errors;

    /** Problems that are told to the compiler. */
    public Problems(Messager messager) {
        this.messager = messager;
    }

    /** The number of errors up to now: a class that is read without a new one can be generated. */
    public int errors() {
        return errors;
    }

    /** An element contradicts itself or others. */
    public void invalid(Element element, String message) {
        if (isNew(element, message)) {
            messager.printMessage(Diagnostic.Kind.ERROR, coded(message, ErrorCode.MAPPING_INVALID), element);
        }
        errors++;
    }

    /** A class is referred to that is not mapped. */
    public void unmapped(Element element, String message) {
        if (isNew(element, message)) {
            messager.printMessage(Diagnostic.Kind.ERROR, coded(message, ErrorCode.ENTITY_UNMAPPED), element);
        }
        errors++;
    }

    /** An element asks for what there is not. */
    public void unsupported(Element element, String message) {
        if (isNew(element, message)) {
            messager.printMessage(Diagnostic.Kind.ERROR, coded(message, ErrorCode.MAPPING_UNSUPPORTED), element);
        }
        errors++;
    }

    /** An annotation asks for what there is not. */
    public void unsupported(AnnotationView annotation, String message) {
        if (isNew(annotation.element(), message)) {
            messager.printMessage(
                    Diagnostic.Kind.ERROR,
                    coded(message, ErrorCode.MAPPING_UNSUPPORTED),
                    annotation.element(),
                    annotation.mirror());
        }
        errors++;
    }

    /** A member of an annotation asks for what there is not. */
    public void unsupported(AnnotationView annotation, String member, String message) {
        AnnotationValue value = annotation.value(member);
        if (value == null) {
            unsupported(annotation, message);
            return;
        }
        if (isNew(annotation.element(), message)) {
            messager.printMessage(
                    Diagnostic.Kind.ERROR,
                    coded(message, ErrorCode.MAPPING_UNSUPPORTED),
                    annotation.element(),
                    annotation.mirror(),
                    value);
        }
        errors++;
    }

    /** The compiler was given an option, or a value of one, that there is not. */
    public void unknownOption(String message) {
        messager.printMessage(Diagnostic.Kind.ERROR, coded(message, ErrorCode.MAPPING_UNSUPPORTED));
        errors++;
    }

    /** Something has no effect, or less than one would think. */
    public void warn(Element element, String message) {
        remark(Diagnostic.Kind.WARNING, element, message);
    }

    /** Something is remarked; nothing where the kind is {@code OTHER}. */
    public void remark(Diagnostic.Kind kind, Element element, String message) {
        if (kind != Diagnostic.Kind.OTHER && isNew(element, message)) {
            messager.printMessage(kind, message, element);
        }
    }

    private boolean isNew(Element element, String message) {
        return told.add(path(element) + ": " + message);
    }

    /** The element with the class that has it, as {@code User.name}: what messages call it. */
    public static String path(Element element) {
        Element owner = element.getEnclosingElement();
        boolean isMember = !element.getKind().isClass() && !element.getKind().isInterface();
        return isMember && owner != null
                ? owner.getSimpleName() + "." + element.getSimpleName()
                : element.getSimpleName().toString();
    }

    private static String coded(String message, ErrorCode code) {
        return message + " [" + code.id() + "]";
    }
}
