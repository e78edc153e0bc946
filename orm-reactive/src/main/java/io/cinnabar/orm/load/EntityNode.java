package io.cinnabar.orm.load;

import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.sql.Row;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entity in the rows of a statement, with the relationships that the same rows carry and those that are loaded after
 * them. Immutable.
 *
 * @param <E> the mapped class
 * @param reader makes the objects
 * @param joined the relationships whose objects stand in the same row
 * @param later the relationships that statements of their own load
 */
record EntityNode<E>(EntityReader<E> reader, List<Edge<?>> joined, List<RelationshipLoad<?>> later) {

    /**
     * A relationship whose objects stand in the same row.
     *
     * @param isNarrowed whether more must hold for them than that they are referred to
     */
    record Edge<T>(RelationshipAttribute<?, T> relationship, EntityNode<T> target, boolean isNarrowed) {}

    /** Whether the rows of one owner may be several. */
    boolean joinsCollection() {
        return joined.stream()
                .anyMatch(edge ->
                        edge.relationship().kind().isToMany() || edge.target().joinsCollection());
    }

    /** The relationships that statements of their own load, here and in what is joined. */
    Stream<RelationshipLoad<?>> allLater() {
        return Stream.concat(
                later.stream(), joined.stream().flatMap(edge -> edge.target().allLater()));
    }

    /** What the session knows of the object of a row, and of those joined to it; null where there is none. */
    @Nullable
    InstanceState<E> read(Row row, LoadContext context, LoadedStates states) {
        InstanceState<E> state = reader.read(row, context);
        if (state == null) {
            return null;
        }
        states.add(this, state);
        for (Edge<?> edge : joined) {
            InstanceState<?> target = edge.target().read(row, context, states);
            if (state.isLoaded(edge.relationship()) && !context.isRefreshing()) {
                if (target == null && edge.isNarrowed()) {
                    RelationshipWriter.hide(state, edge.relationship());
                }
                continue;
            }
            context.related().expect(state, edge.relationship());
            if (target != null) {
                context.related().add(state, edge.relationship(), target.entity());
            }
        }
        return state;
    }
}
