package io.cinnabar.orm.unitofwork;

import io.cinnabar.core.Connection;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.StaleEntityException;
import io.cinnabar.mapping.ColumnPair;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.mapping.RelationshipJoin;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.unitofwork.FlushPlan.Link;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Condition;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes the rows of tables of links. */
final class LinkRows {
    private static final int PORTION = 1_000;

    private final Connection connection;

    LinkRows(Connection connection) {
        this.connection = connection;
    }

    Mono<Void> run(FlushPlan.Step step) {
        if (step instanceof FlushPlan.LinkInserts inserts) {
            return connection
                    .executeMany(Sql.insert(inserts.table()), parameters(inserts.relationship(), inserts.links(), ""))
                    .rowsUpdated()
                    .then();
        }
        if (step instanceof FlushPlan.LinkDeletes deletes) {
            return deletes.links().isEmpty() ? ended(deletes) : single(deletes).then(Mono.defer(() -> ended(deletes)));
        }
        return Mono.error(new IllegalStateException("No step of links: " + step));
    }

    private static List<Parameters> parameters(
            RelationshipAttribute<?, ?> relationship, List<Link> links, String prefix) {
        RelationshipJoin join = relationship.join();
        return links.stream()
                .map(link -> {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>();
                    for (ColumnPair pair : join.local()) {
                        values.put(prefix + pair.right().name(), value(link.owner(), pair.left()));
                    }
                    for (ColumnPair pair : join.remote()) {
                        values.put(prefix + pair.left().name(), value(link.target(), pair.right()));
                    }
                    return Parameters.of(values);
                })
                .toList();
    }

    private static @Nullable Object value(InstanceState<?> state, Column<?> column) {
        int place = state.mapper().place(column);
        return state.current(state.mapper().columns().get(place));
    }

    private Mono<Void> single(FlushPlan.LinkDeletes deletes) {
        var conditions = new ArrayList<Condition>();
        RelationshipJoin join = deletes.relationship().join();
        join.local()
                .forEach(pair -> conditions.add(
                        Bindings.isParameter(pair.right(), "old " + pair.right().name())));
        join.remote()
                .forEach(pair -> conditions.add(
                        Bindings.isParameter(pair.left(), "old " + pair.left().name())));
        List<Parameters> rows = parameters(deletes.relationship(), deletes.links(), "old ");
        return connection
                .executeMany(
                        Sql.delete(deletes.table())
                                .where(Sql.and(conditions))
                                .option(ExecutionOptions.DISTINCT_ROWS, true),
                        rows)
                .rowsUpdated()
                .flatMap(count -> count >= rows.size() ? Mono.empty() : Mono.error(missing(deletes, count)));
    }

    private static StaleEntityException missing(FlushPlan.LinkDeletes deletes, long count) {
        return new StaleEntityException(
                ErrorCode.ENTITY_STALE,
                "Of " + deletes.links().size() + " links of '" + deletes.relationship() + "' that were taken out, "
                        + count + " were there: the first of them is "
                        + deletes.links().get(0)
                        + ". Somebody else has deleted them since they were loaded. Roll back, load the objects again and"
                        + " repeat the work.");
    }

    /** All links of objects whose rows go, whether they were loaded or not. */
    private Mono<Void> ended(FlushPlan.LinkDeletes deletes) {
        List<ColumnPair> pairs = deletes.relationship().join().local();
        Table table = deletes.table();
        return Flux.fromIterable(deletes.ended())
                .buffer(PORTION)
                .concatMap(portion -> connection
                        .execute(Sql.delete(table).where(belonging(pairs, portion)))
                        .rowsUpdated())
                .then();
    }

    private static Condition belonging(List<ColumnPair> pairs, List<InstanceState<?>> owners) {
        if (pairs.size() == 1) {
            ColumnPair pair = pairs.get(0);
            var values = new ArrayList<Object>();
            for (InstanceState<?> owner : owners) {
                Object value = value(owner, pair.left());
                if (value != null) {
                    values.add(value);
                }
            }
            return Bindings.in(pair.right(), values);
        }
        var alternatives = new ArrayList<Condition>();
        for (InstanceState<?> owner : owners) {
            alternatives.add(Sql.and(pairs.stream()
                    .map(pair -> Bindings.equal(pair.right(), value(owner, pair.left())))
                    .toList()));
        }
        return Sql.or(alternatives);
    }
}
