package io.cinnabar.tests.suite;

import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Addresses at which no database is. */
final class Addressing {
    private Addressing() {}

    /**
     * An address like that of a database, but where none is: a closed port, or a name in memory that nobody created.
     */
    static DatabaseUrl unreachable(TestDatabaseUrl database) {
        DatabaseUrl url = DatabaseUrl.parse(database.url());
        return url.host() == null || url.host().isEmpty()
                ? DatabaseUrl.parse("r2dbc:" + url.driver() + ":mem:///nowhere?options=IFEXISTS=TRUE")
                : url.withHost("localhost", closedPort());
    }

    private static int closedPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }
}
