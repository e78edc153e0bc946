package io.cinnabar.sql;

import static io.cinnabar.fixture.Tables.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParametersAndOptionsTests {

    @Test
    void collectsValuesByNameAndColumn() {
        Parameters parameters =
                Parameters.of("a", 1).and(users.name, "x").and("b", null).and("a", 2);
        assertThat(parameters.names()).containsExactly("a", "name", "b");
        assertThat(parameters.get("a")).isEqualTo(2);
        assertThat(parameters.has("b")).isTrue();
        assertThat(parameters.get("b")).isNull();
        assertThat(parameters.has("c")).isFalse();
        assertThat(Parameters.NONE.isEmpty()).isTrue();
    }

    @Test
    void hidesTheValues() {
        assertThat(Parameters.of("password", "secret")).hasToString("Parameters[password]");
    }

    @Test
    void copiesAMap() {
        var map = new HashMap<String, Object>(Map.of("a", 1));
        Parameters parameters = Parameters.of(map);
        map.put("b", 2);
        assertThat(parameters.names()).containsExactly("a");
    }

    @Test
    void sharesTheNamesOfRows() {
        List<Parameters> rows = Parameters.rows(
                List.of("a", "b"), List.of(new @Nullable Object[] {1, null}, new @Nullable Object[] {2, "x"}));
        assertThat(rows.get(0).names())
                .containsExactly("a", "b")
                .isSameAs(rows.get(1).names());
        assertThat(rows.get(0).get("a")).isEqualTo(1);
        assertThat(rows.get(0).has("b")).isTrue();
        assertThat(rows.get(1).get("b")).isEqualTo("x");
        assertThat(rows.get(1).and("c", 3).names()).containsExactly("a", "b", "c");
    }

    @Test
    void refusesRowsThatDoNotFitTheirNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Parameters.rows(List.of("a", "b"), Collections.singletonList(new @Nullable Object[] {1})));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Parameters.rows(List.of("a", "a"), Collections.singletonList(new @Nullable Object[] {1, 2})));
    }

    @Test
    void takesTheLastOfPropertiesWhoseNamesDifferByUnderscoresOnly() {
        record Doubled(String userId, String user_id, String name) {}
        Parameters parameters = Parameters.from(new Doubled("x", "y", "z"));
        assertThat(parameters.get("user_id")).isEqualTo("y");
        assertThat(parameters.get("name")).isEqualTo("z");
    }

    @Test
    void mergesOptions() {
        ExecutionOptions weak =
                ExecutionOptions.NONE.with(ExecutionOptions.FETCH_SIZE, 1).with(ExecutionOptions.LABEL, "weak");
        ExecutionOptions strong = ExecutionOptions.NONE.with(ExecutionOptions.FETCH_SIZE, 2);
        ExecutionOptions merged = weak.merge(strong);
        assertThat(merged.get(ExecutionOptions.FETCH_SIZE)).isEqualTo(2);
        assertThat(merged.get(ExecutionOptions.LABEL)).isEqualTo("weak");
        assertThat(merged.get(ExecutionOptions.PAGE_SIZE)).isNull();
        assertThat(merged.get(ExecutionOptions.PAGE_SIZE, 7)).isEqualTo(7);
        assertThat(weak.merge(ExecutionOptions.NONE)).isSameAs(weak);
        assertThat(ExecutionOptions.NONE.merge(weak)).isSameAs(weak);
        assertThat(merged.keys()).containsExactlyInAnyOrder(ExecutionOptions.FETCH_SIZE, ExecutionOptions.LABEL);
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExecutionOptions.NONE.with(ExecutionOptions.FETCH_SIZE, 0))
                .withMessage("The option 'fetchSize' must be at least 1, not 0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExecutionOptions.NONE.with(ExecutionOptions.TIMEOUT, Duration.ZERO))
                .withMessage("The option 'timeout' must be positive, not PT0S.");
        assertThatNullPointerException()
                .isThrownBy(() -> ExecutionOptions.NONE.with(ExecutionOptions.LABEL, null))
                .withMessage("label");
    }

    @Test
    void keepsATranslationThatChangesLater() {
        var schemas = new HashMap<String, String>(Map.of("", "tenant_1"));
        ExecutionOptions options = ExecutionOptions.NONE.with(ExecutionOptions.SCHEMA_TRANSLATION, schemas);
        schemas.put("", "tenant_2");
        assertThat(options.get(ExecutionOptions.SCHEMA_TRANSLATION)).isEqualTo(Map.of("", "tenant_1"));
    }
}
