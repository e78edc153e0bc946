package io.cinnabar.blocking;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;

/** The threads on which functions run that wait: virtual ones where the JDK has them. */
final class FunctionThreads {
    private static final @Nullable MethodHandle START_VIRTUAL = startVirtual();

    private FunctionThreads() {}

    private static @Nullable MethodHandle startVirtual() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (ReflectiveOperationException | UnsupportedOperationException before21) {
            return null;
        }
    }

    static void start(Runnable function) {
        MethodHandle startVirtual = START_VIRTUAL;
        if (startVirtual == null) {
            Schedulers.boundedElastic().schedule(function);
            return;
        }
        try {
            startVirtual.invoke(function);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable never) {
            throw new IllegalStateException(never);
        }
    }
}
