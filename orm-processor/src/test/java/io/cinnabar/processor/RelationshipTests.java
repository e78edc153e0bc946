package io.cinnabar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.mapping.Cascade;
import io.cinnabar.mapping.CollectionKind;
import io.cinnabar.mapping.RelationshipAttribute;
import io.cinnabar.mapping.RelationshipKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Relationships and their columns. */
class RelationshipTests {
    private static RelationshipAttribute<Object, ?> relationship(Compilation compilation, String path) {
        String[] names = path.split("\\.");
        return compilation.mapper(names[0]).relationship(names[1]);
    }

    @Test
    void namesJoinColumnsByDefault() {
        Compilation compilation = SourceCompiler.compile(
                        "@Entity public class Customer { @Id UUID number; }",
                        "@Entity public class Order { @Id Long id; @ManyToOne(optional = false) Customer buyer; }")
                .succeeded();
        assertThat(compilation.ddl("order"))
                .contains(
                        "buyer_number UUID NOT NULL",
                        "CONSTRAINT fk_order_buyer_number_customer FOREIGN KEY (buyer_number) REFERENCES customer"
                                + " (number)");
        assertThat(relationship(compilation, "Order.buyer").options().isOptional())
                .isFalse();
    }

    @Test
    void honoursJoinColumns() {
        Compilation compilation = SourceCompiler.compile(
                        "@Entity public class Customer { @Id Long id; @Column(unique = true) String code; }", """
                        @Entity public class Order {
                            @Id Long id;
                            @ManyToOne(fetch = FetchType.EAGER, cascade = {CascadeType.PERSIST, CascadeType.MERGE})
                            @JoinColumn(name = "customer_code", referencedColumnName = "code", nullable = false,
                                    updatable = false, foreignKey = @ForeignKey(name = "fk_customer"))
                            Customer customer;
                            @ManyToOne @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT)) Customer loose;
                        }
                        """)
                .succeeded();
        assertThat(compilation.ddl("order"))
                .containsExactly(
                        "id BIGINT NOT NULL",
                        "customer_code VARCHAR(255) NOT NULL",
                        "loose_id BIGINT",
                        "CONSTRAINT pk_order PRIMARY KEY (id)",
                        "CONSTRAINT fk_customer FOREIGN KEY (customer_code) REFERENCES customer (code)");
        RelationshipAttribute<Object, ?> customer = relationship(compilation, "Order.customer");
        assertThat(customer.options().isEager()).isTrue();
        assertThat(customer.cascades()).containsExactlyInAnyOrder(Cascade.PERSIST, Cascade.MERGE);
        assertThat(customer.columns().get(0).isUpdatable()).isFalse();
        assertThat(relationship(compilation, "Order.loose").options().isEager()).isFalse();
    }

    @Test
    void mapsOneToOneFromBothSides() {
        Compilation compilation = SourceCompiler.compile(
                        "@Entity public class Person { @Id Long id; @OneToOne(mappedBy = \"holder\") Passport passport; }",
                        "@Entity public class Passport { @Id Long id; @OneToOne Person holder; }")
                .succeeded();
        assertThat(compilation.ddl("passport"))
                .contains("holder_id BIGINT", "CONSTRAINT uq_passport_holder_id UNIQUE (holder_id)");
        assertThat(relationship(compilation, "Person.passport").kind()).isEqualTo(RelationshipKind.ONE_TO_ONE);
        assertThat(relationship(compilation, "Person.passport").join().isForeignKeyLocal())
                .isFalse();
    }

    @Test
    void keepsTheColumnsOfAOneToManyInTheTableOfItsTarget() {
        Compilation compilation = SourceCompiler.compile(
                        """
                        @Entity public class Order {
                            @Id Long id;
                            @OneToMany @JoinColumn(name = "order_id", nullable = false) Set<Line> lines;
                        }
                        """, "@Entity public class Line { @Id Long id; String article; }")
                .succeeded();
        assertThat(compilation.ddl("line"))
                .contains(
                        "order_id BIGINT NOT NULL",
                        "CONSTRAINT fk_line_order_id_order FOREIGN KEY (order_id) REFERENCES \"order\" (id)");
        RelationshipAttribute<Object, ?> lines = relationship(compilation, "Order.lines");
        assertThat(lines.collection()).isEqualTo(CollectionKind.SET);
        assertThat(lines.join().link()).isNull();
        assertThat(lines.join().local().get(0).right())
                .isSameAs(compilation.entity("Line").table().column("order_id"));
    }

