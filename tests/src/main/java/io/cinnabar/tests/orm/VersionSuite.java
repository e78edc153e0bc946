package io.cinnabar.tests.orm;

import static io.cinnabar.sql.Sql.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.StaleEntityException;
import io.cinnabar.schema.Table;
import io.cinnabar.tests.orm.model.Draft;
import io.cinnabar.tests.orm.model.Edition;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Versions that are neither numbers nor times. */
@SuppressWarnings("NullAway") // what is null in a new object is set when it is flushed
public abstract class VersionSuite extends OrmSuite {
    /** A suite on a database. */
    protected VersionSuite(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    final void drawsVersionsAtRandom() {
        Draft draft = new Draft("first");
        given(draft);
        UUID first = draft.version;
        assertThat(first).isNotNull();
        inTransaction(session -> session.get(Draft.class, draft.id).flatMap(found -> {
            assertThat(found.version).isEqualTo(first);
            found.text = "second";
            return session.flush()
                    .doOnSuccess(done -> assertThat(found.version).isNotNull().isNotEqualTo(first));
        }));
        draft.text = "stale";
        assertThatThrownBy(() -> inTransaction(session -> session.merge(draft)))
                .isInstanceOf(StaleEntityException.class)
                .hasMessageContaining(first.toString());
    }

    @Test
    final void countsVersionsAsTheProgramDoes() {
        Edition edition = new Edition("first");
        given(edition);
        assertThat(edition.version).isEqualTo("e");
        inTransaction(session -> session.get(Edition.class, edition.id).flatMap(found -> {
            found.title = "second";
            return session.flush().then(Mono.fromRunnable(() -> {
                assertThat(found.version).isEqualTo("ee");
                found.title = "third";
            }));
        }));
        assertThat(inTransaction(session -> session.get(Edition.class, edition.id)).version)
                .isEqualTo("eee");
    }

    @Test
    final void findsWhatSomebodyElseHasChangedByVersionsOfTheProgram() {
        Edition edition = new Edition("contended");
        given(edition);
        Table table = sessions.mappings().mapper(Edition.class).table();
        assertThatThrownBy(() -> inTransaction(session -> session.get(Edition.class, edition.id)
                        .flatMap(found -> session.execute(update(table)
                                        .set(table.c("version", String.class), "x")
                                        .where(table.c("title", String.class).eq("contended")))
                                .then()
                                .then(Mono.fromRunnable(() -> found.title = "lost")))))
                .isInstanceOf(StaleEntityException.class);
    }
}
