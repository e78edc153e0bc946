package io.cinnabar.tests.reliability;

import java.io.IOException;
import java.time.Duration;

/** Where one direction of a connection goes. */
interface Outlet {

    /** Sends on. */
    void send(byte[] bytes, int from, int length) throws IOException;

    /** Sends all of it on. */
    default void send(byte[] bytes) throws IOException {
        send(bytes, 0, bytes.length);
    }

    /** Ends the connection; what comes afterwards is discarded. */
    void end(Fault.Ending ending) throws IOException;

    /** Waits; shorter if the connection ends or another fault is set. */
    void pause(Duration time) throws InterruptedException;

    /** Whether one of the two sides has gone, or the connection was ended. */
    boolean isGone();
}
