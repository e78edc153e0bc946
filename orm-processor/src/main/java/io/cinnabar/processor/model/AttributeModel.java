package io.cinnabar.processor.model;

import com.palantir.javapoet.TypeName;
import javax.lang.model.element.Element;

/** An attribute of a mapped class. */
public sealed interface AttributeModel permits AttributeModel.Basic, AttributeModel.Composite, RelationshipModel {

    /** The name in the class. */
    String name();

    /** Its type as the generated source writes it. */
    TypeName type();

    /** How it is read and written. */
    AttributeAccess access();

    /** What part it has. */
    enum Role {
        /** It belongs to the key. */
        KEY,
        /** It counts the changes. */
        VERSION,
        /** None in particular. */
        ORDINARY
    }

    /**
     * One column.
     *
     * @param path the field of the table's class
     */
    record Basic(
            String name,
            TypeName type,
            AttributeAccess access,
            Role role,
            String path,
            TypeName columnClass,
            boolean isInsertable,
            boolean isUpdatable,
            Element element)
            implements AttributeModel {}

    /**
     * An embeddable.
     *
     * @param path the field of the table's class
     */
    record Composite(
            String name,
            TypeName type,
            AttributeAccess access,
            Role role,
            String path,
            EmbeddableModel embeddable,
            boolean isInsertable,
            boolean isUpdatable)
            implements AttributeModel {}
}
