package io.cinnabar.tests.reliability;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of its own, which can be restarted as {@code pg_ctl restart -m immediate} does: all sessions are
 * broken off, and the server recovers from its log. What was acknowledged as committed is then still there. Blocks.
 */
public final class RestartableServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Path data;
    private EmbeddedPostgres server;

    private RestartableServer(Path data) throws IOException {
        this.data = data;
        this.server = started(0);
    }

    /** Makes a server and starts it. */
    public static RestartableServer start() {
        try {
            return new RestartableServer(Files.createTempDirectory("cinnabar-restart"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private EmbeddedPostgres started(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off") // the machine does not break down, only the server
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(PATIENCE_SECONDS));
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /** The URL of its database, for R2DBC. */
    public String url() {
        return "r2dbc:postgresql://postgres:postgres@localhost:" + server.getPort() + "/postgres";
    }

    /** Breaks all sessions off and starts the server again; returns when it serves. */
    public void restart() {
        try {
            long pid = Long.parseLong(Files.readAllLines(data.resolve("data/postmaster.pid"))
                    .get(0)
                    .strip());
            ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
            new ProcessBuilder("kill", "-QUIT", Long.toString(pid))
                    .start()
                    .onExit()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            postmaster.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            int port = server.getPort();
            server.close();
            server = started(port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("The server cannot be stopped.", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the server was stopped.", interrupted);
        }
    }

    /** Stops it and deletes its data. */
    @Override
    public void close() {
        try {
            server.close();
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
