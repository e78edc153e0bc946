package io.cinnabar.schema;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.type.Types.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.SchemaException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetaDataTests {

    @Test
    void collectsTablesInTheirOrder() {
        var metadata = new MetaData();
        Table b = metadata.table("b", column("id", BIGINT));
        Table a = metadata.table("app", "a", List.of(column("id", BIGINT)));
        assertThat(metadata.tables()).containsExactly(b, a);
        assertThat(metadata.table("app.a")).isSameAs(a);
        assertThatThrownBy(() -> metadata.table("a"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("The metadata has no table 'a'; its tables are [b, app.a]. [SCH-002]");
    }

    @Test
    void refusesATableThatIsDeclaredTwice() {
        var metadata = new MetaData("app", NamingConvention.DEFAULT);
        metadata.table("a", column("id", BIGINT));
        metadata.table("other", "a", List.of(column("id", BIGINT)));
        assertThatThrownBy(() -> metadata.table("a", column("id", BIGINT)))
                .hasMessageStartingWith("Table 'app.a' is declared twice in the same metadata.");
    }

    @Test
    void collectsSequences() {
        var metadata = new MetaData("app", NamingConvention.DEFAULT);
        Sequence numbers = metadata.sequence("numbers");
        assertThat(numbers.qualifiedName()).isEqualTo("app.numbers");
        assertThat(metadata.sequences()).containsExactly(numbers);
        assertThatThrownBy(() -> metadata.add(new Sequence("numbers", "app", 5, 5)))
                .isInstanceOf(SchemaException.class)
                .hasMessage("Sequence 'app.numbers' is declared twice. [SCH-001]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Sequence("s", null, 1, 0));
    }
}
