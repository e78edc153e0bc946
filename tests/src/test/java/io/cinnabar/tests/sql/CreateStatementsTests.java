package io.cinnabar.tests.sql;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.index;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.enumeration;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.dialect.h2.H2DialectProvider;
import io.cinnabar.dialect.postgres.PostgresDialectProvider;
import io.cinnabar.schema.MetaData;
import org.junit.jupiter.api.Test;

class CreateStatementsTests {
    private enum Size {
        SMALL,
        LARGE
    }

    private final MetaData metadata = new MetaData();

    CreateStatementsTests() {
        metadata.table(
                "shoe",
                column("box_id", INTEGER, references("box.id")),
                column("size", enumeration(Size.class, "shoe_size")),
                index("ix_shoe_box", "box_id"));
        metadata.table("box", column("id", INTEGER, primaryKey()));
    }

    @Test
    void givesTheSqlOfADialectInTheOrderOfDependencies() {
        assertThat(new PostgresDialectProvider().dialect().createStatements(metadata))
                .satisfiesExactly(
                        sql -> assertThat(sql).startsWith("CREATE TYPE shoe_size AS ENUM"),
                        sql -> assertThat(sql).startsWith("CREATE TABLE box"),
                        sql -> assertThat(sql).startsWith("CREATE TABLE shoe"),
                        sql -> assertThat(sql).startsWith("CREATE INDEX ix_shoe_box"));
        assertThat(new H2DialectProvider().dialect().createStatements(metadata))
                .satisfiesExactly(
                        sql -> assertThat(sql).startsWith("CREATE TABLE box"),
                        sql -> assertThat(sql).startsWith("CREATE TABLE shoe"),
                        sql -> assertThat(sql).startsWith("CREATE INDEX ix_shoe_box"));
    }
}
