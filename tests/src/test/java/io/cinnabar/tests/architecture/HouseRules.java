package io.cinnabar.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules about single classes and methods; {@link HouseRulesTests} shows each of them biting. */
final class HouseRules {

    private static final Set<String> BLOCKING_OPERATORS =
            Set.of("block", "blockFirst", "blockLast", "blockOptional", "toIterable", "toStream", "toFuture");

    /** What user code extends: a class of columns per table. */
    private static final DescribedPredicate<JavaClass> MADE_TO_BE_EXTENDED = DescribedPredicate.describe(
            "are made to be extended by users", javaClass -> javaClass.getName().equals("io.cinnabar.schema.Table"));

    /** A closed set of kinds with a common part, such as Row and its typed rows: nobody else can extend it. */
    private static final DescribedPredicate<JavaClass> SEALED = DescribedPredicate.describe(
            "are sealed", javaClass -> javaClass.reflect().isSealed());

    private HouseRules() {}

    static ArchRule nothingBlocks() {
        return classes()
                .that(not(resideInAPackage("io.cinnabar.blocking..")))
                .should(notAccess("block", HouseRules::blocks))
                .because("only the blocking bridge may hold a thread");
    }

    static ArchRule nothingIsKeptPerThread() {
        return noClasses()
                .that(not(resideInAPackage("io.cinnabar.blocking..")))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .because("a reactive pipeline hops threads: what belongs to it travels in the Reactor Context");
    }

    static ArchRule nothingIsSubscribedUnheard() {
        return classes()
                .should(notAccess("call subscribe() without arguments", HouseRules::subscribesUnheard))
                .because("its errors are dropped and nobody can cancel it");
    }

    static ArchRule packagesAreNullMarked() {
        return classes().should(new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        javaClass,
                        javaClass.getPackage().isAnnotatedWith(NullMarked.class),
                        "Package '" + javaClass.getPackageName() + "' of " + javaClass.getSimpleName()
                                + " needs a package-info.java with @NullMarked"));
            }
        });
    }

    static ArchRule concreteClassesAreFinal() {
        return classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and(not(MADE_TO_BE_EXTENDED))
                .and(not(SEALED))
                .and(DescribedPredicate.describe(
                        "are not enums, whose constants may have bodies", javaClass -> !javaClass.isEnum()))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .allowEmptyShould(true);
    }

    static ArchRule publishersAreMonoOrFlux() {
        return methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .and(DescribedPredicate.describe(
                        "are written by hand", method -> !method.getModifiers().contains(JavaModifier.BRIDGE)))
                .and(DescribedPredicate.<JavaMethod>describe(
                        "return a Publisher",
                        method -> method.getRawReturnType().isAssignableTo(Publisher.class)))
                .should(new ArchCondition<>("return Mono or Flux") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        JavaClass type = method.getRawReturnType();
                        events.add(new SimpleConditionEvent(
                                method,
                                type.isEquivalentTo(Mono.class) || type.isEquivalentTo(Flux.class),
                                method.getFullName() + " returns " + type.getSimpleName()));
                    }
                })
                .allowEmptyShould(true);
    }

    static ArchRule exceptionsHaveOneRoot() {
        return classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .beAssignableTo("io.cinnabar.error.CinnabarException")
                .andShould()
                .resideInAnyPackage("io.cinnabar.error", "io.cinnabar.dialect.*..")
                .allowEmptyShould(true);
    }

    private static boolean blocks(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        boolean sleeps = target.getOwner().isAssignableTo(Thread.class)
                && target.getName().equals("sleep");
        return sleeps
                || (target.getOwner().isAssignableTo(Publisher.class) && BLOCKING_OPERATORS.contains(target.getName()));
    }

    private static boolean subscribesUnheard(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                && target.getOwner().isAssignableTo(Publisher.class)
                && target.getName().equals("subscribe")
                && target.getRawParameterTypes().isEmpty();
    }

    private static ArchCondition<JavaClass> notAccess(String what, Predicate<JavaAccess<?>> forbidden) {
        return new ArchCondition<>("not " + what) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                javaClass.getAccessesFromSelf().stream()
                        .filter(forbidden)
                        .forEach(access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
            }
        };
    }
}
