package io.cinnabar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Compilations of some of the classes, beside what earlier ones made. */
class IncrementalTests {
    private static final String SERVICES = "META-INF/services/io.cinnabar.mapping.MappingProvider";
    private static final String CUSTOMER = "@Entity public class Customer { @Id Long id; }";
    private static final String ORDER = "@Entity public class Order { @Id Long id; @ManyToOne Customer customer; }";
    private static final String ELSEWHERE =
            "package other; @jakarta.persistence.Entity public class Thing { @jakarta.persistence.Id Long id; }";

    @Test
    void keepsNamingEntitiesThatAreNotCompiledAgain() {
        Compilation first = SourceCompiler.compile(CUSTOMER, ORDER, ELSEWHERE).succeeded();
        Compilation second = SourceCompiler.into(first.output())
                .seeing(first.output())
                .run(ORDER)
                .succeeded();
        assertThat(second.mappings()).hasToString("[Thing, Customer, Order]");
        assertThat(second.file(SERVICES)).isEqualTo("other.MappingProvider_\nshop.MappingProvider_\n");
    }

    @Test
    void findsANewEntityOfAKnownPackage() {
        Compilation first = SourceCompiler.compile(CUSTOMER).succeeded();
        Compilation second = SourceCompiler.into(first.output())
                .seeing(first.output())
                .run(ORDER)
                .succeeded();
        assertThat(second.mappings()).hasToString("[Customer, Order]");
    }

    @Test
    void dropsProvidersThatAreGone() throws IOException {
        Compilation first = SourceCompiler.compile(CUSTOMER, ELSEWHERE).succeeded();
        for (String name : new String[] {"Thing", "Thing_", "MappingProvider_"}) {
            Files.deleteIfExists(first.output().resolve("other/" + name + ".class"));
            Files.deleteIfExists(first.output().resolve("other/" + name + ".java"));
        }
        Compilation second = SourceCompiler.into(first.output())
                .seeing(first.output())
                .run(CUSTOMER)
                .succeeded();
        assertThat(second.file(SERVICES)).isEqualTo("shop.MappingProvider_\n");
    }

    @Test
    void dropsEntitiesThatAreGone() throws IOException {
        Compilation first = SourceCompiler.compile(CUSTOMER, ORDER).succeeded();
        try (var files = Files.list(first.output().resolve("shop"))) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("Order")) {
                    Files.delete(file);
                }
            }
        }
        Compilation second = SourceCompiler.into(first.output())
                .seeing(first.output())
                .run(CUSTOMER)
                .succeeded();
        assertThat(second.mappings()).hasToString("[Customer]");
    }

    @Test
    void namesTheEntitiesOfMainBesideThoseOfTests() {
        Compilation main = SourceCompiler.compile(CUSTOMER).succeeded();
        Compilation tests =
                SourceCompiler.fresh().seeing(main.output()).run(ORDER).succeeded();
        assertThat(tests.mappings()).hasToString("[Customer, Order]");
    }

    @Test
    void leavesTheFileAloneWhereNothingIsMapped() {
        Compilation compilation = SourceCompiler.compile("public class Plain { @PrePersist void nothing() {} }")
                .succeeded();
        assertThat(compilation.output().resolve(SERVICES)).doesNotExist();
    }

    @Test
    void keepsColumnsThatEntitiesOfThePackageHaveInItsTable() {
        String order =
                "@Entity public class Order { @Id Long id; @OneToMany @JoinColumn(name = \"order_id\") Set<Line> lines; }";
        String line = "@Entity public class Line { @Id Long id; }";
        Compilation first = SourceCompiler.compile(order, line).succeeded();
        Compilation second = SourceCompiler.into(first.output())
                .seeing(first.output())
                .run(line)
                .succeeded();
        assertThat(second.ddl("line")).contains("order_id BIGINT");
    }
}
