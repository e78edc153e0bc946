package io.cinnabar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.schema.Index;
import io.cinnabar.schema.Table;
import org.junit.jupiter.api.Test;

/** The names, constraints and indexes of tables. */
class TableTests {

    @Test
    void honoursWhatIsSaidOfTheTable() {
        Compilation compilation = SourceCompiler.compile("""
                @Entity(name = "Customer")
                @Table(name = "customer", schema = "crm",
                    uniqueConstraints = {
                        @UniqueConstraint(name = "uq_mail", columnNames = {"mail", "realm"}),
                        @UniqueConstraint(columnNames = "code")},
                    indexes = {
                        @Index(name = "ix_mail", columnList = "mail DESC, realm"),
                        @Index(columnList = "code", unique = true)},
                    check = @CheckConstraint(name = "ck_code", constraint = "code <> ''"),
                    comment = "who buys")
                public class CustomerEntity {
                    @Id Long id;
                    @Column(unique = true, comment = "where to write") String mail;
                    String realm;
                    String code;
                }
                """).succeeded();
        assertThat(compilation.ddl("crm.customer"))
                .contains(
                        "CONSTRAINT uq_customer_mail UNIQUE (mail)",
                        "CONSTRAINT uq_mail UNIQUE (mail, realm)",
                        "CONSTRAINT uq_customer_code UNIQUE (code)",
                        "CONSTRAINT ck_code CHECK (code <> '')");
        Table table = compilation.entity("CustomerEntity").table();
        assertThat(table.indexes()).extracting(Index::name).containsExactly("ix_mail", "ix_customer_code");
        assertThat(table.comment()).isEqualTo("who buys");
        assertThat(table.column("mail").comment()).isEqualTo("where to write");
    }

    @Test
    void namesInSnakeCaseWhereAsked() {
        Compilation compilation = SourceCompiler.fresh()
                .option("-Acinnabar.naming=snake_case")
                .run(
                        "@Entity public class OrderLine { @Id Long lineId; String articleName; @Column(name = \"asIs\") int kept;"
                                + " @ManyToOne OrderLine nextLine; @ManyToMany List<OrderLine> otherLines; }")
                .succeeded();
        assertThat(compilation.ddl("order_line"))
                .contains(
                        "line_id BIGINT NOT NULL",
                        "article_name VARCHAR(255)",
                        "\"asIs\" INTEGER NOT NULL",
                        "next_line_line_id BIGINT");
        assertThat(compilation.ddl("order_line_order_line"))
                .contains("order_line_line_id BIGINT NOT NULL", "other_lines_line_id BIGINT NOT NULL");
    }

    @Test
    void takesNullabilityFromWhatJpaSays() {
        Compilation compilation = SourceCompiler.compile("""
                import org.jspecify.annotations.Nullable;
                @Entity
                public class Thing {
                    @Id @Nullable Long id;
                    @Basic(optional = false) String required;
                    @Column(nullable = false) @Nullable String column;
                    @Nullable String free;
                    String plain;
                    @Column(nullable = true) int primitive;
                }
                """).succeeded();
        assertThat(compilation.ddl("Thing"))
                .contains(
                        "required VARCHAR(255) NOT NULL",
                        "\"column\" VARCHAR(255) NOT NULL",
                        "free VARCHAR(255)",
                        "plain VARCHAR(255)",
                        "primitive INTEGER NOT NULL");
    }
}
