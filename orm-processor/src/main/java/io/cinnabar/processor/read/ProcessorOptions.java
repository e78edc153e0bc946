package io.cinnabar.processor.read;

import io.cinnabar.processor.validate.Problems;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The options that the compiler was given for this processor. */
public final class ProcessorOptions {
    /** How names become names of the database. */
    public static final String NAMING = "cinnabar.naming";
    /** How the compiler is told of annotations that have no effect. */
    public static final String INERT = "cinnabar.inert";

    private static final String PREFIX = "cinnabar.";
    private static final Map<String, Naming> NAMINGS = Map.of("jpa", Naming.JPA, "snake_case", Naming.SNAKE_CASE);
    private static final Map<String, Diagnostic.Kind> REMARKS =
            Map.of("warn", Diagnostic.Kind.WARNING, "note", Diagnostic.Kind.NOTE, "ignore", Diagnostic.Kind.OTHER);

    private final Naming naming;
    private final Diagnostic.Kind inert;

    private ProcessorOptions(Naming naming, Diagnostic.Kind inert) {
        this.naming = naming;
        this.inert = inert;
    }

    /** Reads the options, and tells which of them there are not. */
    public static ProcessorOptions read(Map<String, ? extends @Nullable String> options, Problems problems) {
        for (String name : new TreeSet<>(options.keySet())) {
            if (name.startsWith(PREFIX) && !name.equals(NAMING) && !name.equals(INERT)) {
                problems.unknownOption("There is no option '" + name
                        + "' of the annotation processor. Its options are '" + INERT + "' and '" + NAMING + "'.");
            }
        }
        return new ProcessorOptions(
                value(options, NAMING, "jpa", NAMINGS, problems), value(options, INERT, "warn", REMARKS, problems));
    }

    private static <T> T value(
            Map<String, ? extends @Nullable String> options,
            String name,
            String byDefault,
            Map<String, T> values,
            Problems problems) {
        String written = options.containsKey(name) ? Objects.requireNonNullElse(options.get(name), "") : byDefault;
        T value = values.get(written);
        if (value == null) {
            problems.unknownOption("The option '" + name + "' of the annotation processor cannot be '" + written
                    + "'. Its values are " + String.join(", ", new TreeMap<>(values).keySet()) + ".");
            return Objects.requireNonNull(values.get(byDefault));
        }
        return value;
    }

    Naming naming() {
        return naming;
    }

    /** How the compiler is told of annotations that have no effect; {@code OTHER} if not at all. */
    Diagnostic.Kind inert() {
        return inert;
    }
}
