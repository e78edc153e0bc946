package io.cinnabar.tests.orm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.orm.collection.RelatedCollection;
import io.cinnabar.orm.collection.RelatedList;
import io.cinnabar.orm.collection.RelatedSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Collections that are not loaded tell it, whatever is done to them. */
@SuppressWarnings("ReturnValueIgnored") // what matters is that it is called
class RelatedCollectionTests {
    private static final class Touched extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final Consumer<String> TOUCHED = member -> {
        throw new Touched();
    };

    static Stream<Arguments> touches() {
        Map<String, Consumer<Collection<String>>> touches = new LinkedHashMap<>();
        touches.put("size", Collection::size);
        touches.put("isEmpty", Collection::isEmpty);
        touches.put("contains", each -> each.contains("a"));
        touches.put("containsAll", each -> each.containsAll(List.of("a")));
        touches.put("for each", each -> each.forEach(String::length));
        touches.put("iterator", each -> each.iterator().hasNext());
        touches.put("stream", each -> each.stream().count());
        touches.put("toArray", Collection::toArray);
        touches.put("toString", Object::toString);
        touches.put("hashCode", Object::hashCode);
        touches.put("add", each -> each.add("a"));
        touches.put("addAll", each -> each.addAll(List.of("a")));
        touches.put("remove", each -> each.remove("a"));
        touches.put("removeIf", each -> each.removeIf(String::isEmpty));
        touches.put("retainAll", each -> each.retainAll(List.of("a")));
        touches.put("clear", Collection::clear);
        touches.put("copy", each -> List.copyOf(each));
        return touches.entrySet().stream()
                .flatMap(each -> Stream.of(
                        Arguments.of(each.getKey(), "list", each.getValue()),
                        Arguments.of(each.getKey(), "set", each.getValue())));
    }

    private static RelatedCollection<String> unloaded(String kind) {
        return kind.equals("list") ? new RelatedList<>(TOUCHED) : new RelatedSet<>(TOUCHED);
    }

    @ParameterizedTest(name = "{0} of a {1}")
    @MethodSource("touches")
    @DisplayName("K08 touching a collection that is not loaded")
    void tellsThatItIsTouched(String name, String kind, Consumer<Collection<String>> touch) {
        RelatedCollection<String> collection = unloaded(kind);
        assertThatThrownBy(() -> touch.accept(collection)).isInstanceOf(Touched.class);
        assertThat(collection.isLoaded()).isFalse();
        collection.load(List.of("a", "b"));
        assertThatCode(() -> touch.accept(collection)).doesNotThrowAnyException();
        collection.unload();
        assertThatThrownBy(() -> touch.accept(collection)).isInstanceOf(Touched.class);
    }

    @Test
    @DisplayName("K08 comparing a collection that is not loaded")
    void tellsThatItIsCompared() {
        assertThatThrownBy(() -> unloaded("list").equals(List.of("a"))).isInstanceOf(Touched.class);
        assertThatThrownBy(() -> unloaded("set").equals(Set.of("a"))).isInstanceOf(Touched.class);
    }

    @Test
    void showsWhatIsPresentWithoutTellingAnybody() {
        for (String kind : List.of("list", "set")) {
            RelatedCollection<String> collection = unloaded(kind);
            assertThat(collection.present()).isEmpty();
            assertThat(collection.holds(List.of())).isTrue();
        }
    }

    @Test
    void behavesAsTheCollectionThatItIs() {
        RelatedCollection<String> list = unloaded("list");
        list.load(List.of("a", "b"));
        assertThat(list).isEqualTo(List.of("a", "b")).hasToString("[a, b]");
        RelatedCollection<String> set = unloaded("set");
        set.load(List.of("a", "b"));
        assertThat(set).isEqualTo(Set.of("a", "b")).hasToString("[a, b]");
        assertThat(set.add("a")).isFalse();
    }
}
