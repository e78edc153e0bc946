package io.cinnabar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.mapping.LifecycleEvent;
import io.cinnabar.mapping.Mapper;
import org.junit.jupiter.api.Test;

/** Callbacks of entities, superclasses and listeners. */
class CallbackTests {
    private static final String BASE = """
            package base;
            import jakarta.persistence.*;
            @MappedSuperclass
            @EntityListeners(BaseListener.class)
            public abstract class Base {
                @Id Long id;
                @Transient public String log = "";
                @PrePersist private void first() { log += "base "; }
                @PreUpdate protected void update() { log += "never "; }
                @PostLoad protected void loaded() { log += "loaded "; }
            }
            """;
    private static final String BASE_LISTENER = """
            package base;
            import jakarta.persistence.*;
            public class BaseListener {
                @PrePersist void before(Object entity) { ((Base) entity).log += "listener "; }
            }
            """;
    private static final String THING = """
            @Entity
            @EntityListeners({ThingListener.class})
            public class Thing extends base.Base {
                @PrePersist @PreRemove void own() { log += "own "; }
                @Override @PreUpdate protected void update() { log += "update "; }
            }
            """;
    private static final String THING_LISTENER = """
            public class ThingListener {
                @PrePersist private void before(Thing thing) { thing.log += "private "; }
                @PrePersist public void alsoBefore(base.Base thing) { thing.log += "public "; }
            }
            """;

    private static String log(Compilation compilation, LifecycleEvent event) throws ReflectiveOperationException {
        Mapper<Object> mapper = compilation.mapper("Thing");
        Object thing = mapper.access().create();
        mapper.callbacks(event).forEach(callback -> callback.call(thing));
        return (String) compilation.load("shop.Thing").getField("log").get(thing);
    }

    @Test
    void callsListenersThenSuperclassesThenTheClass() throws ReflectiveOperationException {
        Compilation compilation = SourceCompiler.compile(BASE, BASE_LISTENER, THING, THING_LISTENER)
                .succeeded();
        assertThat(log(compilation, LifecycleEvent.PRE_PERSIST)).isEqualTo("listener private public base own ");
        assertThat(log(compilation, LifecycleEvent.PRE_REMOVE)).isEqualTo("own ");
        assertThat(log(compilation, LifecycleEvent.PRE_UPDATE)).isEqualTo("update ");
        assertThat(log(compilation, LifecycleEvent.POST_LOAD)).isEqualTo("loaded ");
    }

    @Test
    void leavesOutListenersOfSuperclassesWhereAsked() throws ReflectiveOperationException {
        Compilation compilation = SourceCompiler.compile(
                        BASE, BASE_LISTENER, "@ExcludeSuperclassListeners\n" + THING, THING_LISTENER)
                .succeeded();
        assertThat(log(compilation, LifecycleEvent.PRE_PERSIST)).isEqualTo("private public base own ");
    }
}
