package io.cinnabar.tests.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each fault, as a client sees it that speaks the protocol by itself. */
@UsesPostgres
class FaultProxyIntegrationTests {
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int BRIEF_MILLIS = 200;

    private final ConnectionFactoryOptions options;
    private final FaultProxy proxy;

    FaultProxyIntegrationTests(TestDatabaseUrl database) {
        this.options = ConnectionFactoryOptions.parse(database.url());
        this.proxy = FaultProxy.to(
                AdminConnection.text(options, ConnectionFactoryOptions.HOST), AdminConnection.port(options));
    }

    @AfterEach
    void closeProxy() {
        proxy.close();
    }

    private Socket connected() throws IOException {
        var socket = new Socket(proxy.host(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** Logs in, which ends with the first ReadyForQuery, or with a request for the password. */
    private Socket loggedIn() throws IOException {
        Socket socket = connected();
        byte[] text = ("user\0" + AdminConnection.text(options, ConnectionFactoryOptions.USER) + "\0database\0"
                        + AdminConnection.text(options, ConnectionFactoryOptions.DATABASE) + "\0\0")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer startup = ByteBuffer.allocate(8 + text.length);
        startup.putInt(8 + text.length).putInt(196_608).put(text);
        socket.getOutputStream().write(startup.array());
        return socket;
    }

    private static String message(Socket socket) throws IOException {
        InputStream input = socket.getInputStream();
        byte[] header = exactly(input, 5);
        int length = ByteBuffer.wrap(header, 1, 4).getInt();
        exactly(input, length - 4);
        return Character.toString(header[0]);
    }

    private static byte[] exactly(InputStream input, int count) throws IOException {
        byte[] bytes = input.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("The connection was closed.");
        }
        return bytes;
    }

    @Test
    void passesEverythingAndCounts() throws IOException {
        try (Socket first = loggedIn();
                Socket second = loggedIn()) {
            assertThat(message(first)).isEqualTo("R");
            assertThat(message(second)).isEqualTo("R");
            assertThat(proxy.accepted()).isEqualTo(2);
            assertThat(proxy.connected()).isEqualTo(2);
        }
        Eventually.holds("both are gone", () -> proxy.connected() == 0);
    }

    @Test
    void cutsAfterBytes() throws IOException {
        proxy.fromServer(Fault.cutAfterBytes(3));
        try (Socket socket = loggedIn()) {
            assertThat(socket.getInputStream().readAllBytes()).hasSize(3);
        }
    }

    @Test
    void cutsBeforeAndAfterAMessage() throws IOException {
        proxy.fromServer(Fault.cutBefore(Moment.message('R'), Fault.Ending.CLOSE));
        try (Socket socket = loggedIn()) {
            assertThatThrownBy(() -> message(socket)).isInstanceOf(EOFException.class);
        }
        proxy.fromServer(Fault.cutAfter(Moment.message('R'), Fault.Ending.CLOSE));
        try (Socket socket = loggedIn()) {
            assertThat(message(socket)).isEqualTo("R");
            assertThatThrownBy(() -> message(socket)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void resets() throws IOException {
        proxy.fromServer(Fault.cutBefore(Moment.message('R'), Fault.Ending.RESET));
        try (Socket socket = loggedIn()) {
            assertThatThrownBy(() -> message(socket))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void resetsAndRefusesNewConnections() throws IOException {
        proxy.resetNewConnections();
        assertThatThrownBy(() -> {
                    try (Socket socket = loggedIn()) {
                        message(socket);
                    }
                })
                .isInstanceOf(IOException.class);
        proxy.refuse();
        assertThatThrownBy(this::connected).isInstanceOf(ConnectException.class);
        proxy.heal();
        try (Socket socket = loggedIn()) {
            assertThat(message(socket)).isEqualTo("R");
        }
    }

    @Test
    void halfCloses() throws IOException {
        proxy.fromServer(Fault.cutAfter(Moment.message('R'), Fault.Ending.HALF_CLOSE));
        try (Socket socket = loggedIn()) {
            assertThat(message(socket)).isEqualTo("R");
            assertThatThrownBy(() -> message(socket)).isInstanceOf(EOFException.class);
            assertThat(proxy.connected()).isEqualTo(1);
            socket.getOutputStream().write('X'); // the other direction is open
        }
    }

    @Test
    void swallowsAndHolds() throws IOException {
        Hold hold = proxy.holdFromServer(Moment.message('R'));
        try (Socket socket = loggedIn()) {
            hold.awaitHeld();
            assertSilent(socket);
            hold.release();
            assertThat(message(socket)).isEqualTo("R");
        }
        proxy.fromServer(Fault.blackhole());
        try (Socket socket = loggedIn()) {
            assertSilent(socket);
            proxy.heal();
            assertSilent(socket);
        }
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(BRIEF_MILLIS);
        assertThatThrownBy(() -> message(socket)).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    @Test
    void delaysDripsAndHeals() throws IOException {
        proxy.fromServer(Fault.slowDrip(Duration.ofMillis(20)));
        try (Socket socket = loggedIn()) {
            assertThat(message(socket)).isEqualTo("R");
        }
        proxy.fromServer(Fault.delay(Duration.ofDays(1)));
        try (Socket socket = loggedIn()) {
            assertSilent(socket);
            proxy.heal();
            assertThat(message(socket)).isEqualTo("R");
        }
    }

    @Test
    void corruptsAndTalksNonsense() throws IOException {
        proxy.fromServer(Fault.corrupt(0));
        try (Socket socket = loggedIn()) {
            assertThat(socket.getInputStream().read()).isEqualTo('R' ^ 0xFF);
        }
        proxy.fromServer(Fault.garbage("HTTP/1.1 400 Bad Request".getBytes(StandardCharsets.US_ASCII)));
        try (Socket socket = loggedIn()) {
            assertThat(exactly(socket.getInputStream(), 4)).asString().isEqualTo("HTTP");
        }
    }

    @Test
    void endsWhatIsOpen() throws IOException {
        try (Socket socket = loggedIn()) {
            assertThat(message(socket)).isEqualTo("R");
            proxy.end(Fault.Ending.CLOSE);
            assertThatThrownBy(() -> {
                        while (true) {
                            message(socket);
                        }
                    })
                    .isInstanceOf(EOFException.class);
        }
    }
}
