package io.cinnabar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.processor.CinnabarProcessor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brings about the errors of the annotation processor that pages show. */
class ProcessorErrorExamplesTests {
    private static final String ORDER = """
            import jakarta.persistence.*;
            import java.util.List;

            @Entity
            class Order {
                @Id
                Long id;

                @OneToMany
                @OrderColumn
                List<Order> lines;
            }
            """;

    @TempDir
    private Path output;

    @Test
    void explainsWhatIsNotSupported() throws IOException {
        shows("MAP-003", error(ORDER));
    }

    private String error(String source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            List<String> options =
                    List.of("-d", output.toString(), "-classpath", System.getProperty("java.class.path"));
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, files, diagnostics, options, null, List.of(new Source(source)));
            task.setProcessors(List.of(new CinnabarProcessor()));
            assertThat(task.call()).isFalse();
        }
        assertThat(diagnostics.getDiagnostics()).hasSize(1);
        return diagnostics.getDiagnostics().get(0).getMessage(Locale.ROOT);
    }

    /** A source in memory. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Order.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static void shows(String code, String actual) {
        Shown.check("ProcessorErrorExamplesTests." + code, actual);
    }
}
