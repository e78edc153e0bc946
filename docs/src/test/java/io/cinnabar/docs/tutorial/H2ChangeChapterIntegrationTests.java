package io.cinnabar.docs.tutorial;

import io.cinnabar.tests.support.TestDatabaseUrl;
import io.cinnabar.tests.support.UsesH2;
import java.util.List;
import java.util.stream.Collectors;

@UsesH2
class H2ChangeChapterIntegrationTests extends ChangeChapter {
    H2ChangeChapterIntegrationTests(TestDatabaseUrl database) {
        super(database);
    }

    @Override
    void checkLogOfMany(List<String> messages) {
        showsText(
                "many-log",
                messages.stream()
                        .filter(message -> !message.matches("(?s)[0-9]+ rows? in .*"))
                        .map(message -> message.replaceAll("(VALUES \\([^)]*\\), \\([^)]*\\)).* ×", "$1, … ×"))
                        .collect(Collectors.joining("\n")));
    }
}
