package io.cinnabar.tests.support;

import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** H2, in the memory of this JVM. */
public final class H2TestDatabase implements TestDatabase {

    static final H2TestDatabase INSTANCE = new H2TestDatabase();

    private H2TestDatabase() {}

    @Override
    public String name() {
        return "h2";
    }

    /** {@inheritDoc} It outlives its last connection. */
    @Override
    public String createDatabase() {
        return "r2dbc:h2:mem:///cinnabar_" + UUID.randomUUID().toString().replace("-", "")
                + "?options=DB_CLOSE_DELAY=-1";
    }

    @Override
    public void dropDatabase(String url) {
        Mono.usingWhen(
                        ConnectionFactories.get(url).create(),
                        connection -> Flux.from(connection
                                        .createStatement("SHUTDOWN IMMEDIATELY")
                                        .execute())
                                .then(),
                        connection -> Mono.from(connection.close()).onErrorComplete())
                .onErrorComplete()
                .block(Duration.ofSeconds(10));
    }
}
