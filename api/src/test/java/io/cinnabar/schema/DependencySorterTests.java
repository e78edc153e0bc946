package io.cinnabar.schema;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.type.Types.BIGINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.error.SchemaException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DependencySorterTests {

    /** Tables t0, t1, …, each with references to the tables of its list. */
    private static MetaData metadata(int[]... referred) {
        var metadata = new MetaData();
        for (int number = 0; number < referred.length; number++) {
            List<TableElement> elements = new ArrayList<>(List.of(column("id", BIGINT, primaryKey())));
            for (int index = 0; index < referred[number].length; index++) {
                elements.add(column("r" + index, BIGINT, references("t" + referred[number][index] + ".id")));
            }
            metadata.table(null, "t" + number, elements);
        }
        return metadata;
    }

    private static List<String> names(DependencySorter.Order order) {
        return order.tables().stream().map(Table::name).toList();
    }

    @Test
    void putsReferredTablesFirst() {
        assertThat(names(DependencySorter.sort(
                        metadata(new int[] {2}, new int[] {0}, new int[] {}).tables())))
                .containsExactly("t2", "t0", "t1");
    }

    @Test
    void keepsTheOrderOfIndependentTables() {
        MetaData metadata = metadata(new int[] {}, new int[] {}, new int[] {}, new int[] {});
        assertThat(names(DependencySorter.sort(metadata.tables()))).containsExactly("t0", "t1", "t2", "t3");
        List<Table> reversed = new ArrayList<>(metadata.tables());
        java.util.Collections.reverse(reversed);
        assertThat(names(DependencySorter.sort(reversed))).containsExactly("t3", "t2", "t1", "t0");
    }

    @Test
    void leavesSelfReferencesWithTheirTables() {
        DependencySorter.Order order =
                DependencySorter.sort(metadata(new int[] {0}, new int[] {0, 1}).tables());
        assertThat(names(order)).containsExactly("t0", "t1");
        assertThat(order.cyclicForeignKeys()).isEmpty();
    }

    @Test
    void setsTheForeignKeysOfCyclesApart() {
        DependencySorter.Order order =
                DependencySorter.sort(metadata(new int[] {1, 0}, new int[] {2}, new int[] {0, 3}, new int[] {})
                        .tables());
        assertThat(names(order)).startsWith("t3").containsExactlyInAnyOrder("t0", "t1", "t2", "t3");
        assertThat(order.cyclicForeignKeys())
                .extracting(
                        key -> key.table().name() + " → " + key.referredTable().name())
                .containsExactlyInAnyOrder("t0 → t1", "t1 → t2", "t2 → t0");
    }

    @Test
    void ignoresReferencesToTablesThatAreNotSorted() {
        MetaData metadata = metadata(new int[] {}, new int[] {0});
        assertThat(names(DependencySorter.sort(List.of(metadata.table("t1"))))).containsExactly("t1");
    }

    @Test
    void sortsAChainOfTenThousandTables() {
        int[][] referred = new int[10_000][];
        for (int number = 0; number < referred.length; number++) {
            referred[number] = number == referred.length - 1 ? new int[] {} : new int[] {number + 1};
        }
        List<String> names = names(DependencySorter.sort(metadata(referred).tables()));
        assertThat(names).startsWith("t9999", "t9998").endsWith("t1", "t0");
    }

    /** Each table comes behind those that it refers to, but for keys that are set apart, all of which lie on cycles. */
    @Test
    void sortsRandomSchemas() {
        for (int seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            int count = random.nextInt(1, 12);
            int[][] referred = new int[count][];
            Arrays.setAll(
                    referred, number -> random.ints(random.nextInt(3), 0, count).toArray());
            MetaData metadata = metadata(referred);
            DependencySorter.Order order = DependencySorter.sort(metadata.tables());
            assertThat(order.tables()).containsExactlyInAnyOrderElementsOf(metadata.tables());
            Set<Table> created = new HashSet<>();
            for (Table table : order.tables()) {
                created.add(table);
                for (ForeignKeyConstraint key : table.foreignKeys()) {
                    boolean isCyclic = order.cyclicForeignKeys().contains(key);
                    assertThat(isCyclic || created.contains(key.referredTable()))
                            .as("seed %s", seed)
                            .isTrue();
                    assertThat(isCyclic)
                            .as("seed %s", seed)
                            .isEqualTo(key.referredTable() != table && reaches(key.referredTable(), table));
                }
            }
            assertThat(names(order)).isEqualTo(names(DependencySorter.sort(metadata.tables())));
        }
    }

    private static boolean reaches(Table from, Table to) {
        Set<Table> seen = new HashSet<>(List.of(from));
        List<Table> open = new ArrayList<>(seen);
        while (!open.isEmpty()) {
            for (ForeignKeyConstraint key : open.remove(open.size() - 1).foreignKeys()) {
                if (seen.add(key.referredTable())) {
                    open.add(key.referredTable());
                }
            }
        }
        return seen.contains(to);
    }

    @Test
    void saysWhichReferenceIsUnresolved() {
        MetaData metadata = metadata(new int[] {9});
        assertThatThrownBy(metadata::sortedTables)
                .isInstanceOf(SchemaException.class)
                .hasMessage("A foreign key of table 't0' refers to 't9.id', but the metadata has no table 't9'."
                        + " Correct the name, or construct the other table on the same metadata. [SCH-002]");
    }
}
