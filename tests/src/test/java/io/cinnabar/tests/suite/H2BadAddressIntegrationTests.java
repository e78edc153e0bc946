package io.cinnabar.tests.suite;

import io.cinnabar.core.DatabaseUrl;
import io.cinnabar.core.Engine;
import io.cinnabar.core.EngineOptions;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;
import reactor.core.publisher.Mono;

@UsesH2
class H2BadAddressIntegrationTests extends BadAddressSuite {
    H2BadAddressIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    /** Whoever opens a new database first sets the password. */
    @Override
    protected DatabaseUrl withWrongPassword(String password) {
        DatabaseUrl open = DatabaseUrl.parse(database.url());
        DatabaseUrl url = open.withDatabase(open.database() + "_locked").withUser("keeper");
        Engine owner = Engine.create(url.withPassword("the right one"), EngineOptions.DEFAULT);
        run(owner.connect(connection -> Mono.empty()).then(owner.close()));
        return url.withPassword(password);
    }
}
