package io.cinnabar.tests.reliability;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A message that a {@link FaultProxy} keeps back: it says when it has come, and lets it go. Thread-safe. */
public final class Hold {
    private static final long TICK_MILLIS = 5;

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Hold() {}

    /** Waits on the thread of the proxy, until the message is released or its connection is gone. */
    void keep(Outlet outlet) throws InterruptedException {
        held.countDown();
        boolean isReleased = false;
        while (!isReleased && !outlet.isGone()) {
            isReleased = released.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Waits until the message has come, and fails if it does not. */
    public void awaitHeld() {
        Eventually.holds("the message that is to be held comes", this::isHeld);
    }

    /** Whether the message has come. */
    public boolean isHeld() {
        return held.getCount() == 0;
    }

    /** Lets the message go; later ones are not held. */
    public void release() {
        released.countDown();
    }
}
