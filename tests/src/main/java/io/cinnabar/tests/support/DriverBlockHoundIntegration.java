package io.cinnabar.tests.support;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** What drivers and the JDK are known to block on, each with its reason; found through {@code META-INF/services}. */
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
    }
}
