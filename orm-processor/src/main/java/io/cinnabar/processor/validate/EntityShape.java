package io.cinnabar.processor.validate;

import io.cinnabar.processor.model.AnnotationView;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** What a class must be to be mapped. */
public final class EntityShape {
    private final Problems problems;

    /** The rules, which tell what they refuse. */
    public EntityShape(Problems problems) {
        this.problems = problems;
    }

    /** Tells what a class lacks to be an entity; whether it may be read at all. */
    public boolean checkEntity(TypeElement element) {
        String name = element.getSimpleName().toString();
        if (element.getKind() == ElementKind.RECORD) {
            problems.unsupported(
                    element,
                    "The entity " + name
                            + " is a record, whose objects cannot change and have no lazy references. Make it"
                            + " a class; a record can be @Embeddable.");
            return false;
        }
        if (element.getKind() != ElementKind.CLASS) {
            problems.invalid(element, "The entity " + name + " is not a class. Make it one.");
            return false;
        }
        if (element.getModifiers().contains(Modifier.FINAL)) {
            problems.invalid(
                    element,
                    "The entity " + name + " is final, so that it can have no lazy references, which are of a subclass."
                            + " Take final away.");
        }
        if (element.getModifiers().contains(Modifier.ABSTRACT)) {
            problems.invalid(
                    element,
                    "The entity " + name
                            + " is abstract, so that it has no objects. Annotate it with @MappedSuperclass if"
                            + " others extend it.");
        }
        if (!element.getTypeParameters().isEmpty()) {
            problems.unsupported(
                    element, "The entity " + name + " has type parameters. Put them into a @MappedSuperclass.");
        }
        checkPlace(element);
        checkSuperclasses(element);
        checkConstructor(element);
        return true;
    }

    private void checkPlace(TypeElement element) {
        String name = element.getSimpleName().toString();
        if (element.getNestingKind() == NestingKind.MEMBER
                && !element.getModifiers().contains(Modifier.STATIC)) {
            problems.invalid(element, "The class " + name + " is an inner class. Make it static.");
        }
        for (Element owner = element; owner instanceof TypeElement; owner = owner.getEnclosingElement()) {
            if (owner.getModifiers().contains(Modifier.PRIVATE)) {
                problems.invalid(
                        element,
                        "The class " + name + " is private, so that generated classes do not see it. Make it"
                                + " package-private.");
            }
        }
    }

    private void checkSuperclasses(TypeElement element) {
        var type = element.getSuperclass();
        while (type.getKind() == TypeKind.DECLARED) {
            TypeElement above = (TypeElement) ((DeclaredType) type).asElement();
            if (AnnotationView.has(above, "Entity")) {
                problems.unsupported(
                        element,
                        "The entity " + element.getSimpleName() + " extends the entity " + above.getSimpleName()
                                + ", which is not supported yet. Use @MappedSuperclass for what classes share, or a"
                                + " @OneToOne to what differs.");
                return;
            }
            type = above.getSuperclass();
        }
    }

    /** Tells whether an embeddable class can be made. */
    public void checkEmbeddable(TypeElement element) {
        if (element.getKind() == ElementKind.RECORD) {
            checkPlace(element);
            return;
        }
        if (element.getKind() != ElementKind.CLASS || element.getModifiers().contains(Modifier.ABSTRACT)) {
            problems.invalid(
                    element,
                    "The embeddable class " + element.getSimpleName() + " cannot be made. Make it a class that is not"
                            + " abstract, or a record.");
            return;
        }
        checkPlace(element);
        checkConstructor(element);
    }

    private void checkConstructor(TypeElement element) {
        boolean isConstructible = ElementFilter.constructorsIn(element.getEnclosedElements()).stream()
                .anyMatch(EntityShape::isUsable);
        if (isConstructible) {
            return;
        }
        boolean isLombok = AnnotationView.all(element).stream()
                .anyMatch(annotation -> annotation.name().equals("lombok.NoArgsConstructor")
                        || annotation.name().equals("lombok.Data"));
        problems.invalid(
                element,
                "The class " + element.getSimpleName()
                        + " has no constructor without arguments that is public, protected"
                        + " or package-private. "
                        + (isLombok
                                ? "Lombok makes it, but has not run yet: list Lombok first among the annotation"
                                        + " processors."
                                : "Add one."));
    }

    private static boolean isUsable(ExecutableElement constructor) {
        return constructor.getParameters().isEmpty()
                && !constructor.getModifiers().contains(Modifier.PRIVATE);
    }
}
