package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.cinnabar.processor.model.AttributeAccess;
import io.cinnabar.processor.validate.Problems;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Decides how generated code reads and writes an attribute. */
final class AccessReader {
    private final ReadContext context;

    AccessReader(ReadContext context) {
        this.context = context;
    }

    /** The access to a field from beside the mapped class. */
    AttributeAccess field(VariableElement field, TypeElement mapped, TypeElement user) {
        String name = field.getSimpleName().toString();
        if (field.getModifiers().contains(Modifier.FINAL)) {
            context.problems()
                    .invalid(
                            field,
                            "Attribute '" + Problems.path(field) + "' is final and so cannot be set when an object is"
                                    + " loaded. Take final away.");
        }
        return context.isVisible(field, user) ? new AttributeAccess.Direct(name) : handle(field, mapped, user);
    }

    private AttributeAccess handle(VariableElement field, TypeElement mapped, TypeElement user) {
        TypeElement owner = ReadContext.ownerOf(field);
        TypeName erasure = TypeName.get(context.types().erasure(field.asType()));
        TypeName receiver = owner.equals(mapped) || !context.isVisible(owner, user) ? null : ClassName.get(owner);
        return new AttributeAccess.Handle(
                field.getSimpleName().toString(), literal(owner, mapped, user), receiver, erasure);
    }

    /** The expression of the class of a mapped class or of one of its superclasses. */
    CodeBlock literal(TypeElement owner, TypeElement mapped, TypeElement user) {
        if (owner.equals(mapped) || context.isVisible(owner, user)) {
            return CodeBlock.of("$T.class", ClassName.get(owner));
        }
        CodeBlock literal = CodeBlock.of("$T.class", ClassName.get(mapped));
        for (TypeElement level = mapped; !level.equals(owner); ) {
            literal = CodeBlock.of("$L.getSuperclass()", literal);
            TypeElement above = context.superclass(level);
            if (above == null) {
                break;
            }
            level = above;
        }
        return literal;
    }

    /** The access to a property from beside the mapped class, or null where it has none. */
    @Nullable
    AttributeAccess property(ExecutableElement getter, TypeElement mapped, TypeElement user) {
        String setterName = "set" + Naming.capitalized(MemberReader.propertyName(getter));
        ExecutableElement setter = setter(setterName, getter, mapped);
        if (setter == null) {
            context.problems()
                    .invalid(
                            getter,
                            "The property '" + Problems.path(getter) + "' has no " + setterName + "(…), by which it is"
                                    + " set when an object is loaded. Add it, or annotate the getter with @Transient."
                                    + (Lombok.isUsed(mapped) ? Lombok.REMEDY : ""));
            return null;
        }
        for (ExecutableElement method : new ExecutableElement[] {getter, setter}) {
            if (!context.isVisible(method, user)) {
                context.problems()
                        .invalid(
                                method,
                                "The method '" + Problems.path(method) + "' is not visible to the generated class in "
                                        + context.packageOf(user) + ". Make it package-private or public, or map the"
                                        + " class by its fields.");
            }
        }
        return new AttributeAccess.Property(getter.getSimpleName().toString(), setterName);
    }

    private @Nullable ExecutableElement setter(String name, ExecutableElement getter, TypeElement mapped) {
        for (TypeElement level = mapped; level != null; level = context.superclass(level)) {
            for (ExecutableElement method : ElementFilter.methodsIn(level.getEnclosedElements())) {
                if (method.getSimpleName().contentEquals(name)
                        && method.getParameters().size() == 1
                        && context.types()
                                .isSameType(
                                        context.types()
                                                .erasure(method.getParameters()
                                                        .get(0)
                                                        .asType()),
                                        context.types().erasure(getter.getReturnType()))) {
                    return method;
                }
            }
        }
        return null;
    }
}
