package io.cinnabar.examples.chinook;

import static io.cinnabar.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChinookTests {
    private final List<String> output = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"postgresql://host/db", "r2dbc:sqlite:mem:///x", "r2dbc:postgresql", ""})
    void explainsAWrongUrl(String url) {
        assertThat(Chinook.run(output::add, url)).isEqualTo(1);
        assertThat(output).last().asString().contains("r2dbc:postgresql://user:password@host:5432/database");
        assertThat(output).hasSize(2).noneMatch(line -> line.contains("Exception"));
    }

    @Test
    void saysWhenThereIsNoServer() {
        assertThat(Chinook.run(output::add, "r2dbc:postgresql://anna:secret@localhost:1/shop"))
                .isEqualTo(1);
        assertThat(output).anyMatch(line -> line.contains("localhost")).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void leavesAnotherProgramsTablesAlone() {
        String url = "r2dbc:h2:mem:///taken";
        Engine engine = Engine.create(url);
        engine.connect(connection -> connection
                        .execute(text("CREATE TABLE artist (stage_name VARCHAR(20))"))
                        .then())
                .block();

        assertThat(Chinook.run(output::add, url)).isEqualTo(1);
        assertThat(output).last().asString().startsWith("Give the URL of an empty database");
        engine.close().block();
    }

    @Test
    void takesOneArgumentOnly() {
        assertThat(Chinook.run(output::add, "a", "b")).isEqualTo(2);
    }
}
