package io.cinnabar.tests.support;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives each test class its own database, and leaves out the classes of a database that was switched off by name. */
final class TestDatabaseExtension implements ExecutionCondition, ParameterResolver {

    private static final Map<Class<? extends Annotation>, TestDatabase> DATABASES =
            Map.of(UsesPostgres.class, TestDatabase.postgres(), UsesH2.class, TestDatabase.h2());

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        TestDatabase database = database(context);
        return database.isSwitchedOff()
                ? ConditionEvaluationResult.disabled("'" + database.name() + "' is named in -Dcinnabar.test.skip")
                : ConditionEvaluationResult.enabled("'" + database.name() + "' is wanted");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabaseUrl.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return topClass(context)
                .getStore(ExtensionContext.Namespace.create(TestDatabaseExtension.class))
                .getOrComputeIfAbsent(
                        OwnedDatabase.class, key -> new OwnedDatabase(database(context)), OwnedDatabase.class)
                .url();
    }

    /** The context of the outermost test class, so that nested classes share its database. */
    private static ExtensionContext topClass(ExtensionContext context) {
        ExtensionContext found = context;
        for (ExtensionContext each = context;
                each.getTestClass().isPresent();
                each = each.getParent().orElseThrow()) {
            found = each;
        }
        return found;
    }

    private static TestDatabase database(ExtensionContext context) {
        Class<?> testClass = topClass(context).getRequiredTestClass();
        List<TestDatabase> named = DATABASES.entrySet().stream()
                .filter(entry -> AnnotationSupport.isAnnotated(testClass, entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (named.size() != 1) {
            throw new IllegalStateException("Test class '" + testClass.getName()
                    + "' must name exactly one database. To run on several, extend one abstract suite per database.");
        }
        return named.get(0);
    }

    /** Dropped when JUnit closes the test class's store. */
    private static final class OwnedDatabase implements AutoCloseable {
        private final TestDatabaseUrl url;

        OwnedDatabase(TestDatabase database) {
            this.url = new TestDatabaseUrl(database, database.createDatabase());
        }

        TestDatabaseUrl url() {
            return url;
        }

        @Override
        public void close() {
            url.database().dropDatabase(url.url());
        }
    }
}
