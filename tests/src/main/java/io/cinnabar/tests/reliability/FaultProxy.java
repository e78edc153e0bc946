package io.cinnabar.tests.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a driver and a PostgreSQL server, and breaks connections as it is told: for each direction there is
 * one {@link Fault}, which can be changed at any time and then holds for the connections that are open as well.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 1_000;

    private final InetSocketAddress server;
    private final int port;
    private final Queue<ProxiedConnection> connections = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private volatile Fault fromServer = Fault.PASS;
    private volatile Fault fromClient = Fault.PASS;
    private volatile BooleanSupplier isReset = () -> false;
    private volatile boolean isClosed;
    private volatile @Nullable ServerSocket listening;
    private volatile @Nullable Thread accepting;

    private FaultProxy(InetSocketAddress server) {
        this.server = server;
        this.port = listen(0);
    }

    /** A proxy for a server, on a port of this machine. */
    public static FaultProxy to(String host, int port) {
        return new FaultProxy(new InetSocketAddress(host, port));
    }

    private int listen(int wanted) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), BACKLOG);
            listening = socket;
            accepting = start("fault-proxy-accept", () -> acceptFrom(socket));
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Thread start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void acceptFrom(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                accepted.incrementAndGet();
                if (isReset.getAsBoolean()) {
                    client.setSoLinger(true, 0);
                    client.close();
                } else {
                    connections.add(ProxiedConnection.open(client, server, this));
                }
            } catch (IOException gone) {
                // The socket was closed, or the server refused; the client's connection is then closed as well.
            }
        }
    }

    /** The host to connect to. */
    public String host() {
        return InetAddress.getLoopbackAddress().getHostAddress();
    }

    /** The port to connect to. */
    public int port() {
        return port;
    }

    /** Sets what happens to what the server says. */
    public void fromServer(Fault fault) {
        fromServer = fault;
    }

    /** Sets what happens to what clients say. */
    public void fromClient(Fault fault) {
        fromClient = fault;
    }

    Fault fault(boolean isFromServer) {
        return isFromServer ? fromServer : fromClient;
    }

    /** Keeps back a message of the server. */
    public Hold holdFromServer(Moment moment) {
        var hold = new Hold();
        fromServer(Fault.hold(moment, hold));
        return hold;
    }

    /** Keeps back a message of a client. */
    public Hold holdFromClient(Moment moment) {
        var hold = new Hold();
        fromClient(Fault.hold(moment, hold));
        return hold;
    }

    /** Refuses new connections, as where nobody listens. */
    public void refuse() {
        stopListening();
    }

    /** Accepts new connections and resets them at once. */
    public void resetNewConnections() {
        resetNewConnections(() -> true);
    }

    /** Resets those of the new connections at once for which the condition is true when they come. */
    public void resetNewConnections(BooleanSupplier condition) {
        isReset = condition;
    }

    /**
     * Makes black holes of the connections that are open: their sockets stay open, but nothing passes in either
     * direction. Those that come later pass.
     */
    public void silence() {
        silenceAfter(0);
    }

    /** Makes black holes of the connections that are open, but for as many of those that were made first. */
    public void silenceAfter(int spared) {
        connections.stream().filter(each -> !each.isOver()).skip(spared).forEach(ProxiedConnection::silence);
    }

    /** Ends the connections that are open. */
    public void end(Fault.Ending ending) {
        connections.forEach(connection -> connection.end(ending));
    }

    /** From now on everything passes. What was ended stays so, and what was swallowed is lost. */
    public void heal() {
        fromServer = Fault.PASS;
        fromClient = Fault.PASS;
        isReset = () -> false;
        ServerSocket socket = listening;
        if (socket == null || socket.isClosed()) {
            listen(port);
        }
    }

    /** How many connections were accepted so far. */
    public int accepted() {
        return accepted.get();
    }

    /** How many clients are connected. */
    public int connected() {
        connections.removeIf(ProxiedConnection::isOver);
        return connections.size();
    }

    /** How many sockets clients have left open, also where the server does not notice that one is closed. */
    public long openSockets() {
        return connections.stream().filter(ProxiedConnection::isOpenAtClient).count();
    }

    private void stopListening() {
        ServerSocket socket = listening;
        Thread thread = accepting;
        if (socket == null || thread == null) {
            return;
        }
        try {
            socket.close();
            thread.join(); // the port is closed when nobody waits on it any more
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isClosed() {
        return isClosed;
    }

    /** Closes it with all connections. */
    @Override
    public void close() {
        isClosed = true;
        stopListening();
        connections.forEach(ProxiedConnection::abort);
    }
}
