package io.cinnabar.compile;

import io.cinnabar.sql.ExpressionNode;
import io.cinnabar.sql.FromItem;
import io.cinnabar.sql.JoinClause;
import io.cinnabar.sql.Junction;
import io.cinnabar.sql.Sources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds FROM items that no condition connects: every row of the one would be paired with every row of the other. */
final class CartesianLinter {
    private final Map<Object, FromItem> items = new LinkedHashMap<>();
    private final Map<Object, Object> leaders = new HashMap<>();

    private boolean isBlind;

    private CartesianLinter() {}

    static @Nullable String warning(FromClause from, @Nullable ExpressionNode where) {
        if (from.elements().size() < 2
                && from.elements().stream().allMatch(each -> each.joins().isEmpty())) {
            return null;
        }
        var linter = new CartesianLinter();
        for (FromClause.Element element : from.elements()) {
            linter.add(element.item());
            for (FromClause.Joined join : element.joins()) {
                linter.add(join.target());
                if (join.left() != null) {
                    linter.connect(List.of(join.left(), join.target()));
                } else if (join.kind() == JoinClause.Kind.CROSS) {
                    linter.connect(List.of(element.item(), join.target())); // somebody asked for the product
                } else {
                    linter.conditions(join.condition());
                }
            }
        }
        linter.conditions(where);
        return linter.isBlind ? null : linter.describe();
    }

    private void add(FromItem item) {
        items.put(item.sourceKey(), item);
        leaders.put(item.sourceKey(), item.sourceKey());
    }

    private void conditions(@Nullable ExpressionNode condition) {
        if (condition instanceof Junction junction && junction.kind() == Junction.Kind.AND) {
            junction.operands().forEach(this::conditions);
        } else if (condition != null) {
            Map<Object, FromItem> used = new LinkedHashMap<>();
            var sources = new Sources(used);
            sources.node(condition);
            isBlind |= sources.hasText(); // SQL text can connect what only its author knows
            connect(List.copyOf(used.values()));
        }
    }

    private void connect(List<FromItem> connected) {
        for (FromItem item : connected) {
            if (leaders.containsKey(item.sourceKey())) {
                leaders.put(leader(item.sourceKey()), leader(connected.get(0).sourceKey()));
            }
        }
    }

    private Object leader(Object identity) {
        Object current = identity;
        Object next = leaders.getOrDefault(current, current);
        while (!next.equals(current)) {
            current = next;
            next = leaders.getOrDefault(current, current);
        }
        return current;
    }

    private @Nullable String describe() {
        Map<Object, List<String>> groups = new LinkedHashMap<>();
        items.forEach((identity, item) -> groups.computeIfAbsent(leader(identity), key -> new ArrayList<>())
                .add(item.sourceName() == null ? "a subquery" : item.sourceName()));
        if (groups.size() < 2) {
            return null;
        }
        return "The select has a cartesian product: no condition connects " + groups.values()
                + ". Join them, compare their columns, or say crossJoin(…) if the product is meant.";
    }
}
