package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import io.cinnabar.processor.validate.Problems;
import io.cinnabar.processor.validate.SupportedAnnotations;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** What all readers share. */
record ReadContext(Elements elements, Types types, Problems problems, ProcessorOptions options, KnownClasses known) {

    /** How names become names of the database. */
    Naming naming() {
        return options.naming();
    }

    /** Which annotations are understood. */
    SupportedAnnotations supportedAnnotations() {
        return new SupportedAnnotations(problems, options.inert());
    }

    /** The class that is generated for another: {@code User_}, and {@code Outer_Inner_} for a nested one. */
    static ClassName metamodel(TypeElement element) {
        ClassName name = ClassName.get(element);
        return ClassName.get(name.packageName(), String.join("_", name.simpleNames()) + "_");
    }

    /** The class of a type, or null where it is none. */
    @Nullable
    TypeElement classOf(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED ? (TypeElement) ((DeclaredType) type).asElement() : null;
    }

    /** The class that declares a member. */
    static TypeElement ownerOf(Element member) {
        return (TypeElement) Objects.requireNonNull(member.getEnclosingElement());
    }

    /** The superclass, or null at the top. */
    @Nullable
    TypeElement superclass(TypeElement element) {
        TypeMirror type = element.getSuperclass();
        return type.getKind() == TypeKind.DECLARED ? (TypeElement) ((DeclaredType) type).asElement() : null;
    }

    /** The package of an element. */
    PackageElement packageOf(Element element) {
        return elements.getPackageOf(element);
    }

    /** Whether a member is seen by the classes of the package of another element. */
    boolean isVisible(Element member, Element user) {
        if (member.getModifiers().contains(Modifier.PRIVATE)) {
            return false;
        }
        if (packageOf(member).equals(packageOf(user))) {
            return true;
        }
        if (!member.getModifiers().contains(Modifier.PUBLIC)) {
            return false;
        }
        Element owner = member.getEnclosingElement();
        return owner == null || !owner.getKind().isClass() && !owner.getKind().isInterface() || isVisible(owner, user);
    }

    /** Whether a type can be named in the package of an element. */
    boolean isNameable(TypeMirror type, Element user) {
        if (type instanceof ArrayType array) {
            return isNameable(array.getComponentType(), user);
        }
        if (!(type instanceof DeclaredType declared)) {
            return true;
        }
        for (Element owner = declared.asElement(); owner instanceof TypeElement; owner = owner.getEnclosingElement()) {
            if (!isVisible(owner, user)) {
                return false;
            }
        }
        return declared.getTypeArguments().stream().allMatch(argument -> isNameable(argument, user));
    }

    /** Whether the whole world sees a class. */
    boolean isPublic(TypeElement element) {
        for (Element owner = element; owner instanceof TypeElement; owner = owner.getEnclosingElement()) {
            if (!owner.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a type is a class with a qualified name. */
    boolean is(TypeMirror type, String qualifiedName) {
        TypeElement element = classOf(type);
        return element != null && element.getQualifiedName().contentEquals(qualifiedName);
    }
}
