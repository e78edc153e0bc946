package io.cinnabar.tests.reliability;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** One client behind a {@link FaultProxy}, with a thread for each direction. */
final class ProxiedConnection {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int PORTION = 16_384;
    private static final long TICK = Duration.ofMillis(1).toNanos();

    private final Socket client;
    private final Socket server;
    private final FaultProxy proxy;
    private final AtomicInteger running = new AtomicInteger(2);
    private volatile boolean isEnded;
    /** The client hears no more, as after the end of the server's direction. */
    private volatile boolean isMute;

    private volatile boolean isSilent;
    private volatile boolean hasClientLeft;

    private ProxiedConnection(Socket client, Socket server, FaultProxy proxy) {
        this.client = client;
        this.server = server;
        this.proxy = proxy;
    }

    static ProxiedConnection open(Socket client, InetSocketAddress address, FaultProxy proxy) throws IOException {
        var server = new Socket();
        try {
            server.connect(address, CONNECT_MILLIS);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
        } catch (IOException failure) {
            client.close();
            throw failure;
        }
        var connection = new ProxiedConnection(client, server, proxy);
        FaultProxy.start("fault-proxy-from-server", () -> connection.pump(true));
        FaultProxy.start("fault-proxy-from-client", () -> connection.pump(false));
        return connection;
    }

    private void pump(boolean isFromServer) {
        Socket source = isFromServer ? server : client;
        Socket target = isFromServer ? client : server;
        try {
            pass(source, new Direction(isFromServer, target));
            if (!isEnded && !(isFromServer && isMute)) {
                target.shutdownOutput();
            }
        } catch (IOException | InterruptedException gone) {
            abort(isFromServer ? client : server);
        } finally {
            hasClientLeft = hasClientLeft || !isFromServer;
            if (running.decrementAndGet() == 0) {
                abort(client);
                abort(server);
            }
        }
    }

    private void pass(Socket source, Direction direction) throws IOException, InterruptedException {
        var reader = new MessageReader(direction.isFromServer);
        byte[] buffer = new byte[PORTION];
        for (int count = read(source, buffer); count >= 0; count = read(source, buffer)) {
            for (Segment segment : reader.read(buffer, count)) {
                direction.pass(segment);
            }
        }
        direction.send(reader.rest());
    }

    private static int read(Socket source, byte[] buffer) throws IOException {
        return source.getInputStream().read(buffer);
    }

    /** Ends the connection from outside. */
    void end(Fault.Ending ending) {
        try {
            endNow(ending);
        } catch (IOException gone) {
            abort();
        }
    }

    private void endNow(Fault.Ending ending) throws IOException {
        if (ending == Fault.Ending.HALF_CLOSE) {
            isMute = true;
            client.shutdownOutput();
            return;
        }
        isEnded = true;
        if (ending == Fault.Ending.RESET) {
            client.setSoLinger(true, 0);
            client.close();
        } else {
            client.shutdownOutput(); // not close(), which resets the connection if the client has said more
        }
        server.close();
    }

    void abort() {
        abort(client);
        abort(server);
    }

    private static void abort(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is gone all the same.
        }
    }

    /** From now on nothing passes, and nobody is told. */
    void silence() {
        isSilent = true;
    }

    boolean isOpenAtClient() {
        return !hasClientLeft && !client.isClosed();
    }

    boolean isOver() {
        return client.isClosed() || running.get() == 0;
    }

    /** One direction, under the fault that is set for it at the moment. */
    private final class Direction implements Outlet {
        private final boolean isFromServer;
        private final Socket target;
        private Fault fault = Fault.PASS;
        private Fault.Passage passage = Fault.PASS.passage();

        Direction(boolean isFromServer, Socket target) {
            this.isFromServer = isFromServer;
            this.target = target;
        }

        void pass(Segment segment) throws IOException, InterruptedException {
            if (isSilent) {
                return;
            }
            Fault current = proxy.fault(isFromServer);
            if (current != fault) {
                fault = current;
                passage = current.passage();
            }
            passage.pass(segment, this);
        }

        @Override
        public void send(byte[] bytes, int from, int length) throws IOException {
            if (length == 0 || isEnded || (isFromServer && isMute)) {
                return;
            }
            OutputStream output = target.getOutputStream();
            output.write(bytes, from, length);
            output.flush();
        }

        @Override
        public void end(Fault.Ending ending) throws IOException {
            if (!isEnded && !isMute) {
                endNow(ending);
            }
        }

        @Override
        public void pause(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end && !isGone() && proxy.fault(isFromServer) == fault) {
                LockSupport.parkNanos(Math.min(TICK, time.toNanos()));
            }
        }

        @Override
        public boolean isGone() {
            return isEnded || proxy.isClosed() || client.isClosed() || server.isClosed();
        }
    }
}
