package io.cinnabar.tests.reliability;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** What happens to one direction of a connection. Immutable; each connection counts for itself. */
public final class Fault {
    /** Nothing happens. */
    public static final Fault PASS = new Fault("pass", () -> (segment, outlet) -> outlet.send(segment.bytes()));

    private final String name;
    private final Supplier<Passage> passages;

    private Fault(String name, Supplier<Passage> passages) {
        this.name = name;
        this.passages = passages;
    }

    /** What one connection does with each piece of its traffic, while a fault is set. */
    interface Passage {
        void pass(Segment segment, Outlet outlet) throws IOException, InterruptedException;
    }

    /** How a connection ends. */
    public enum Ending {
        /** In order, by FIN. */
        CLOSE,
        /** By RST. */
        RESET,
        /** One direction by FIN; the other one stays open, and what it brings is read. */
        HALF_CLOSE
    }

    /** Lets so many bytes through, then closes. */
    public static Fault cutAfterBytes(long bytes) {
        return cutAfterBytes(bytes, Ending.CLOSE);
    }

    /** Lets so many bytes through, then ends the connection. */
    public static Fault cutAfterBytes(long bytes, Ending ending) {
        return new Fault("cut after " + bytes + " bytes by " + ending, () -> new Passage() {
            private long left = bytes;

            @Override
            public void pass(Segment segment, Outlet outlet) throws IOException {
                int allowed = (int) Math.min(left, segment.bytes().length);
                outlet.send(segment.bytes(), 0, allowed);
                left -= allowed;
                if (left == 0) {
                    outlet.end(ending);
                }
            }
        });
    }

    /** Ends the connection in place of a message. */
    public static Fault cutBefore(Moment moment, Ending ending) {
        return new Fault("cut before " + moment + " by " + ending, () -> new Passage() {
            private final Countdown countdown = new Countdown(moment);

            @Override
            public void pass(Segment segment, Outlet outlet) throws IOException {
                if (countdown.comesWith(segment)) {
                    outlet.end(ending);
                } else {
                    outlet.send(segment.bytes());
                }
            }
        });
    }

    /** Ends the connection after a message. */
    public static Fault cutAfter(Moment moment, Ending ending) {
        return new Fault("cut after " + moment + " by " + ending, () -> new Passage() {
            private final Countdown countdown = new Countdown(moment);
            private boolean isReached;

            @Override
            public void pass(Segment segment, Outlet outlet) throws IOException {
                isReached = isReached || countdown.comesWith(segment);
                outlet.send(segment.bytes());
                if (isReached && segment.isEnd()) {
                    outlet.end(ending);
                }
            }
        });
    }

    /** Takes everything and passes nothing on; the connection stays open. */
    public static Fault blackhole() {
        return new Fault("blackhole", () -> (segment, outlet) -> {});
    }

    /** Passes all of it on, each message later. */
    public static Fault delay(Duration time) {
        return new Fault("delay " + time, () -> (segment, outlet) -> {
            outlet.pause(time);
            outlet.send(segment.bytes());
        });
    }

    /** Passes one byte on, then waits. */
    public static Fault slowDrip(Duration perByte) {
        return new Fault("a byte per " + perByte, () -> (segment, outlet) -> {
            for (int index = 0; index < segment.bytes().length; index++) {
                outlet.send(segment.bytes(), index, 1);
                outlet.pause(perByte);
            }
        });
    }

    /** Turns the bits of one byte around. */
    public static Fault corrupt(long byteIndex) {
        return new Fault("corrupt byte " + byteIndex, () -> new Passage() {
            private long passed;

            @Override
            public void pass(Segment segment, Outlet outlet) throws IOException {
                byte[] bytes = segment.bytes().clone();
                long index = byteIndex - passed;
                passed += bytes.length;
                if (index >= 0 && index < bytes.length) {
                    bytes[(int) index] ^= (byte) 0xFF;
                }
                outlet.send(bytes);
            }
        });
    }

    /** Says something else instead of the first piece, and is silent from then on. */
    public static Fault garbage(byte[] instead) {
        byte[] copy = instead.clone();
        return new Fault("garbage", () -> new Passage() {
            private boolean isSaid;

            @Override
            public void pass(Segment segment, Outlet outlet) throws IOException {
                if (!isSaid) {
                    isSaid = true;
                    outlet.send(copy);
                }
            }
        });
    }

    /** Keeps a message back, and what comes after it, until it is released. */
    static Fault hold(Moment moment, Hold hold) {
        return new Fault("hold " + moment, () -> new Passage() {
            private final Countdown countdown = new Countdown(moment);

            @Override
            public void pass(Segment segment, Outlet outlet) throws IOException, InterruptedException {
                if (countdown.comesWith(segment)) {
                    hold.keep(outlet);
                }
                outlet.send(segment.bytes());
            }
        });
    }

    Passage passage() {
        return passages.get();
    }

    /** What it does. */
    @Override
    public String toString() {
        return name;
    }

    /** Counts the messages that fit, down to the one that is meant. */
    private static final class Countdown {
        private final Moment moment;
        private int seen;

        Countdown(Moment moment) {
            this.moment = moment;
        }

        boolean comesWith(Segment segment) {
            return moment.fits(segment) && ++seen == moment.number();
        }
    }
}
