package io.cinnabar.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.cinnabar.tests.architecture.fixture.RuleBreaker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule that cannot fail is none: each is shown the class that breaks it. */
class HouseRulesTests {

    private static final JavaClasses BREAKER =
            new ClassFileImporter().importClasses(RuleBreaker.class, RuleBreaker.LostException.class);

    @Test
    void findsWhatBlocks() {
        assertThat(violations(HouseRules.nothingBlocks()))
                .hasSize(8)
                .anyMatch(line -> line.contains("Mono.block()"))
                .anyMatch(line -> line.contains("Mono.block(java.time.Duration)"))
                .anyMatch(line -> line.contains("Mono.blockOptional()"))
                .anyMatch(line -> line.contains("Mono.toFuture()"))
                .anyMatch(line -> line.contains("Flux.blockFirst()"))
                .anyMatch(line -> line.contains("Flux.toIterable()"))
                .anyMatch(line -> line.contains("Flux.toStream()"))
                .anyMatch(line -> line.contains("Thread.sleep(long)"));
    }

    @Test
    void findsThreadLocals() {
        assertThat(violations(HouseRules.nothingIsKeptPerThread())).isNotEmpty();
    }

    @Test
    void findsUnheardSubscriptions() {
        assertThat(violations(HouseRules.nothingIsSubscribedUnheard())).hasSize(2);
    }

    @Test
    void findsPackagesWithoutNullMarked() {
        assertThat(violations(HouseRules.packagesAreNullMarked()))
                .anyMatch(line -> line.contains("'io.cinnabar.tests.architecture.fixture'"));
    }

    @Test
    void findsClassesThatAreNotFinal() {
        assertThat(violations(HouseRules.concreteClassesAreFinal())).anyMatch(line -> line.contains("RuleBreaker"));
    }

    @Test
    void findsForeignPublishers() {
        assertThat(violations(HouseRules.publishersAreMonoOrFlux()))
                .singleElement()
                .asString()
                .contains("publisher()");
    }

    @Test
    void findsStrayExceptions() {
        assertThat(violations(HouseRules.exceptionsHaveOneRoot())).anyMatch(line -> line.contains("LostException"));
    }

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(BREAKER).getFailureReport().getDetails();
    }
}
