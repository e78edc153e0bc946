package io.cinnabar.processor.read;

import com.palantir.javapoet.TypeName;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.AttributeAccess;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.validate.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds the persistent attributes of a class, of its mapped superclasses first. */
final class MemberReader {
    private static final Set<String> OF_METHODS = Set.of(
            "Transient", "PrePersist", "PostPersist", "PreUpdate", "PostUpdate", "PreRemove", "PostRemove", "PostLoad");

    private final ReadContext context;
    private final AccessReader accesses;

    MemberReader(ReadContext context) {
        this.context = context;
        this.accesses = new AccessReader(context);
    }

    /** The persistent attributes of a class and its mapped superclasses. */
    List<Member> read(TypeElement mapped) {
        return read(mapped, mapped);
    }

    /**
     * The persistent attributes of a class and its mapped superclasses.
     *
     * @param user the class beside which they are read and written
     */
    List<Member> read(TypeElement mapped, TypeElement user) {
        var members = new LinkedHashMap<String, Member>();
        if (mapped.getKind() == ElementKind.RECORD) {
            for (var component : mapped.getRecordComponents()) {
                String name = component.getSimpleName().toString();
                Element field = fields(mapped).stream()
                        .filter(candidate -> candidate.getSimpleName().contentEquals(name))
                        .findFirst()
                        .<Element>map(found -> found)
                        .orElse(component);
                members.put(name, new Member(name, component.asType(), field, new AttributeAccess.Component(name)));
            }
            return List.copyOf(members.values());
        }
        List<TypeElement> hierarchy = hierarchy(mapped);
        boolean byProperty = isByProperty(hierarchy);
        for (TypeElement level : hierarchy) {
            AnnotationView access = AnnotationView.find(level, "Access");
            boolean levelByProperty = access == null
                    ? byProperty
                    : access.constant("value", "FIELD").equals("PROPERTY");
            for (Member member : declared(level, mapped, user, levelByProperty)) {
                Member above = members.put(member.name(), member);
                checkType(member, user);
                if (above != null && !(member.element() instanceof ExecutableElement)) {
                    context.problems()
                            .invalid(
                                    member.element(),
                                    "Attribute '" + Problems.path(member.element())
                                            + "' is mapped by a superclass, too."
                                            + " Rename one, or annotate it with @Transient.");
                }
            }
        }
        return List.copyOf(members.values());
    }

    private void checkType(Member member, TypeElement user) {
        if (!context.isNameable(member.type(), user)) {
            context.problems()
                    .invalid(
                            member.element(),
                            "The type " + member.typeName() + " of '" + Problems.path(member.element())
                                    + "' is not visible to the generated class in " + context.packageOf(user)
                                    + ". Make it package-private or public.");
        }
    }

    /** The class and the superclasses whose attributes are mapped with it, from the top. */
    List<TypeElement> hierarchy(TypeElement mapped) {
        var levels = new ArrayList<TypeElement>();
        levels.add(mapped);
        for (TypeElement above = context.superclass(mapped); above != null; above = context.superclass(above)) {
            if (AnnotationView.has(above, "MappedSuperclass")
                    || AnnotationView.has(mapped, "Embeddable") && AnnotationView.has(above, "Embeddable")) {
                levels.add(0, above);
            }
        }
        return levels;
    }

    private static boolean isByProperty(List<TypeElement> hierarchy) {
        for (TypeElement level : hierarchy) {
            for (Element element : level.getEnclosedElements()) {
                if (AnnotationView.has(element, "Id") || AnnotationView.has(element, "EmbeddedId")) {
                    return element instanceof ExecutableElement;
                }
            }
        }
        boolean onFields =
                hierarchy.stream().flatMap(level -> fields(level).stream()).anyMatch(field -> jpa(field) != null);
        return !onFields
                && hierarchy.stream()
                        .flatMap(level -> ElementFilter.methodsIn(level.getEnclosedElements()).stream())
                        .anyMatch(method -> isGetter(method) && jpa(method) != null);
    }

