package io.cinnabar.tests.reliability;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Stops a backend of the server as {@code kill -STOP} does: the process stays, its socket is open, and it says nothing.
 * Only where the server runs on this machine, outside a container, and as a user whose processes we may signal.
 */
public final class BackendSignals {
    private static final long PATIENCE_SECONDS = 10;

    private final AdminConnection admin;

    BackendSignals(AdminConnection admin) {
        this.admin = admin;
    }

    /** Why backends cannot be signalled here; empty if they can. */
    public String obstacle() {
        int own = (int) admin.number("SELECT pg_backend_pid()");
        boolean isHere = ProcessHandle.of(own)
                .flatMap(process -> process.info().command())
                .filter(command -> command.contains("postgres"))
                .isPresent();
        if (!isHere) {
            return "The server's processes are not processes of this machine that we can see: it is remote, in a"
                    + " container, or another user's.";
        }
        return send("-0", own) ? "" : "The server's processes belong to a user that we may not signal.";
    }

    /** Stops a backend. */
    public void stop(int pid) {
        mustSend("-STOP", pid);
    }

    /** Lets a stopped backend go on. */
    public void resume(int pid) {
        mustSend("-CONT", pid);
    }

    private void mustSend(String signal, int pid) {
        if (!send(signal, pid)) {
            String obstacle = obstacle();
            throw new IllegalStateException("Backend " + pid + " cannot be sent " + signal + ". "
                    + (obstacle.isEmpty() ? "There is no such backend." : obstacle));
        }
    }

    private static boolean send(String signal, int pid) {
        try {
            Process kill = new ProcessBuilder("kill", signal, Integer.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
