package io.cinnabar.processor.model;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import org.jspecify.annotations.Nullable;

/** How an attribute of an object is read and written. */
public sealed interface AttributeAccess {

    /** A field that the generated class sees. */
    record Direct(String field) implements AttributeAccess {}

    /**
     * A field that is reached by a handle.
     *
     * @param field the name
     * @param owner the expression of the class that declares it
     * @param receiver the class that declares it, or null where it is the mapped class or cannot be named
     * @param erasure the class of the field, without type arguments
     */
    record Handle(String field, CodeBlock owner, @Nullable TypeName receiver, TypeName erasure)
            implements AttributeAccess {}

    /** Methods that the generated class sees. */
    record Property(String getter, String setter) implements AttributeAccess {}

    /** A component of a record, which is set by the constructor. */
    record Component(String name) implements AttributeAccess {}
}