    private List<Member> declared(TypeElement level, TypeElement mapped, TypeElement user, boolean byProperty) {
        Map<String, ExecutableElement> getters = getters(level);
        var members = new ArrayList<Member>();
        for (Element element : level.getEnclosedElements()) {
            if (element instanceof VariableElement field && isState(field)) {
                String name = field.getSimpleName().toString();
                ExecutableElement getter = getters.get(name);
                if (getter != null && isAccess(getter, "PROPERTY")) {
                    continue;
                }
                if (!byProperty || isAccess(field, "FIELD")) {
                    members.add(new Member(name, typeOf(field, mapped), field, accesses.field(field, mapped, user)));
                } else {
                    refuseAnnotations(field, "getter", level);
                }
            } else if (element instanceof ExecutableElement method && getters.containsValue(method)) {
                if (byProperty && !isFieldMapped(level, method) || isAccess(method, "PROPERTY")) {
                    property(method, mapped, user, members);
                } else {
                    refuseAnnotations(method, "field", level);
                }
            }
        }
        return members;
    }

    private void property(ExecutableElement getter, TypeElement mapped, TypeElement user, List<Member> members) {
        AttributeAccess access = accesses.property(getter, mapped, user);
        if (access != null) {
            members.add(new Member(propertyName(getter), typeOf(getter, mapped), getter, access));
        }
    }

    private boolean isFieldMapped(TypeElement level, ExecutableElement getter) {
        return fields(level).stream()
                .anyMatch(
                        field -> field.getSimpleName().contentEquals(propertyName(getter)) && isAccess(field, "FIELD"));
    }

    private void refuseAnnotations(Element element, String where, TypeElement level) {
        AnnotationView annotation = jpa(element);
        if (annotation != null) {
            context.problems()
                    .invalid(
                            element,
                            annotation + " on '" + Problems.path(element) + "' is not read, as "
                                    + level.getSimpleName() + " is mapped by its " + where + "s. Move it to the "
                                    + where
                                    + ", or add @Access here.");
        }
    }

    private TypeMirror typeOf(Element element, TypeElement mapped) {
        var type = context.types().asMemberOf((DeclaredType) mapped.asType(), element);
        return type instanceof javax.lang.model.type.ExecutableType method ? method.getReturnType() : type;
    }

    private static boolean isAccess(Element element, String value) {
        AnnotationView access = AnnotationView.find(element, "Access");
        return access != null && access.constant("value", "").equals(value);
    }

    /** The first annotation that says how an element is mapped. */
    private static @Nullable AnnotationView jpa(Element element) {
        return AnnotationView.all(element).stream()
                .filter(annotation -> annotation.name().startsWith(AnnotationView.JPA)
                        && !OF_METHODS.contains(annotation.simpleName()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isState(VariableElement field) {
        return field.getKind() == ElementKind.FIELD
                && !field.getModifiers().contains(Modifier.STATIC)
                && !field.getModifiers().contains(Modifier.TRANSIENT)
                && !AnnotationView.has(field, "Transient");
    }

    private static List<VariableElement> fields(TypeElement level) {
        return ElementFilter.fieldsIn(level.getEnclosedElements());
    }

    private static Map<String, ExecutableElement> getters(TypeElement level) {
        var getters = new LinkedHashMap<String, ExecutableElement>();
        for (ExecutableElement method : ElementFilter.methodsIn(level.getEnclosedElements())) {
            if (isGetter(method)) {
                getters.putIfAbsent(propertyName(method), method);
            }
        }
        return getters;
    }

    private static boolean isGetter(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        boolean isNamedSo = name.length() > 3 && name.startsWith("get")
                || name.length() > 2
                        && name.startsWith("is")
                        && (method.getReturnType().getKind() == TypeKind.BOOLEAN
                                || TypeName.get(method.getReturnType())
                                        .toString()
                                        .equals("java.lang.Boolean"));
        return isNamedSo
                && method.getParameters().isEmpty()
                && method.getReturnType().getKind() != TypeKind.VOID
                && !method.getModifiers().contains(Modifier.STATIC)
                && !AnnotationView.has(method, "Transient");
    }

    /** The attribute that a getter is of, as the Java Beans have it. */
    static String propertyName(ExecutableElement getter) {
        String name = getter.getSimpleName().toString();
        String bare = name.substring(name.startsWith("is") ? 2 : 3);
        boolean isAcronym =
                bare.length() > 1 && Character.isUpperCase(bare.charAt(0)) && Character.isUpperCase(bare.charAt(1));
        return isAcronym ? bare : Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
    }
}
