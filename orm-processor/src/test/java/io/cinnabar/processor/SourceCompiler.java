package io.cinnabar.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources with the processor, with all remarks of the compiler being errors unless told otherwise. */
final class SourceCompiler {
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("\\b(?:class|record|enum|interface) ([A-Z]\\w*)");
    private static final String IMPORTS = "import jakarta.persistence.*; import java.util.*; ";

    private final Path output;
    private final List<Path> classPath = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    private SourceCompiler(Path output) {
        this.output = output;
    }

    /** A compiler with an output of its own. */
    static SourceCompiler fresh() {
        try {
            return into(Files.createTempDirectory("cinnabar-processor"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A compiler that adds to the output of another. */
    static SourceCompiler into(Path output) {
        return new SourceCompiler(output);
    }

    /** Compiles sources that may have no remark but those of processing. */
    static Compilation compile(String... sources) {
        return fresh().run(sources);
    }

    SourceCompiler option(String option) {
        options.add(option);
        return this;
    }

    SourceCompiler seeing(Path path) {
        classPath.add(path);
        return this;
    }

    /**
     * Compiles sources. Those without a package are in {@code shop}, where {@code jakarta.persistence} and
     * {@code java.util} are imported.
     */
    Compilation run(String... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var all = new ArrayList<>(List.of("-Xlint:all,-processing", "-d", output.toString(), "-cp", path()));
        all.addAll(options);
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    files,
                    diagnostics,
                    all,
                    null,
                    Arrays.stream(sources).map(Source::new).toList());
            task.setProcessors(List.of(new CinnabarProcessor()));
            return new Compilation(output, classPath, task.call(), diagnostics.getDiagnostics());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String path() {
        return String.join(
                System.getProperty("path.separator"),
                Stream.concat(classPath.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                        .toList());
    }

    /** A source in memory, named like its first type. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///" + fileName(text)), Kind.SOURCE);
            this.text = PACKAGE.matcher(text).find() ? text : "package shop; " + IMPORTS + text;
        }

        private static String fileName(String text) {
            Matcher inPackage = PACKAGE.matcher(text);
            Matcher type = TYPE.matcher(text);
            String name = type.find() ? type.group(1) : "package-info";
            return (inPackage.find() ? inPackage.group(1).replace('.', '/') : "shop") + "/" + name + ".java";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
