package io.cinnabar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.schema.Index;
import io.cinnabar.schema.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                        "@Entity public class OrderLine { @Id Long lineId; String articleName; @Column(name = \"asIs\") int kept; @Column(name = \"\\\"keptCase\\\"\") int quoted;"
                                + " @ManyToOne OrderLine nextLine; @ManyToMany List<OrderLine> otherLines; }")
                .succeeded();
        assertThat(compilation.ddl("order_line"))
                .contains(
                        "line_id BIGINT NOT NULL",
                        "article_name VARCHAR(255)",
                        "as_is INTEGER NOT NULL",
                        "\"keptCase\" INTEGER NOT NULL",
                        "next_line_line_id BIGINT");
        assertThat(compilation.ddl("order_line_order_line"))
                .contains("order_line_line_id BIGINT NOT NULL", "other_lines_line_id BIGINT NOT NULL");
    }

    private static final String QUOTED = """
            @Entity
            @Table(name = "\\"Order\\"", schema = "`Shop`",
                uniqueConstraints = @UniqueConstraint(name = "\\"UQ\\"", columnNames = {"\\"No\\"", "REALM"}),
                indexes = @Index(columnList = "\\"No\\" DESC"))
            public class Order {
                @Id @Column(name = "\\"No\\"") Long number;
                @Column(name = "Realm") String realm;
                @ManyToOne Order next;
                @ManyToOne @JoinColumn(name = "`Last`", referencedColumnName = "\\"No\\"") Order last;
                @ManyToMany List<Order> others;
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"jpa", "snake_case"})
    void keepsTheCaseOfWhatIsQuoted(String naming) {
        Compilation compilation = SourceCompiler.fresh()
                .option("-Acinnabar.naming=" + naming)
                .run(QUOTED)
                .succeeded();
        assertThat(compilation.ddl("Shop.Order"))
                .contains(
                        "\"No\" BIGINT NOT NULL",
                        "realm VARCHAR(255)",
                        "next_no BIGINT",
                        "\"Last\" BIGINT",
                        "CONSTRAINT \"UQ\" UNIQUE (\"No\", realm)");
        assertThat(compilation.entity("Order").table().indexes())
                .extracting(Index::name)
                .containsExactly("ix_Order_No");
        assertThat(compilation.ddl("order_order")).contains("order_no BIGINT NOT NULL", "others_no BIGINT NOT NULL");
    }

    @Test
    void namesInLowerCaseWhatIsNotQuoted() {
        Compilation compilation = SourceCompiler.compile(
                        """
                @Entity
                @Table(name = "USER_ACCOUNT", schema = "CRM",
                    uniqueConstraints = @UniqueConstraint(name = "UQ_MAIL", columnNames = "EMAIL"),
                    indexes = @Index(name = "IX_PAIR", columnList = "Email, USER_ID DESC"),
                    check = @CheckConstraint(name = "CK_MAIL", constraint = "email <> ''"))
                public class User {
                    @Id @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "userKeys")
                    @SequenceGenerator(name = "userKeys", sequenceName = "USER_SEQ", schema = "CRM")
                    @Column(name = "USER_ID") Long id;
                    @Column(name = "Email") String email;
                    @ManyToOne @JoinColumn(name = "BOSS", referencedColumnName = "user_ID",
                        foreignKey = @ForeignKey(name = "FK_BOSS")) User boss;
                    @ManyToMany
                    @JoinTable(name = "FRIENDS", joinColumns = @JoinColumn(name = "ME"),
                        inverseJoinColumns = @JoinColumn(name = "YOU")) List<User> friends;
                }
                """, "@Entity public class LineItem { @Id Long lineId; @ManyToOne LineItem nextLine; }")
                .succeeded();
        assertThat(compilation.ddl("crm.user_account"))
                .containsExactly(
                        "user_id BIGINT NOT NULL",
                        "email VARCHAR(255)",
                        "boss BIGINT",
                        "CONSTRAINT pk_user_account PRIMARY KEY (user_id)",
                        "CONSTRAINT uq_mail UNIQUE (email)",
                        "CONSTRAINT ck_mail CHECK (email <> '')",
                        "CONSTRAINT fk_boss FOREIGN KEY (boss) REFERENCES crm.user_account (user_id)");
        assertThat(compilation.entity("User").table().indexes())
                .extracting(Index::name)
                .containsExactly("ix_pair");
        assertThat(compilation.ddl("friends")).contains("me BIGINT NOT NULL", "you BIGINT NOT NULL");
        assertThat(compilation.generated("shop.User_")).contains("new Sequence(\"user_seq\", \"crm\", 1, 50)");
        assertThat(compilation.ddl("lineitem")).contains("lineid BIGINT NOT NULL", "nextline_lineid BIGINT");
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
        assertThat(compilation.ddl("thing"))
                .contains(
                        "required VARCHAR(255) NOT NULL",
                        "\"column\" VARCHAR(255) NOT NULL",
                        "free VARCHAR(255)",
                        "plain VARCHAR(255)",
                        "primitive INTEGER NOT NULL");
    }
}
