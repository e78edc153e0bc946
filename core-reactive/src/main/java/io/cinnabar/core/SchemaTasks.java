package io.cinnabar.core;

import io.cinnabar.compile.SchemaPlanner;
import io.cinnabar.core.driver.Catalog;
import io.cinnabar.dialect.Capability;
import io.cinnabar.dialect.Dialect;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Row2;
import io.cinnabar.sql.RowStatement;
import io.cinnabar.type.EnumType;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Creates and drops the schema of metadata over a connection. */
final class SchemaTasks {
    private final Supplier<Dialect> dialects;
    private final Catalog catalog;

    SchemaTasks(Supplier<Dialect> dialects, Catalog catalog) {
        this.dialects = dialects;
        this.catalog = catalog;
    }

    /** What a database is asked of itself. */
    Catalog catalog() {
        return catalog;
    }

    /** Plans statements from the metadata and what is there. */
    interface Planning {
        List<SchemaStatement> plan(SchemaPlanner planner, MetaData metadata, SchemaPlanner.Existing existing);
    }

    Mono<Void> change(Connection connection, MetaData metadata, Planning planning) {
        return existing(connection, metadata)
                .flatMapIterable(existing -> {
                    var planner = new SchemaPlanner(dialects.get().supports(Capability.NAMED_ENUMS));
                    return planning.plan(planner, metadata, existing);
                })
                .concatMap(statement -> connection.execute(statement).then())
                .then();
    }

    private Mono<SchemaPlanner.Existing> existing(Connection connection, MetaData metadata) {
        Mono<String> defaultSchema = connection.scalar(catalog.defaultSchema()).defaultIfEmpty("");
        return defaultSchema.flatMap(schema -> Mono.zip(
                        names(connection, catalog.tables()),
                        names(connection, catalog.sequences()),
                        names(connection, catalog.enumTypes()))
                .map(found -> existing(
                        metadata,
                        new Found(schema, found.getT1()),
                        new Found(schema, found.getT2()),
                        new Found(schema, found.getT3()))));
    }

    private SchemaPlanner.Existing existing(MetaData metadata, Found tables, Found sequences, Found enumTypes) {
        Dialect dialect = dialects.get();
        var planner = new SchemaPlanner(dialect.supports(Capability.NAMED_ENUMS));
        return new SchemaPlanner.Existing(
                metadata.tables().stream()
                        .filter(table -> tables.has(table.schemaName(), table.name(), dialect))
                        .map(Table::qualifiedName)
                        .collect(Collectors.toSet()),
                metadata.sequences().stream()
                        .filter(sequence -> sequences.has(sequence.schemaName(), sequence.name(), dialect))
                        .map(Sequence::qualifiedName)
                        .collect(Collectors.toSet()),
                planner.enumTypes(metadata).stream()
                        .map(EnumType::name)
                        .filter(name -> enumTypes.has(null, name, dialect))
                        .collect(Collectors.toSet()));
    }

    private static Mono<Set<List<String>>> names(Connection connection, RowStatement<Row2<String, String>> statement) {
        return connection
                .execute(statement)
                .all()
                .map(row -> List.of(row.v1(), row.v2()))
                .collect(Collectors.toSet());
    }

    /** The names that a catalog has, with their schemas, as it spells them. */
    private record Found(String defaultSchema, Set<List<String>> names) {
        boolean has(@Nullable String schema, String name, Dialect dialect) {
            String storedSchema =
                    schema == null ? defaultSchema : dialect.quoter().stored(schema);
            return names.contains(List.of(storedSchema, dialect.quoter().stored(name)));
        }
    }
}
