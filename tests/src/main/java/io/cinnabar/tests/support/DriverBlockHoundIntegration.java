package io.cinnabar.tests.support;

import java.util.List;
import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What drivers, the JDK and a test tool are known to block on, each with its reason; found through
 * {@code META-INF/services}.
 */
public final class DriverBlockHoundIntegration implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // r2dbc-postgresql seeds the SCRAM nonce on the event loop: a read of the system's random source, which has it
        // ready.
        builder.allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce");
        // A column's default such as UUID::randomUUID is computed where the statement is bound: the same read.
        builder.allowBlockingCallsInside("java.util.UUID", "randomUUID");
        // The JDK reads its settings with its first socket, on whichever thread opens it.
        builder.allowBlockingCallsInside("sun.net.NetProperties", "loadDefaultProperties");
        // The subscribers of the verification of Reactive Streams put what they receive into a queue with a lock, for
        // which the test waits at the same moment.
        for (String receiving : List.of("Receptacle", "Promise")) {
            String name = "org.reactivestreams.tck.TestEnvironment$" + receiving;
            builder.allowBlockingCallsInside(name, "add").allowBlockingCallsInside(name, "complete");
        }
    }
}
