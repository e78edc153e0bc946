package io.cinnabar.tests.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** Whether there is a Docker engine, found out without waiting long for one that is not there. */
final class DockerEngine {

    private static final long PATIENCE_SECONDS = 15;

    private DockerEngine() {}

    static boolean answers() {
        if (!isConfigured()) {
            return false;
        }
        CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(
                () -> DockerClientFactory.instance().isDockerAvailable());
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isConfigured() {
        String home = System.getProperty("user.home");
        String runtime = System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run");
        return System.getenv("DOCKER_HOST") != null
                || Stream.of(
                                Path.of("/var/run/docker.sock"),
                                Path.of(runtime, "docker.sock"),
                                Path.of(home, ".docker", "run", "docker.sock"),
                                Path.of(home, ".testcontainers.properties"))
                        .anyMatch(Files::exists)
                || System.getProperty("os.name").startsWith("Windows");
    }
}
