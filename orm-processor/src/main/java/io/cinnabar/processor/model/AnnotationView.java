package io.cinnabar.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * An annotation as it was written: its members are asked for by name, and it tells those that were written from those
 * that have their default.
 */
public final class AnnotationView {
    /** The package of the annotations that are understood, with its dot. */
    public static final String JPA = "jakarta.persistence.";

    private final Element element;
    private final AnnotationMirror mirror;
    private final Map<String, AnnotationValue> written = new LinkedHashMap<>();

    private AnnotationView(Element element, AnnotationMirror mirror) {
        this.element = element;
        this.mirror = mirror;
        mirror.getElementValues()
                .forEach((member, value) -> written.put(member.getSimpleName().toString(), value));
    }

    /** All annotations of an element. */
    public static List<AnnotationView> all(Element element) {
        return element.getAnnotationMirrors().stream()
                .map(mirror -> new AnnotationView(element, mirror))
                .toList();
    }

    /** The annotation of {@code jakarta.persistence} with a simple name, or null. */
    public static @Nullable AnnotationView find(Element element, String simpleName) {
        return all(element).stream()
                .filter(annotation -> annotation.name().equals(JPA + simpleName))
                .findFirst()
                .orElse(null);
    }

    /** Whether an element has the annotation of {@code jakarta.persistence} with a simple name. */
    public static boolean has(Element element, String simpleName) {
        return find(element, simpleName) != null;
    }

    /** The annotations that an element has directly or within their container. */
    public static List<AnnotationView> repeated(Element element, String simpleName, String container) {
        AnnotationView single = find(element, simpleName);
        AnnotationView all = find(element, container);
        var found = new ArrayList<AnnotationView>();
        if (single != null) {
            found.add(single);
        }
        if (all != null) {
            found.addAll(all.nested("value"));
        }
        return found;
    }

    /** The qualified name of the annotation. */
    public String name() {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }

    /** The simple name of the annotation. */
    public String simpleName() {
        return mirror.getAnnotationType().asElement().getSimpleName().toString();
    }

    /** What it is written at. */
    public Element element() {
        return element;
    }

    /** The annotation itself, to point to it. */
    public AnnotationMirror mirror() {
        return mirror;
    }

    /** The names of the members that were written. */
    public List<String> written() {
        return List.copyOf(written.keySet());
    }

    /** Whether a member was written. */
    public boolean isWritten(String member) {
        return written.containsKey(member);
    }

    /** The value of a member that was written, to point to it; else null. */
    public @Nullable AnnotationValue value(String member) {
        return written.get(member);
    }

    /** A text; empty where none was written. */
    public String text(String member) {
        AnnotationValue value = written.get(member);
        return value == null ? "" : value.getValue().toString();
    }

    /** A text, or another one where none or an empty one was written. */
    public String textOr(String member, String otherwise) {
        String text = text(member);
        return text.isEmpty() ? otherwise : text;
    }

    /** A text, or null where none or an empty one was written. */
    public @Nullable String textOrNull(String member) {
        String text = text(member);
        return text.isEmpty() ? null : text;
    }

    /** A truth value. */
    public boolean flag(String member, boolean otherwise) {
        AnnotationValue value = written.get(member);
        return value == null ? otherwise : (Boolean) value.getValue();
    }

    /** A number. */
    public int number(String member, int otherwise) {
        AnnotationValue value = written.get(member);
        return value == null ? otherwise : (Integer) value.getValue();
    }

    /** The name of an enum's constant. */
    public String constant(String member, String otherwise) {
        AnnotationValue value = written.get(member);
        return value != null && value.getValue() instanceof VariableElement constant
                ? constant.getSimpleName().toString()
                : otherwise;
    }

    /** A class, or null where none was written. */
    public @Nullable TypeMirror type(String member) {
        AnnotationValue value = written.get(member);
        return value != null && value.getValue() instanceof TypeMirror type ? type : null;
    }

    /** The values of an array; one where the braces were left out. */
    public List<AnnotationValue> values(String member) {
        AnnotationValue value = written.get(member);
        if (value == null) {
            return List.of();
        }
        if (!(value.getValue() instanceof List<?> list)) {
            return List.of(value);
        }
        return list.stream().map(AnnotationValue.class::cast).toList();
    }

    /** The names of an array of an enum's constants. */
    public List<String> constants(String member) {
        return values(member).stream()
                .map(value ->
                        ((VariableElement) value.getValue()).getSimpleName().toString())
                .toList();
    }

    /** The texts of an array. */
    public List<String> texts(String member) {
        return values(member).stream().map(value -> value.getValue().toString()).toList();
    }

    /** The classes of an array. */
    public List<TypeMirror> types(String member) {
        return values(member).stream()
                .map(AnnotationValue::getValue)
                .filter(TypeMirror.class::isInstance)
                .map(TypeMirror.class::cast)
                .toList();
    }

    /** The annotations of an array, or the single one. */
    public List<AnnotationView> nested(String member) {
        return values(member).stream()
                .map(value -> new AnnotationView(element, (AnnotationMirror) value.getValue()))
                .toList();
    }

    @Override
    public String toString() {
        return "@" + simpleName();
    }
}
