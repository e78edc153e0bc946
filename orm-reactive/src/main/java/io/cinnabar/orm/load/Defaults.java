package io.cinnabar.orm.load;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.mapping.RelationshipAttribute;
import java.util.ArrayList;
import java.util.List;

/** Adds to what a statement says of relationships what the mapping says of all others. */
final class Defaults {
    private Defaults() {}

    static List<RelationshipLoad<?>> complete(Entity<?> entity, List<EntityOption> options) {
        var complete = new ArrayList<RelationshipLoad<?>>();
        for (EntityOption option : options) {
            if (option instanceof RelationshipLoad<?> load) {
                complete.add(load.strategy() == LoaderStrategy.DEFAULT ? byDefault(load) : load);
            }
        }
        for (RelationshipAttribute<?, ?> relationship : entity.mapper().relationships()) {
            boolean isMentioned =
                    complete.stream().anyMatch(load -> load.relationship().attribute() == relationship);
            if (relationship.options().isEager() && !isMentioned) {
                complete.add(new RelationshipLoad<>(Relationship.of(entity, relationship), LoaderStrategy.SELECT_IN));
            }
        }
        return complete;
    }

    private static RelationshipLoad<?> byDefault(RelationshipLoad<?> load) {
        if (!load.relationship().attribute().options().isEager()) {
            throw new InvalidRequestException(
                    ErrorCode.LOAD_OPTION_INVALID,
                    "The mapping does not load '"
                            + load.relationship().attribute().path()
                            + "', so that nothing can be said of what is loaded with it. Use selectInLoad(…) or"
                            + " joinedLoad(…).");
        }
        return load.by(LoaderStrategy.SELECT_IN);
    }
}
