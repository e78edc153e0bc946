package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesPostgres;
import java.util.List;

@UsesPostgres
class PostgresChangeChapterIntegrationTests extends ChangeChapter {
    PostgresChangeChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    void checkLogOfMany(List<String> messages) {
        showsText("many-log", messages.get(0));
    }
}
