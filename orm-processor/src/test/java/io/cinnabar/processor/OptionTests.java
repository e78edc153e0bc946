package io.cinnabar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of the processor. */
class OptionTests {
    private static final String INERT = "@Entity @Cacheable public class Thing { @Id Long id; }";

    @Test
    void warnsOfInertAnnotationsUnlessTold() {
        for (Compilation compilation : new Compilation[] {
            SourceCompiler.compile(INERT),
            SourceCompiler.fresh().option("-Acinnabar.inert=warn").run(INERT)
        }) {
            assertThat(compilation.warnings()).singleElement().asString().startsWith("@Cacheable on 'Thing'");
            assertThat(compilation.notes()).isEmpty();
        }
    }

    @Test
    void failsABuildThatTakesWarningsForErrors() {
        assertThat(SourceCompiler.fresh().option("-Werror").run(INERT).errors()).isNotEmpty();
    }

    @Test
    void notesInertAnnotationsWhereAsked() {
        Compilation compilation = SourceCompiler.fresh()
                .option("-Acinnabar.inert=note")
                .option("-Werror")
                .run(INERT)
                .succeededWithWarnings();
        assertThat(compilation.warnings()).isEmpty();
        assertThat(compilation.notes()).singleElement().asString().startsWith("@Cacheable on 'Thing'");
    }

    @Test
    void ignoresInertAnnotationsWhereAsked() {
        SourceCompiler.fresh()
                .option("-Acinnabar.inert=ignore")
                .option("-Werror")
                .run(INERT)
                .succeeded();
    }

    @Test
    void refusesWhatIsNotSupportedWhateverTheOption() {
        Compilation compilation = SourceCompiler.fresh()
                .option("-Acinnabar.inert=ignore")
                .run("@Entity public class Thing { @Id Long id; @ElementCollection List<String> tags; }");
        assertThat(compilation.errors()).singleElement().asString().endsWith("[MAP-003]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cinnabar.naming=snake | cannot be 'snake'. Its values are jpa, snake_case. [MAP-003]
            cinnabar.naming | cannot be ''. Its values are jpa, snake_case. [MAP-003]
            cinnabar.inert=NOTE | cannot be 'NOTE'. Its values are ignore, note, warn. [MAP-003]
            cinnabar.name=jpa | There is no option 'cinnabar.name'
            """)
    void refusesUnknownOptionsAndValues(String option, String words) {
        Compilation compilation = SourceCompiler.fresh()
                .option("-A" + option)
                .run("@Entity public class Thing { @Id Long id; }", "@Entity public class Other { @Id Long id; }");
        assertThat(compilation.errors()).singleElement().asString().contains(words);
    }

    @Test
    void leavesTheOptionsOfOtherProcessorsAlone() {
        SourceCompiler.fresh()
                .option("-Amapstruct.verbose=true")
                .run("@Entity public class Thing { @Id Long id; }")
                .succeededWithWarnings();
    }
}