    @Test
    void linksByDefaultNames() {
        Compilation compilation = SourceCompiler.compile(
                        """
                        @Entity public class Student {
                            @Id Long id;
                            @ManyToMany Set<Course> courses;
                            @ManyToMany List<Student> friends;
                            @OneToMany List<Badge> badges;
                        }
                        """,
                        "@Entity public class Course { @Id Long id; @ManyToMany(mappedBy = \"courses\") Set<Student> members; }",
                        "@Entity public class Badge { @Id Long id; }")
                .succeeded();
        assertThat(compilation.ddl("student_course"))
                .contains("members_id BIGINT NOT NULL", "courses_id BIGINT NOT NULL");
        assertThat(compilation.ddl("student_student"))
                .contains("student_id BIGINT NOT NULL", "friends_id BIGINT NOT NULL");
        assertThat(compilation.ddl("student_badge"))
                .contains(
                        "student_id BIGINT NOT NULL",
                        "badges_id BIGINT NOT NULL",
                        "CONSTRAINT uq_student_badge_badges_id UNIQUE (badges_id)");
        assertThat(relationship(compilation, "Student.badges").kind()).isEqualTo(RelationshipKind.ONE_TO_MANY);
        assertThat(relationship(compilation, "Course.members").inverse())
                .isSameAs(relationship(compilation, "Student.courses"));
    }

    @Test
    void linksByJoinTables() {
        Compilation compilation = SourceCompiler.compile(
                        """
                        @Entity public class Student {
                            @Id Long id;
                            @ManyToMany
                            @JoinTable(name = "enrolment", schema = "school",
                                joinColumns = @JoinColumn(name = "student"),
                                inverseJoinColumns = @JoinColumn(name = "course"),
                                foreignKey = @ForeignKey(name = "fk_student"),
                                inverseForeignKey = @ForeignKey(name = "fk_course"),
                                indexes = @Index(columnList = "course"))
                            Collection<Course> courses;
                        }
                        """, "@Entity public class Course { @Id @Column(length = 5) String code; }")
                .succeeded();
        assertThat(compilation.ddl("school.enrolment"))
                .containsExactly(
                        "student BIGINT NOT NULL",
                        "course VARCHAR(5) NOT NULL",
                        "CONSTRAINT pk_enrolment PRIMARY KEY (student, course)",
                        "CONSTRAINT fk_student FOREIGN KEY (student) REFERENCES student (id)",
                        "CONSTRAINT fk_course FOREIGN KEY (course) REFERENCES course (code)");
        assertThat(compilation.mappings().metadata().table("school.enrolment").indexes())
                .extracting(io.cinnabar.schema.Index::name)
                .containsExactly("ix_enrolment_course");
    }

    @Test
    void ordersCollections() {
        Compilation compilation = SourceCompiler.compile(
                        """
                        @Entity public class Team {
                            @Id Long id;
                            @OneToMany(mappedBy = "team") @OrderBy List<Player> byKey;
                            @OneToMany(mappedBy = "team") @OrderBy("name.last ASC, number DESC NULLS LAST") List<Player> byName;
                        }
                        """,
                        "@Entity public class Player { @Id Long id; Integer number; Name name; @ManyToOne Team team; }",
                        "@Embeddable public record Name(String first, String last) {}")
                .succeeded();
        List<?> byName =
                relationship(compilation, "Team.byName").options().orderBy().get();
        assertThat(byName).hasSize(2);
        assertThat(relationship(compilation, "Team.byKey").options().orderBy().get())
                .isEqualTo(List.of(compilation.entity("Player").table().column("id")));
        assertThat(compilation.generated("shop.Team_"))
                .contains("Player_.name.last, Player_.number.desc().nullsLast()");
    }

    @Test
    void sharesAColumnWithAnAttribute() {
        Compilation compilation = SourceCompiler.compile("@Entity public class Customer { @Id Long id; }", """
                        @Entity public class Order {
                            @Id Long id;
                            @ManyToOne @JoinColumn(name = "customerId") Customer customer;
                            @Column(insertable = false, updatable = false, nullable = false) Long customerId;
                        }
                        """)
                .succeeded();
        assertThat(compilation.ddl("order"))
                .contains("customerid BIGINT NOT NULL")
                .hasSize(4);
        assertThat(compilation
                        .mapper("Order")
                        .attribute("customerId")
                        .columns()
                        .get(0)
                        .isInsertable())
                .isFalse();
    }

    @Test
    void takesTheTargetThatTheAnnotationNames() {
        Compilation compilation = SourceCompiler.compile(
                        "public interface Party {}",
                        "@Entity public class Person implements Party { @Id Long id; }",
                        "@Entity public class Deal { @Id Long id; @ManyToOne(targetEntity = Person.class) Party with; }")
                .succeeded();
        assertThat(relationship(compilation, "Deal.with").target().entityClass().getSimpleName())
                .isEqualTo("Person");
    }
}
