package io.cinnabar.tests.sql;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.defaultFrom;
import static io.cinnabar.schema.Schema.onUpdateExpression;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.unique;
import static io.cinnabar.sql.Functions.currentTimestamp;
import static io.cinnabar.sql.Functions.lower;
import static io.cinnabar.sql.Sql.excluded;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.update;
import static io.cinnabar.tests.support.SqlAssertion.assertSql;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TEXT;
import static io.cinnabar.type.Types.TIMESTAMP_WITH_TIME_ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.compile.StatementKey;
import io.cinnabar.error.CompilationException;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NumericColumn;
import io.cinnabar.schema.Table;
import io.cinnabar.schema.TextColumn;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Sql;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpsertSqlTests {
    private final MetaData metadata = new MetaData();
    private final Pages pages = new Pages(metadata);
    private final Table visits = metadata.table(
            "visit",
            column("path", TEXT, primaryKey()),
            column("day", INTEGER, primaryKey()),
            column("at", TIMESTAMP_WITH_TIME_ZONE, onUpdateExpression(currentTimestamp())),
            column("token", TEXT, defaultFrom(() -> "token")));

    private static final class Pages extends Table {
        final TextColumn path = column("path", TEXT, unique());
        final TextColumn title = column("title", TEXT);
        final NumericColumn<Integer> hits = column("hits", INTEGER);

        Pages(MetaData metadata) {
            super("page", metadata);
        }
    }

    private Insert page() {
        return insert(pages).set(pages.path, "/").set(pages.hits, 1);
    }

    @Test
    void leavesRowsAlone() {
        assertSql(page().onConflict(pages.path).doNothing())
                .ansi("INSERT INTO page (path, hits) VALUES (?, ?) ON CONFLICT (path) DO NOTHING")
                .postgres("INSERT INTO page (path, hits) VALUES ($1, $2) ON CONFLICT (path) DO NOTHING")
                .h2("MERGE INTO page USING (VALUES (CAST(?1 AS CHARACTER VARYING), CAST(?2 AS INTEGER))) AS excluded"
                        + " (path, hits) ON page.path = excluded.path WHEN NOT MATCHED THEN INSERT (path, hits)"
                        + " VALUES (excluded.path, excluded.hits)")
                .binds("/", 1);
    }

    @Test
    void leavesRowsAloneThatConflictWithAnyKey() {
        assertSql(page().onConflictDoNothing())
                .ansi("INSERT INTO page (path, hits) VALUES (?, ?) ON CONFLICT DO NOTHING")
                .postgres("INSERT INTO page (path, hits) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .h2Refuses("a conflict with any key", "onConflict(columns)");
    }

    @Test
    void changesRows() {
        assertSql(page().onConflict(pages.path)
                        .doUpdate(update -> update.set(pages.hits, pages.hits.plus(excluded(pages.hits)))
                                .set(pages.title, "again")
                                .where(pages.hits.lt(9).or(pages.title.isNull()))))
                .ansi("INSERT INTO page (path, hits) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET hits = page.hits +"
                        + " excluded.hits, title = ? WHERE page.hits < ? OR page.title IS NULL")
                .postgres("INSERT INTO page (path, hits) VALUES ($1, $2) ON CONFLICT (path) DO UPDATE SET hits ="
                        + " page.hits + excluded.hits, title = $3 WHERE page.hits < $4 OR page.title IS NULL")
                .h2("MERGE INTO page USING (VALUES (CAST(?1 AS CHARACTER VARYING), CAST(?2 AS INTEGER))) AS excluded"
                        + " (path, hits) ON page.path = excluded.path WHEN MATCHED AND (page.hits < ?3 OR page.title IS"
                        + " NULL) THEN UPDATE SET hits = page.hits + excluded.hits, title = ?4 WHEN NOT MATCHED THEN"
                        + " INSERT (path, hits) VALUES (excluded.path, excluded.hits)");
    }

    @Test
    void setsColumnsToWhatWasExcluded() {
        assertSql(page().set(pages.title, "t").onConflict(pages.path).doUpdate(pages.title, pages.hits))
                .postgres("INSERT INTO page (path, hits, title) VALUES ($1, $2, $3) ON CONFLICT (path) DO UPDATE SET"
                        + " title = excluded.title, hits = excluded.hits");
    }

    @Test
    void keepsThePlacesOfClauses() {
        assertSql(page().onConflict(pages.path).doUpdate(pages.hits).returning(pages.hits))
                .ansi("INSERT INTO page (path, hits) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET hits ="
                        + " excluded.hits RETURNING hits")
                .h2("SELECT hits FROM FINAL TABLE (MERGE INTO page USING (VALUES (CAST(?1 AS CHARACTER VARYING),"
                        + " CAST(?2 AS INTEGER))) AS excluded (path, hits) ON page.path = excluded.path WHEN MATCHED"
                        + " THEN UPDATE SET hits = excluded.hits WHEN NOT MATCHED THEN INSERT (path, hits) VALUES"
                        + " (excluded.path, excluded.hits))");
        assertSql(insert(pages)
                        .onConflict(pages.path)
                        .doNothing()
                        .fromSelect(List.of(pages.path), select(pages.path.concat("x"))))
                .ansi("INSERT INTO page (path) SELECT page.path || ? FROM page ON CONFLICT (path) DO NOTHING")
                .h2("MERGE INTO page USING (SELECT page.path || CAST(?1 AS CHARACTER VARYING) FROM page) AS excluded"
                        + " (path) ON page.path = excluded.path WHEN NOT MATCHED THEN INSERT (path) VALUES"
                        + " (excluded.path)");
    }

    @Test
    void takesSeveralRows() {
        assertSql(insert(pages)
                        .rows(List.of("a", "b"), (row, path) -> row.set(pages.path, path))
                        .onConflict(pages.path)
                        .doNothing())
                .postgres("INSERT INTO page (path) VALUES ($1), ($2) ON CONFLICT (path) DO NOTHING")
                .h2("MERGE INTO page USING (VALUES (CAST(?1 AS CHARACTER VARYING)), (CAST(?2 AS CHARACTER VARYING)))"
                        + " AS excluded (path) ON page.path = excluded.path WHEN NOT MATCHED THEN INSERT (path) VALUES"
                        + " (excluded.path)");
    }

    @Test
    void namesConstraintsAndIndexes() {
        assertSql(page().onConstraintConflict("uq_page_path").doNothing())
                .postgres("INSERT INTO page (path, hits) VALUES ($1, $2) ON CONFLICT ON CONSTRAINT uq_page_path DO"
                        + " NOTHING")
                .h2Refuses("constraint by its name", "onConflict(columns)");
        assertSql(page().onConflict(lower(pages.path), pages.hits.plus(1)).doNothing())
                .postgres("INSERT INTO page (path, hits) VALUES ($1, $2) ON CONFLICT (lower(path), (hits + 1)) DO"
                        + " NOTHING")
                .h2Refuses("index over an expression");
        assertSql(page().onConflict(pages.path)
                        .where(pages.title.isNull(), pages.hits.gt(5))
                        .doNothing())
                .postgres("INSERT INTO page (path, hits) VALUES ($1, $2) ON CONFLICT (path) WHERE title IS NULL AND"
                        + " hits > 5 DO NOTHING")
                .h2Refuses("partial index", "leave where(…) out");
    }

    @Test
    void takesDefaultsOfInsertAndUpdate() {
        assertSql(insert(visits)
                        .set(visits.c("path", String.class), "/")
                        .set(visits.c("day", Integer.class), 1)
                        .onConflict(visits.column("path"), visits.column("day"))
                        .doUpdate(visits.column("token")))
                .postgres("INSERT INTO visit (path, day, token) VALUES ($1, $2, $3) ON CONFLICT (path, day) DO UPDATE"
                        + " SET token = excluded.token, at = CURRENT_TIMESTAMP")
                .h2("MERGE INTO visit USING (VALUES (CAST(?1 AS CHARACTER VARYING), CAST(?2 AS INTEGER), CAST(?3 AS"
                        + " CHARACTER VARYING))) AS excluded (path, \"day\", token) ON visit.path = excluded.path AND"
                        + " visit.\"day\" = excluded.\"day\" WHEN MATCHED THEN UPDATE SET token = excluded.token, at ="
                        + " CURRENT_TIMESTAMP WHEN NOT MATCHED THEN INSERT (path, \"day\", token) VALUES"
                        + " (excluded.path, excluded.\"day\", excluded.token)");
    }

    @Test
    void refusesOnH2WhatMergeWouldDoOtherwise() {
        assertSql(page().onConflict(pages.hits).doNothing()).h2Refuses("[hits]", "no key of 'page'", "uniqueIndex(…)");
        assertSql(insert(pages).set(pages.hits, 1).onConflict(pages.path).doNothing())
                .h2Refuses("'path'", "does not set");
        assertSql(page().onConflict(pages.path).doUpdate(pages.title)).h2Refuses("excluded(…)", "'title'");
    }

    @Test
    void tellsStatementsApart() {
        Insert plain = page().onConflict(pages.path).doNothing();
        assertThat(StatementKey.of(plain))
                .isEqualTo(StatementKey.of(page().onConflict(pages.path).doNothing()))
                .isNotEqualTo(StatementKey.of(page()))
                .isNotEqualTo(StatementKey.of(page().onConflictDoNothing()))
                .isNotEqualTo(StatementKey.of(page().onConflict(pages.hits).doNothing()))
                .isNotEqualTo(StatementKey.of(page().onConstraintConflict("a").doNothing()))
                .isNotEqualTo(StatementKey.of(page().onConflict(pages.path).doUpdate(pages.hits)));
        assertThat(StatementKey.of(page().onConstraintConflict("a").doNothing()))
                .isNotEqualTo(StatementKey.of(page().onConstraintConflict("b").doNothing()));
        assertThat(StatementKey.of(upsert(1))).isEqualTo(StatementKey.of(upsert(2)));
        assertThat(StatementKey.of(partial(1)))
                .isEqualTo(StatementKey.of(partial(1)))
                .isNotEqualTo(StatementKey.of(partial(2)));
    }

    private Insert upsert(int value) {
        return page().onConflict(pages.path).doUpdate(update -> update.set(pages.hits, value));
    }

    private Insert partial(int value) {
        return page().onConflict(pages.path).where(pages.hits.gt(value)).doNothing();
    }

    @Test
    void bindsTheValuesOfTheUpdate() {
        assertSql(upsert(7)).binds("/", 1, 7);
        assertSql(partial(7)).binds("/", 1);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> page().onConflict())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("onConflictDoNothing()");
        assertThatThrownBy(() -> page().onConflict(visits.column("path")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("'visit'", "'page'");
        assertThatThrownBy(() -> page().onConflict(pages.path).doUpdate())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("sets no column", "doNothing()");
        assertThatThrownBy(() -> page().onConflict(pages.path).doUpdate(update -> update(visits)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("'visit'", "'page'");
        assertThatThrownBy(() -> page().onConflictDoNothing().onConflictDoNothing())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> page().onConstraintConflict("a").where(pages.hits.gt(1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> excluded(pages.hits.plus(1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("excluded(a)");
    }

    @Test
    void refusesExcludedColumnsElsewhere() {
        assertThatThrownBy(() -> select(excluded(pages.hits)).sql(io.cinnabar.dialect.AnsiDialect.INSTANCE))
                .isInstanceOf(CompilationException.class)
                .hasMessageContainingAll("'hits'", "doUpdate(…)");
        assertThatThrownBy(() -> page().onConflict(pages.path)
                        .doUpdate(update -> update.set(pages.title, excluded(Sql.coerce(visits.column("path"), TEXT))))
                        .sql(io.cinnabar.dialect.AnsiDialect.INSTANCE))
                .isInstanceOf(CompilationException.class)
                .hasMessageContainingAll("'path'", "'visit'");
    }
}
