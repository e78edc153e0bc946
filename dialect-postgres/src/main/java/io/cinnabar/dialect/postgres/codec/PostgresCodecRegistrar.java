package io.cinnabar.dialect.postgres.codec;

import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import reactor.core.publisher.Mono;

/**
 * Registers our codec with each new connection of the driver.
 *
 * <p>The driver finds this class through {@link java.util.ServiceLoader}, with the class loader that loaded the driver.
 * Where that loader does not see Cinnabar, or where {@code autodetectExtensions} was turned off, pass an instance to
 * {@code PostgresqlConnectionConfiguration.Builder.extendWith}; being registered both ways does no harm.
 */
public final class PostgresCodecRegistrar implements CodecRegistrar {

    @Override
    public Mono<Void> register(PostgresqlConnection connection, ByteBufAllocator allocator, CodecRegistry registry) {
        return Mono.fromRunnable(() -> {
            if (!isRegistered(registry)) {
                // First, so that it is found at the first look; the driver asks its codecs in order.
                registry.addFirst(PostgresValueCodec.INSTANCE);
            }
        });
    }

    private static boolean isRegistered(CodecRegistry registry) {
        for (Codec<?> codec : registry) {
            if (codec == PostgresValueCodec.INSTANCE) {
                return true;
            }
        }
        return false;
    }
}
