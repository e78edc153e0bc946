package io.cinnabar.orm.load;

import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.Relationship;
import io.cinnabar.mapping.RelationshipAttribute;
import java.util.ArrayList;
import java.util.List;

/** Adds to what a statement says of relationships what the mapping says of all others. */
final class Defaults {
    private Defaults() {}

    static List<RelationshipLoad<?>> complete(Entity<?> entity, List<RelationshipLoad<?>> options) {
        var complete = new ArrayList<>(options);
        for (RelationshipAttribute<?, ?> relationship : entity.mapper().relationships()) {
            boolean isMentioned =
                    options.stream().anyMatch(load -> load.relationship().attribute() == relationship);
            if (relationship.options().isEager() && !isMentioned) {
                complete.add(new RelationshipLoad<>(Relationship.of(entity, relationship), LoaderStrategy.SELECT_IN));
            }
        }
        return complete;
    }
}
