package io.cinnabar.compile;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.columnComment;
import static io.cinnabar.schema.Schema.index;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.array;
import static io.cinnabar.type.Types.enumeration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.compile.SchemaPlanner.Existing;
import io.cinnabar.error.SchemaException;
import io.cinnabar.schema.CreateEnumType;
import io.cinnabar.schema.DropEnumType;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NamingConvention;
import io.cinnabar.schema.SchemaStatement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaPlannerTests {
    private enum Mood {
        GOOD,
        BAD
    }

    private enum Weather {
        SUN
    }

    private static final MetaData METADATA = metadata();

    private static MetaData metadata() {
        var metadata = new MetaData("app", NamingConvention.DEFAULT);
        metadata.table(
                "child",
                column("id", BIGINT, primaryKey()),
                column("parent_id", BIGINT, references("parent.id")),
                column("mood", enumeration(Mood.class)),
                column("moods", array(enumeration(Mood.class).map(String.class, Mood::valueOf, Mood::name))),
                index("ix_child", "parent_id"));
        metadata.table("parent", column("id", BIGINT, primaryKey(), columnComment("the key")));
        metadata.table("hen", column("id", BIGINT, primaryKey()), column("egg_id", BIGINT, references("egg.id")));
        metadata.table("egg", column("id", BIGINT, primaryKey()), column("hen_id", BIGINT, references("hen.id")));
        metadata.sequence("numbers");
        return metadata;
    }

    /** The first words of each statement. */
    private static List<String> words(List<SchemaStatement> statements) {
        return statements.stream()
                .map(statement -> {
                    if (statement instanceof CreateEnumType create) {
                        return "CREATE TYPE " + create.type().name();
                    }
                    if (statement instanceof DropEnumType drop) {
                        return "DROP TYPE " + drop.type().name();
                    }
                    return statement
                            .toString()
                            .replaceFirst("(?s) ?\\(.*", "")
                            .replaceFirst(" (FOREIGN|START|IS) .*", "");
                })
                .toList();
    }

    @Test
    void createsInTheOrderOfDependencies() {
        List<SchemaStatement> plan = new SchemaPlanner(true).create(METADATA, Existing.NOTHING);
        assertThat(words(plan))
                .containsExactly(
                        "CREATE TYPE mood",
                        "CREATE SEQUENCE app.numbers",
                        "CREATE TABLE app.parent",
                        "COMMENT ON COLUMN app.parent.id",
                        "CREATE TABLE app.child",
                        "CREATE INDEX ix_child ON app.child",
                        "CREATE TABLE app.hen",
                        "CREATE TABLE app.egg",
                        "ALTER TABLE app.hen ADD CONSTRAINT fk_hen_egg_id_egg",
                        "ALTER TABLE app.egg ADD CONSTRAINT fk_egg_hen_id_hen");
        assertThat(plan.get(4).toString()).contains("CONSTRAINT fk_child_parent_id_parent FOREIGN KEY (parent_id)");
        assertThat(plan.get(6).toString()).doesNotContain("FOREIGN KEY");
    }

    @Test
    void createsOnlyWhatIsMissing() {
        var existing = new Existing(Set.of("app.parent", "app.hen"), Set.of("app.numbers"), Set.of("mood"));
        assertThat(words(new SchemaPlanner(true).create(METADATA, existing)))
                .containsExactly(
                        "CREATE TABLE app.child",
                        "CREATE INDEX ix_child ON app.child",
                        "CREATE TABLE app.egg",
                        "ALTER TABLE app.egg ADD CONSTRAINT fk_egg_hen_id_hen");
        var all = new Existing(
                Set.of("app.parent", "app.hen", "app.egg", "app.child"), Set.of("app.numbers"), Set.of("mood"));
        assertThat(new SchemaPlanner(true).create(METADATA, all)).isEmpty();
    }

    @Test
    void dropsInTheReverseOrder() {
        var all = new Existing(
                Set.of("app.parent", "app.hen", "app.egg", "app.child"), Set.of("app.numbers"), Set.of("mood"));
        assertThat(words(new SchemaPlanner(true).drop(METADATA, all)))
                .containsExactly(
                        "ALTER TABLE app.hen DROP CONSTRAINT fk_hen_egg_id_egg",
                        "ALTER TABLE app.egg DROP CONSTRAINT fk_egg_hen_id_hen",
                        "DROP TABLE app.egg",
                        "DROP TABLE app.hen",
                        "DROP TABLE app.child",
                        "DROP TABLE app.parent",
                        "DROP SEQUENCE app.numbers",
                        "DROP TYPE mood");
    }

    @Test
    void dropsOnlyWhatIsThere() {
        var existing = new Existing(Set.of("app.child", "app.egg"), Set.of(), Set.of());
        assertThat(words(new SchemaPlanner(true).drop(METADATA, existing)))
                .containsExactly(
                        "ALTER TABLE app.egg DROP CONSTRAINT fk_egg_hen_id_hen",
                        "DROP TABLE app.egg",
                        "DROP TABLE app.child");
        assertThat(new SchemaPlanner(true).drop(METADATA, Existing.NOTHING)).isEmpty();
    }

    @Test
    void leavesOutEnumTypesWhereTheyHaveNoNames() {
        var planner = new SchemaPlanner(false);
        assertThat(planner.enumTypes(METADATA)).isEmpty();
        assertThat(words(planner.create(METADATA, Existing.NOTHING))).first().isEqualTo("CREATE SEQUENCE app.numbers");
    }

    @Test
    void refusesTwoEnumsOfOneName() {
        var metadata = new MetaData();
        metadata.table(
                "t",
                column("a", enumeration(Mood.class)),
                column("b", enumeration(Weather.class, "mood")),
                column("c", TEXT));
        assertThatThrownBy(() -> new SchemaPlanner(true).create(metadata, Existing.NOTHING))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("are both named 'mood' in the database");
    }
}
