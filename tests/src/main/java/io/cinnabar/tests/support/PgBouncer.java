package io.cinnabar.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * PgBouncer in transaction mode in front of a PostgreSQL server, on a free port, stopped when the JVM ends. The program
 * is the one that {@code -Dcinnabar.test.pgbouncer} names. It keeps track of prepared statements where it can, which is
 * from version 1.21 on; {@code -Dcinnabar.test.pgbouncer.prepared=0} keeps it from that.
 */
final class PgBouncer {
    /** The property that names the program. */
    static final String PROGRAM = "cinnabar.test.pgbouncer";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_NANOS = 20_000_000;

    private final int port;
    private final int prepared;

    private PgBouncer(int port, int prepared) {
        this.port = port;
        this.prepared = prepared;
    }

    /** Whether the tests are to go through PgBouncer. */
    static boolean isWanted() {
        return !System.getProperty(PROGRAM, "").isBlank();
    }

    /** Starts it in front of the server of a URL. */
    static PgBouncer start(String serverUrl) {
        try {
            R2dbcUrl server = R2dbcUrl.parse(serverUrl);
            int port = freePort();
            int prepared = Integer.getInteger("cinnabar.test.pgbouncer.prepared", 0);
            Path folder = Files.createTempDirectory(
                    "cinnabar-pgbouncer",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            Path configuration = folder.resolve("pgbouncer.ini");
            Files.writeString(folder.resolve("users.txt"), users(server));
            Files.writeString(configuration, configuration(server, port, prepared, folder));
            Path log = folder.resolve("pgbouncer.log");
            Process process = new ProcessBuilder(command(configuration))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            awaitStart(process, port, log);
            return new PgBouncer(port, prepared);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "PgBouncer cannot be started as '" + System.getProperty(PROGRAM)
                            + "'. Install it, on Debian by apt-get install pgbouncer.",
                    failure);
        }
    }

    /** It refuses to run as root. */
    private static List<String> command(Path configuration) {
        var command = new ArrayList<>(List.of(System.getProperty(PROGRAM)));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(configuration.toString());
        return command;
    }

    private static String configuration(R2dbcUrl server, int port, int prepared, Path folder) {
        URI address = URI.create("r2dbc://" + server.address());
        return "[databases]\n* = host=" + address.getHost() + " port="
                + (address.getPort() < 0 ? 5432 : address.getPort())
                + "\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = " + port
                + "\nunix_socket_dir =\nauth_type = trust\nauth_file = " + folder.resolve("users.txt")
                + "\npool_mode = transaction\ndefault_pool_size = 20\nmax_client_conn = 500"
                + "\nignore_startup_parameters = extra_float_digits"
                // A test drops its database when it is done.
                + "\nserver_idle_timeout = 5\n"
                + (prepared > 0 ? "max_prepared_statements = " + prepared + "\n" : "");
    }

    private static String users(R2dbcUrl server) {
        String[] user = String.valueOf(server.userInfo()).split(":", 2);
        return "\"" + user[0] + "\" \"" + (user.length > 1 ? user[1] : "") + "\"\n";
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitStart(Process process, int port, Path log) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly().onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                throw new IllegalStateException("PgBouncer did not start: " + Files.readString(log));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The URL of a database through it. Without its help, prepared statements must have no names. */
    String through(String url) {
        R2dbcUrl direct = R2dbcUrl.parse(url);
        return new R2dbcUrl(
                        direct.scheme(),
                        direct.userInfo(),
                        "127.0.0.1:" + port,
                        direct.database(),
                        prepared > 0 ? direct.options() : "preparedStatementCacheQueries=0")
                .toString();
    }
}
