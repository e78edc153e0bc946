package io.cinnabar.tests.reliability;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

/** H2 runs within the JVM with the small heap, and so does all that it keeps. */
@UsesH2
class H2SmallHeapIntegrationTests extends SmallHeapSuite {
    H2SmallHeapIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    String rows() {
        return "SELECT x, repeat('x', " + TEXT + ") || x FROM system_range(1, :n)";
    }

    @Override
    String address() {
        return "r2dbc:h2:mem:///small_heap";
    }
}
