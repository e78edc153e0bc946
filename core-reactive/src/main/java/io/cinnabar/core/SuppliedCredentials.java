package io.cinnabar.core;

import io.cinnabar.core.driver.DialectProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Asks for the credentials of each connection before it is opened. */
record SuppliedCredentials(DatabaseUrl url, DialectProvider provider, Supplier<Mono<Credentials>> credentials)
        implements ConnectionFactory {
    @Override
    public Publisher<? extends Connection> create() {
        // A driver's factory reads files as it is made, for its extensions and certificates: not on an event loop.
        return credentials.get().publishOn(Schedulers.boundedElastic()).flatMap(current -> {
            ConnectionFactoryOptions options = url.withUser(current.username())
                    .withPassword(current.password())
                    .options();
            return Mono.from(provider.connectionFactory(options).create());
        });
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return url::driver;
    }
}
