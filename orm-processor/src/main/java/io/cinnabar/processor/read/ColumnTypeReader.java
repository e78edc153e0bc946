package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.ColumnType;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.validate.Problems;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Finds the SQL type of an attribute of one column. */
final class ColumnTypeReader {
    private final ReadContext context;
    private final ConverterReader converters;

    ColumnTypeReader(ReadContext context) {
        this.context = context;
        this.converters = new ConverterReader(context);
    }

    /** The type of an attribute's column; null where there is none, which was told. */
    @Nullable
    ColumnType read(Member member, @Nullable AnnotationView column) {
        ColumnSize size = ColumnSize.of(column, AnnotationView.has(member.element(), "Lob"));
        ColumnType type = type(member, size);
        if (type == null || column == null || column.text("columnDefinition").isEmpty()) {
            return type;
        }
        ColumnType defined = new ColumnDefinition(column.text("columnDefinition")).applied(type);
        if (defined == null) {
            context.problems()
                    .unsupported(
                            column,
                            "columnDefinition",
                            "The columnDefinition '" + column.text("columnDefinition") + "' of '"
                                    + Problems.path(member.element())
                                    + "' cannot be honoured: it is SQL of one database,"
                                    + " and not simply the name of a type that holds a " + member.typeName()
                                    + ". Say it with"
                                    + " length, precision and scale, or with an AttributeConverter, and leave defaults to"
                                    + " the migration of the schema.");
        }
        return defined;
    }

    private @Nullable ColumnType type(Member member, ColumnSize size) {
        Element element = member.element();
        ConverterReader.Converter converter = converters.find(member);
        if (converter != null) {
            ColumnType storage = basic(converter.storage(), size);
            if (storage == null) {
                context.problems()
                        .unsupported(
                                element,
                                "The converter " + converter.type() + " of '" + Problems.path(element)
                                        + "' converts to "
                                        + converter.storage() + ", for which no SQL type is known. Let it convert to"
                                        + " String, a number, a date or byte[].");
                return null;
            }
            return BasicTypes.converted(boxed(member.type()), storage, converter.type());
        }
        checkMeaning(member);
        if (isEnum(member.type())) {
            return enumeration(member, size);
        }
        AnnotationView temporal = AnnotationView.find(element, "Temporal");
        ColumnType type = temporal != null && isLegacy(member.type())
                ? BasicTypes.legacy(member.typeName(), temporal.constant("value", "TIMESTAMP"), size)
                : basic(member.type(), size);
        if (type == null) {
            refuse(member);
        }
        return type;
    }

    /** Tells which annotations have no meaning for the type of an attribute. */
    private void checkMeaning(Member member) {
        Element element = member.element();
        refuse(element, "Enumerated", isEnum(member.type()), "an enum");
        refuse(element, "Temporal", isLegacy(member.type()), "a java.util.Date or Calendar");
        String type = member.typeName();
        boolean isLarge = type.equals("java.lang.String") || type.equals("byte[]") || type.equals("char[]");
        if (isLarge || basic(member.type(), ColumnSize.of(null, false)) != null) {
            refuse(element, "Lob", isLarge || isEnum(member.type()), "a String or a byte[]");
        }
    }

    private void refuse(Element element, String annotation, boolean isMeant, String meant) {
        if (!isMeant && AnnotationView.has(element, annotation)) {
            context.problems()
                    .invalid(
                            element,
                            "@" + annotation + " has no meaning for '" + Problems.path(element) + "', which is not "
                                    + meant + ". Remove it.");
        }
    }

    private boolean isLegacy(TypeMirror type) {
        return context.is(type, "java.util.Date") || context.is(type, "java.util.Calendar");
    }

    private void refuse(Member member) {
        Element element = member.element();
        String remedy = AnnotationView.has(element, "Lob")
                ? "Make it a String or a byte[], or give it an AttributeConverter with @Convert."
                : "Give it an AttributeConverter with @Convert, annotate its class with @Embeddable, or annotate the"
                        + " attribute with @Transient.";
        TypeElement type = context.classOf(member.type());
        if (type != null && AnnotationView.has(type, "Entity")) {
            remedy = "Annotate it with @ManyToOne or @OneToOne.";
        }
        context.problems()
                .unsupported(
                        element,
                        "Attribute '" + Problems.path(element) + "' is a " + member.typeName()
                                + ", for which no SQL type is known. " + remedy);
    }

    private boolean isEnum(TypeMirror type) {
        TypeElement element = context.classOf(type);
        return element != null && element.getKind() == ElementKind.ENUM;
    }

    private ColumnType enumeration(Member member, ColumnSize size) {
        AnnotationView enumerated = AnnotationView.find(member.element(), "Enumerated");
        TypeName type = boxed(member.type());
        TypeElement declaration = context.classOf(member.type());
        if (declaration != null) {
            declaration.getEnclosedElements().stream()
                    .filter(field -> AnnotationView.has(field, "EnumeratedValue"))
                    .forEach(field -> context.problems()
                            .unsupported(
                                    member.element(),
                                    "The enum of '" + Problems.path(member.element())
                                            + "' has an @EnumeratedValue, which is not supported. Write an"
                                            + " AttributeConverter for it."));
        }
        return enumerated != null && enumerated.constant("value", "ORDINAL").equals("STRING")
                ? BasicTypes.mapped(
                        type,
                        BasicTypes.required("java.lang.String", size),
                        CodeBlock.of("$T::name", type),
                        CodeBlock.of("$T::valueOf", type))
                : BasicTypes.mapped(
                        type,
                        BasicTypes.required("java.lang.Integer", size),
                        CodeBlock.of("$T::ordinal", type),
                        CodeBlock.of("ordinal -> $T.values()[ordinal]", type));
    }

    private @Nullable ColumnType basic(TypeMirror type, ColumnSize size) {
        if (type.getKind() == TypeKind.ARRAY) {
            TypeKind component = ((ArrayType) type).getComponentType().getKind();
            return component == TypeKind.BYTE || component == TypeKind.CHAR
                    ? BasicTypes.of(component == TypeKind.BYTE ? "byte[]" : "char[]", size)
                    : null;
        }
        TypeName name = boxed(type);
        return name instanceof ClassName simple ? BasicTypes.of(simple.canonicalName(), size) : null;
    }

    private TypeName boxed(TypeMirror type) {
        return type.getKind().isPrimitive()
                ? ClassName.get(context.types().boxedClass((PrimitiveType) type))
                : TypeName.get(type);
    }
}
