package io.cinnabar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.Mapper;
import io.cinnabar.mapping.Mappings;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** What a compilation made: its messages, its classes and their mappings. */
final class Compilation {
    private final Path output;
    private final boolean hasSucceeded;
    private final List<Diagnostic<? extends JavaFileObject>> diagnostics;
    private final URLClassLoader loader;

    Compilation(
            Path output,
            List<Path> classPath,
            boolean hasSucceeded,
            List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        this.output = output;
        this.hasSucceeded = hasSucceeded;
        this.diagnostics = List.copyOf(diagnostics);
        var paths = new ArrayList<Path>(List.of(output));
        paths.addAll(classPath);
        this.loader = new URLClassLoader(
                paths.stream().map(Compilation::url).toArray(URL[]::new), Compilation.class.getClassLoader());
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Fails where it had errors or warnings. */
    Compilation succeeded() {
        assertThat(diagnostics).as("messages of the compiler").isEmpty();
        assertThat(hasSucceeded).isTrue();
        return this;
    }

    /** Fails where it had errors. */
    Compilation succeededWithWarnings() {
        assertThat(errors()).isEmpty();
        assertThat(hasSucceeded).isTrue();
        return this;
    }

    List<String> errors() {
        return messages(Diagnostic.Kind.ERROR);
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>(messages(Diagnostic.Kind.WARNING));
        warnings.addAll(messages(Diagnostic.Kind.MANDATORY_WARNING));
        return warnings;
    }

    List<String> notes() {
        return messages(Diagnostic.Kind.NOTE);
    }

    private List<String> messages(Diagnostic.Kind kind) {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == kind)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    /** The lines of the sources that the errors point to. */
    List<String> errorLines() {
        return diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Compilation::line)
                .toList();
    }

    private static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
        try {
            String text = diagnostic.getSource().getCharContent(true).toString();
            return text.lines()
                    .skip(Math.max(0, diagnostic.getLineNumber() - 1))
                    .findFirst()
                    .orElse("")
                    .strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path output() {
        return output;
    }

    /** The text of a file of the output. */
    String file(String path) {
        try {
            return Files.readString(output.resolve(path));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The source that was generated for a class. */
    String generated(String className) {
        return file(className.replace('.', '/') + ".java");
    }

    Class<?> load(String className) {
        try {
            return Class.forName(className, true, loader);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** All mappings that are registered. */
    Mappings mappings() {
        return Mappings.discover(loader);
    }

    /** The mapped class with a simple name. */
    Entity<?> entity(String simpleName) {
        return mappings().entities().stream()
                .filter(entity -> entity.entityClass().getSimpleName().equals(simpleName))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // the objects of the tests are of classes that they compile
    Mapper<Object> mapper(String simpleName) {
        return (Mapper<Object>) entity(simpleName).mapper();
    }

    /** What an attribute of an object is. */
    Object get(String simpleName, Object object, String attribute) {
        Mapper<Object> mapper = mapper(simpleName);
        return mapper.access().get(object, mapper.attribute(attribute).index());
    }

    /** Sets an attribute and reads it back. */
    Object setAndGet(String simpleName, Object object, String attribute, Object value) {
        Mapper<Object> mapper = mapper(simpleName);
        int index = mapper.attribute(attribute).index();
        mapper.access().set(object, index, value);
        return mapper.access().get(object, index);
    }

    /** The columns and constraints of a table, as the statement that creates it has them, one in each line. */
    List<String> ddl(String table) {
        Table found = mappings().metadata().table(table);
        String sql = new CreateTable(found, false, found.foreignKeys()).toString();
        return Arrays.stream(sql.split("\n"))
                .skip(1)
                .map(line -> line.strip().replaceFirst(",$", ""))
                .filter(line -> !line.equals(")"))
                .toList();
    }
}
