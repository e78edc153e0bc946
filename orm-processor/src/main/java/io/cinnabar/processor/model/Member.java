package io.cinnabar.processor.model;

import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/**
 * A persistent attribute before its annotations are read.
 *
 * @param name the name
 * @param type its type in the class that is mapped: the type variables of superclasses are replaced
 * @param element the field, method or component that has the annotations
 * @param access how it is read and written
 */
public record Member(String name, TypeMirror type, Element element, AttributeAccess access) {

    /** The type as text, without its annotations. */
    public String typeName() {
        return TypeName.get(type).toString();
    }
}
