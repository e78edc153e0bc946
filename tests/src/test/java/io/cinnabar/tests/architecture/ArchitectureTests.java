package io.cinnabar.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** The rules of the house, on the main classes of all modules. None is ever disabled. */
class ArchitectureTests {

    private static final JavaClasses CLASSES = MainClasses.all();

    @Test
    void findsTheClassesOfEveryModule() {
        assertThat(CLASSES.stream().map(MainClasses::moduleOf).distinct())
                .contains("api", "core", "orm", "blocking", "processor", "dialect-postgres", "dialect-h2");
    }

    @Test
    void layersDependDownwardsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.cinnabar..")
                .withOptionalLayers(true)
                .layer("api")
                .definedBy(MainClasses.API)
                .layer("core")
                .definedBy("io.cinnabar.core..")
                .layer("orm")
                .definedBy("io.cinnabar.orm..")
                .layer("blocking")
                .definedBy("io.cinnabar.blocking..")
                .layer("spring")
                .definedBy("io.cinnabar.spring..")
                .layer("processor")
                .definedBy("io.cinnabar.processor..")
                .layer("postgres")
                .definedBy("io.cinnabar.dialect.postgres..")
                .layer("mysql")
                .definedBy("io.cinnabar.dialect.mysql..")
                .layer("h2")
                .definedBy("io.cinnabar.dialect.h2..")
                .whereLayer("api")
                .mayNotAccessAnyLayer()
                .whereLayer("core")
                .mayOnlyAccessLayers("api")
                .whereLayer("orm")
                .mayOnlyAccessLayers("core", "api")
                .whereLayer("blocking")
                .mayOnlyAccessLayers("orm", "core", "api")
                .whereLayer("spring")
                .mayOnlyAccessLayers("orm", "core", "api")
                .whereLayer("processor")
                .mayOnlyAccessLayers("api")
                .whereLayer("postgres")
                .mayOnlyAccessLayers("core", "api")
                .whereLayer("mysql")
                .mayOnlyAccessLayers("core", "api")
                .whereLayer("h2")
                .mayOnlyAccessLayers("core", "api")
                .ensureAllClassesAreContainedInArchitecture()
                .check(CLASSES);
    }

    @Test
    void apiKnowsNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAnyPackage(MainClasses.API)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("reactor..", "io.r2dbc..", "org.reactivestreams..", "org.slf4j..")
                .because("SQL can be built and printed with this jar alone")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("io.cinnabar.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void sqlKnowsNoSchema() {
        noClasses()
                .that()
                .resideInAPackage("io.cinnabar.sql..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.cinnabar.schema..")
                .because("a statement is complete without metadata")
                .check(CLASSES);
    }

    @Test
    void internalsAreUsedByTheirOwnModuleOnly() {
        classes()
                .that(MainClasses.internal())
                .should(new ArchCondition<>("be used by their own module only") {
                    @Override
                    public void check(JavaClass internal, ConditionEvents events) {
                        for (Dependency dependency : internal.getDirectDependenciesToSelf()) {
                            JavaClass user = dependency.getOriginClass();
                            events.add(new SimpleConditionEvent(
                                    dependency,
                                    MainClasses.moduleOf(user).equals(MainClasses.moduleOf(internal)),
                                    dependency.getDescription()));
                        }
                    }
                })
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void nothingBlocksOutsideTheBridge() {
        HouseRules.nothingBlocks().check(CLASSES);
    }

    @Test
    void nothingIsKeptPerThreadOutsideTheBridge() {
        HouseRules.nothingIsKeptPerThread().check(CLASSES);
    }

    @Test
    void nothingIsSubscribedUnheard() {
        HouseRules.nothingIsSubscribedUnheard().check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        HouseRules.packagesAreNullMarked().check(CLASSES);
    }

    @Test
    void concreteClassesOfSqlAndSchemaAreFinal() {
        HouseRules.concreteClassesAreFinal()
                .check(CLASSES.that(resideInAnyPackage("io.cinnabar.sql..", "io.cinnabar.schema..")));
    }

    @Test
    void publicMethodsReturnMonoOrFlux() {
        HouseRules.publishersAreMonoOrFlux().check(CLASSES);
    }

    @Test
    void exceptionsHaveOneRootAndOneHome() {
        HouseRules.exceptionsHaveOneRoot().check(CLASSES);
    }
}
