package io.cinnabar.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.cinnabar.processor.model.AnnotationView;
import io.cinnabar.processor.model.Member;
import io.cinnabar.processor.validate.Problems;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads where keys come from. */
final class KeyGenerationReader {
    private static final ClassName GENERATION = ClassName.get("io.cinnabar.mapping", "KeyGeneration");
    private static final ClassName SEQUENCE = ClassName.get("io.cinnabar.schema", "Sequence");
    private static final Set<String> INTEGERS =
            Set.of("int", "long", "short", "java.lang.Integer", "java.lang.Long", "java.lang.Short");
    private static final int DEFAULT_ALLOCATION = 50;

    private final ReadContext context;
    private final TableReader tables;

    KeyGenerationReader(ReadContext context) {
        this.context = context;
        this.tables = new TableReader(context);
    }

    /**
     * Where a key comes from.
     *
     * @param expression the generation
     * @param isIdentity whether the column numbers itself
     */
    record Generation(CodeBlock expression, boolean isIdentity) {}

    /** Where the key of an attribute comes from; null where the program sets it. */
    @Nullable
    Generation read(Member member, TypeElement entity) {
        AnnotationView generated = AnnotationView.find(member.element(), "GeneratedValue");
        if (generated == null) {
            return null;
        }
        String type = member.typeName();
        boolean isUuid = context.is(member.type(), "java.util.UUID");
        boolean isInteger = INTEGERS.contains(type);
        AnnotationView sequence = generator(generated, member.element(), entity);
        String strategy = generated.constant("strategy", "AUTO");
        return switch (strategy) {
            case "AUTO" ->
                sequence != null && isInteger
                        ? sequence(sequence, entity)
                        : isUuid ? uuid() : isInteger ? identity() : refuse(member, strategy);
            case "IDENTITY" -> isInteger ? identity() : refuse(member, strategy);
            case "SEQUENCE" -> isInteger ? sequence(sequence, entity) : refuse(member, strategy);
            case "UUID" -> isUuid ? uuid() : refuse(member, strategy);
            default -> {
                context.problems()
                        .unsupported(
                                generated,
                                "strategy",
                                "Keys of '" + Problems.path(member.element()) + "' come from a table, which is not"
                                        + " supported. Use IDENTITY or SEQUENCE.");
                yield null;
            }
        };
    }

    private @Nullable Generation refuse(Member member, String strategy) {
        context.problems()
                .unsupported(
                        member.element(),
                        "The key '" + Problems.path(member.element()) + "' is a " + member.typeName()
                                + ", for which there is"
                                + " no generation " + strategy + ". Make it a Long, an Integer or a UUID, or set it"
                                + " yourself.");
        return null;
    }

    private static Generation uuid() {
        return new Generation(CodeBlock.of("$T.RANDOM_UUID", GENERATION), false);
    }

    private static Generation identity() {
        return new Generation(CodeBlock.of("$T.IDENTITY", GENERATION), true);
    }

    private Generation sequence(@Nullable AnnotationView generator, TypeElement entity) {
        String name = tables.name(entity) + "_seq";
        String schema = tables.schema(entity);
        int start = 1;
        int increment = DEFAULT_ALLOCATION;
        if (generator != null) {
            String written = generator.textOr("sequenceName", generator.text("name"));
            name = written.isEmpty() ? name : context.naming().of(written);
            String named = tables.schema(generator);
            schema = named == null ? schema : named;
            start = generator.number("initialValue", 1);
            increment = generator.number("allocationSize", DEFAULT_ALLOCATION);
        }
        return new Generation(
                CodeBlock.of(
                        "$T.from(new $T($S, $L, $L, $L))",
                        GENERATION,
                        SEQUENCE,
                        name,
                        schema == null ? "null" : CodeBlock.of("$S", schema),
                        start,
                        increment),
                false);
    }

    private @Nullable AnnotationView generator(AnnotationView generated, Element element, TypeElement entity) {
        String name = generated.text("generator");
        for (Element place :
                new Element[] {element, entity, element.getEnclosingElement(), context.packageOf(entity)}) {
            for (AnnotationView candidate : AnnotationView.repeated(place, "SequenceGenerator", "SequenceGenerators")) {
                if (name.isEmpty()
                        || candidate.text("name").equals(name)
                        || candidate.text("name").isEmpty()) {
                    return candidate;
                }
            }
        }
        for (TypeElement other : context.known().annotated(context.packageOf(entity), "Entity")) {
            for (AnnotationView candidate : AnnotationView.repeated(other, "SequenceGenerator", "SequenceGenerators")) {
                if (!name.isEmpty() && candidate.text("name").equals(name)) {
                    return candidate;
                }
            }
        }
        if (!name.isEmpty() && !generated.constant("strategy", "AUTO").equals("IDENTITY")) {
            context.problems()
                    .invalid(
                            element,
                            "The key '" + Problems.path(element) + "' is generated by '" + name
                                    + "', but no @SequenceGenerator has this name. Add it to the class or the attribute.");
        }
        return null;
    }
}
