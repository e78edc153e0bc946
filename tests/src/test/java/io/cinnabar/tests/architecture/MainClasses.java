package io.cinnabar.tests.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.regex.Pattern;

/** The main classes of the modules, without those that may use whatever they like. */
final class MainClasses {

    static final String ROOT = "io.cinnabar";

    static final String[] API = {
        ROOT + ".sql..",
        ROOT + ".schema..",
        ROOT + ".type..",
        ROOT + ".compile..",
        ROOT + ".dialect",
        ROOT + ".mapping..",
        ROOT + ".error.."
    };

    private static final Pattern WITHOUT_RULES = Pattern.compile(".*/io/cinnabar/(tests|benchmarks|examples|docs)/.*");

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.matches(WITHOUT_RULES))
            .importPackages(ROOT);

    private MainClasses() {}

    static JavaClasses all() {
        return ALL;
    }

    /** The module that a package belongs to: the folders of the API's packages are one. */
    static String moduleOf(JavaClass javaClass) {
        List<String> parts = List.of(javaClass.getPackageName().split("\\."));
        String first = parts.size() > 2 ? parts.get(2) : "";
        return switch (first) {
            case "sql", "schema", "type", "compile", "mapping", "error" -> "api";
            case "dialect" -> parts.size() > 3 ? "dialect-" + parts.get(3) : "api";
            default -> first;
        };
    }

    static DescribedPredicate<JavaClass> internal() {
        return DescribedPredicate.describe(
                "are in a package named 'internal'",
                javaClass -> List.of(javaClass.getPackageName().split("\\.")).contains("internal"));
    }
}
