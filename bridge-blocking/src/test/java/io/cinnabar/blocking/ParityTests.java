package io.cinnabar.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Connection;
import io.cinnabar.core.Engine;
import io.cinnabar.core.Result;
import io.cinnabar.core.Transaction;
import io.cinnabar.core.UpdateResult;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Each public method of a reactive type has its blocking twin: the same name and arguments, and what it emits. */
class ParityTests {
    private static final Map<Class<?>, Class<?>> TWINS = Map.of(
            Engine.class, BlockingEngine.class,
            Connection.class, BlockingConnection.class,
            Transaction.class, BlockingTransaction.class,
            Result.class, BlockingResult.class,
            UpdateResult.class, BlockingUpdateResult.class,
            SessionFactory.class, BlockingSessionFactory.class,
            Session.class, BlockingSession.class);

    /** A function that waits returns a list as it returns anything else: one form of these does for both. */
    private static final Set<String> OF_MANY = Set.of("connectMany", "beginMany", "savepointMany");
    /**
     * Makes results of publishers, and lets what is touched load: for what is built on the reactive form, as this is.
     */
    private static final Set<String> FOR_TOOLKITS = Set.of("Result.of", "UpdateResult.of", "Session.lazyLoading");
    /** The session of a Reactor context, which a function that waits has none of: it is given its session. */
    private static final Set<String> OF_CONTEXT = Set.of("SessionFactory.current");

    private static Stream<Method> methods() {
        return TWINS.keySet().stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .filter(method -> !OF_MANY.contains(method.getName()))
                .filter(method -> !FOR_TOOLKITS.contains(named(method)) && !OF_CONTEXT.contains(named(method)));
    }

    private static String named(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void hasATwin(Method method) {
        Class<?> twin = TWINS.get(method.getDeclaringClass());
        List<String> parameters = Arrays.stream(method.getGenericParameterTypes())
                .map(ParityTests::twin)
                .toList();
        assertThat(Arrays.stream(twin.getDeclaredMethods())
                        .filter(other -> Modifier.isPublic(other.getModifiers()) && !other.isSynthetic())
                        .filter(other -> other.getName().equals(method.getName()))
                        .filter(other -> isStatic(other) == isStatic(method))
                        .filter(other -> Arrays.stream(other.getGenericParameterTypes())
                                .map(ParityTests::own)
                                .toList()
                                .equals(parameters)))
                .as(twin.getSimpleName() + "." + method.getName() + parameters)
                .singleElement()
                .satisfies(other -> assertThat(outcomes(method.getGenericReturnType()))
                        .as("what " + method.getName() + " returns")
                        .contains(own(other.getGenericReturnType())));
    }

    private static boolean isStatic(Method method) {
        return Modifier.isStatic(method.getModifiers());
    }

    /** What a blocking method may return for what the reactive one returns. */
    private static Set<String> outcomes(Type type) {
        if (type instanceof ParameterizedType emitting && emitting.getRawType() == Mono.class) {
            Type emitted = emitting.getActualTypeArguments()[0];
            if (emitted == Void.class) {
                return Set.of("void");
            }
            if (emitted == Long.class) {
                return Set.of("long", "java.lang.Long");
            }
            return Set.of(twin(emitted), "java.util.Optional<" + twin(emitted) + ">");
        }
        if (type instanceof ParameterizedType emitting && emitting.getRawType() == Flux.class) {
            String emitted = twin(emitting.getActualTypeArguments()[0]);
            return Set.of("java.util.List<" + emitted + ">", "java.util.stream.Stream<" + emitted + ">");
        }
        return Set.of(twin(type));
    }

    /** A type with the twins of all that is in it; a function of the user returns what its Mono would emit. */
    private static String twin(Type type) {
        return described(type, true);
    }

    private static String own(Type type) {
        return described(type, false);
    }

    private static String described(Type type, boolean isTwin) {
        if (type instanceof WildcardType wildcard) {
            return described(bound(wildcard), isTwin);
        }
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return isTwin && parameterized.getRawType() == Mono.class
                    ? described(arguments[0], true)
                    : described(parameterized.getRawType(), isTwin)
                            + Arrays.stream(arguments)
                                    .map(argument -> described(argument, isTwin))
                                    .collect(Collectors.joining(", ", "<", ">"));
        }
        return type instanceof Class<?> plain && isTwin
                ? TWINS.getOrDefault(plain, plain).getTypeName()
                : type.getTypeName();
    }

    private static Type bound(WildcardType type) {
        return type.getLowerBounds().length > 0 ? type.getLowerBounds()[0] : type.getUpperBounds()[0];
    }
}
