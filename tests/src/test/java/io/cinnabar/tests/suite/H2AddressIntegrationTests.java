package io.cinnabar.tests.suite;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;

@UsesH2
class H2AddressIntegrationTests extends AddressSuite {
    H2AddressIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }
}
