package io.cinnabar.docs.tutorial;

import io.cinnabar.core.Engine;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.PermissionException;
import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import org.junit.jupiter.api.Test;

@UsesPostgres
class PostgresTransactionChapterIntegrationTests extends TransactionChapter {
    PostgresTransactionChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void readsOnly() {
        try {
            // tag::read-only
            Engine reader = engine.withTransaction(TransactionOptions.DEFAULT.readOnly());
            reader.begin(connection -> add(connection, "gary")).block();
            // end::read-only
        } catch (PermissionException failure) {
            System.out.println(failure.getMessage());
        }
        shows("read-only");
    }
}
