package io.cinnabar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused: on which line, and with which words. */
class RefusalTests {
    private static final String[] OTHERS = {
        "@Entity public class Customer { @Id Long id; String name; @ManyToOne Customer parent; }",
        "@Embeddable public record Money(long cents, String currency) {}",
        "public class Plain { Plain(int only) {} }",
        "public enum State { OPEN(1); @EnumeratedValue final int code; State(int code) { this.code = code; } }",
        "public class TextConverter implements AttributeConverter<String, Long> {\n"
                + " public Long convertToDatabaseColumn(String in) { return 1L; }\n"
                + " public String convertToEntityAttribute(Long in) { return \"\"; } }",
    };

    private static Compilation compile(String source) {
        String[] sources = Stream.concat(Stream.of(source), Stream.of(OTHERS)).toArray(String[]::new);
        return SourceCompiler.fresh().run(sources);
    }

    private static void assertRefused(String source, String line, String... words) {
        Compilation compilation = compile(source);
        assertThat(compilation.errors())
                .as("errors of " + source)
                .hasSize(1)
                .first()
                .asString()
                .contains(words)
                .matches("(?s).*\\. \\[MAP-00[123]]");
        assertThat(compilation.errorLines().get(0)).contains(line);
    }

    static Stream<Arguments> relationships() {
        return Stream.of(
                Arguments.of("@ElementCollection List<String> tags;", "MAP-003", "Make the element an entity"),
                Arguments.of("@OneToMany @OrderColumn List<Customer> list;", "MAP-003", "Positions"),
                Arguments.of("@OneToMany @MapKey Map<Long, Customer> map;", "MAP-003", "Maps are not supported"),
                Arguments.of("@OneToMany(mappedBy = \"parent\") Map<Long, Customer> map;", "MAP-003", "java.util.Map"),
                Arguments.of("@OneToMany SortedSet<Customer> set;", "MAP-003", "@OrderBy gives it an order"),
                Arguments.of(
                        "@OneToMany ArrayList<Customer> list;", "MAP-003", "Declare it as List, Set or Collection"),
                Arguments.of("@ManyToOne @MapsId Customer customer;", "MAP-003", "taken from a relationship"),
                Arguments.of("@ManyToOne Plain plain;", "MAP-002", "not annotated with @Entity"),
                Arguments.of("@ManyToOne String text;", "MAP-002", "not annotated with @Entity"),
                Arguments.of("@OneToMany(mappedBy = \"nothing\") List<Customer> list;", "MAP-001", "Correct mappedBy"),
                Arguments.of("@OneToMany(mappedBy = \"parent\") List<Customer> list;", "MAP-001", "Correct mappedBy"),
                Arguments.of("@ManyToMany @JoinColumn(name = \"x\") List<Customer> list;", "MAP-001", "@JoinTable"),
                Arguments.of("@ManyToMany @OrderBy(\"age\") List<Customer> list;", "MAP-001", "names 'age'"),
                Arguments.of("@ManyToMany @OrderBy(\"name UP\") List<Customer> list;", "MAP-001", "Write ASC or DESC"),
                Arguments.of(
                        "@ManyToOne @JoinColumn(referencedColumnName = \"no\") Customer c;", "MAP-001", "column 'no'"),
                Arguments.of(
                        "@ManyToOne @JoinColumn(columnDefinition = \"x\") Customer c;", "MAP-003", "columnDefinition"),
                Arguments.of(
                        "@ManyToOne @JoinColumn(foreignKey = @ForeignKey(foreignKeyDefinition = \"x\")) Customer c;",
                        "MAP-003",
                        "foreignKeyDefinition"));
    }

    static Stream<Arguments> columns() {
        return Stream.of(
                Arguments.of("@Column(columnDefinition = \"citext\") String text;", "MAP-003", "cannot be honoured"),
                Arguments.of("@Column(columnDefinition = \"int default 0\") int number;", "MAP-003", "migration"),
                Arguments.of("@Column(table = \"other\") String text;", "MAP-003", "one table"),
                Arguments.of("Object any;", "MAP-003", "no SQL type is known"),
                Arguments.of("@Lob Plain plain;", "MAP-003", "String or a byte[]"),
                Arguments.of("Customer customer;", "MAP-003", "@ManyToOne or @OneToOne"),
                Arguments.of("List<Customer> list;", "MAP-003", "no SQL type is known"),
                Arguments.of("@Embedded Plain plain;", "MAP-001", "not annotated with @Embeddable"),
                Arguments.of("@Enumerated State state;", "MAP-003", "@EnumeratedValue"),
                Arguments.of("@Convert(converter = TextConverter.class) int number;", "MAP-001", "Name another one"),
                Arguments.of(
                        "@Convert(attributeName = \"cents\", converter = TextConverter.class) Money m;",
                        "MAP-001",
                        "@Convert has no meaning"),
                Arguments.of("@ManyToOne @JoinTable(name = \"x\") Customer c;", "MAP-001", "Use @JoinColumn"),
                Arguments.of("@ManyToOne @Column(name = \"x\") Customer c;", "MAP-001", "Use @JoinColumn"),
                Arguments.of("@Column(name = \"x\") Money money;", "MAP-001", "Use @AttributeOverride"),
                Arguments.of("@JoinColumn(name = \"x\") String text;", "MAP-001", "has no meaning"),
                Arguments.of("@OrderBy String text;", "MAP-001", "has no meaning"),
                Arguments.of("@Enumerated String text;", "MAP-001", "not an enum"),
                Arguments.of("@Lob int number;", "MAP-001", "not a String or a byte[]"),
                Arguments.of(
                        "@AttributeOverride(name = \"no\", column = @Column) Money money;", "MAP-001", "'money.no'"),
                Arguments.of("private static class Own {} Own own;", "MAP-001", "Make it package-private"),
                Arguments.of(
                        "@OneToMany @JoinTable(name = \"x\") @JoinColumn(name = \"y\") List<Customer> list;",
                        "MAP-001",
                        "Keep one"),
                Arguments.of("final String name = \"x\";", "MAP-001", "Take final away"),
                Arguments.of("@Version String version;", "MAP-003", "cannot count changes"),
                Arguments.of("@GeneratedValue Long other;", "MAP-003", "key of one column"),
                Arguments.of("@Column(name = \"id\") String second;", "MAP-001", "Give both the same type"),
                Arguments.of("@AssociationOverride(name = \"x\") Money money;", "MAP-003", "cannot be overridden"),
                Arguments.of("@Column String getName() { return null; }", "MAP-001", "mapped by its fields"),
                Arguments.of("@PrePersist void x(int y) {}", "MAP-001", "without arguments"),
                Arguments.of("@PrePersist void x() throws Exception {}", "MAP-001", "checked exceptions"),
                Arguments.of("@PrePersist static void x() {}", "MAP-001", "method of the object"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"relationships", "columns"})
    void refusesTheAttribute(String attribute, String code, String words) {
        String line = attribute.replaceFirst("\\{.*", "");
        assertRefused("@Entity public class Thing {\n @Id Long id;\n " + attribute + "\n}", line, code, words);
    }

    static Stream<Arguments> classes() {
        return Stream.of(
                Arguments.of("@Inheritance public class Thing { @Id Long id; }", "MAP-003", "@MappedSuperclass"),
                Arguments.of("@DiscriminatorColumn public class Thing { @Id Long id; }", "MAP-003", "Inheritance"),
                Arguments.of(
                        "@SecondaryTable(name = \"x\") public class Thing { @Id Long id; }", "MAP-003", "one table"),
                Arguments.of(
                        "@TableGenerator(name = \"x\") public class Thing { @Id Long id; }",
                        "MAP-003",
                        "@SequenceGenerator"),
                Arguments.of("public class Thing extends Customer {}", "MAP-003", "extends the entity Customer"),
                Arguments.of("public class Thing {}", "MAP-001", "no key"),
                Arguments.of("public class Thing { @Id Long a; @Id Long b; }", "MAP-001", "Add @IdClass"),
                Arguments.of("public class Thing { @Id Long a; @EmbeddedId Money b; }", "MAP-001", "more than one key"),
                Arguments.of(
                        "@IdClass(Plain.class) public class Thing { @Id Long a; @Id Long b; }",
                        "MAP-001",
                        "has no 'a'"),
                Arguments.of("public final class Thing { @Id Long id; }", "MAP-001", "Take final away"),
                Arguments.of("public abstract class Thing { @Id Long id; }", "MAP-001", "@MappedSuperclass"),
                Arguments.of("public record Thing(@Id Long id) {}", "MAP-003", "is a record"),
                Arguments.of("public interface Thing {}", "MAP-001", "not a class"),
                Arguments.of("public class Thing<T> { @Id Long id; }", "MAP-003", "type parameters"),
                Arguments.of("public class Thing { @Id Long id; private Thing() {} }", "MAP-001", "Add one"),
                Arguments.of("public class Thing { @Id Long id; Thing(int x) {} }", "MAP-001", "no constructor"));
    }

    static Stream<Arguments> keysAndTables() {
        return Stream.of(
                Arguments.of(
                        "public class Thing { @Id @GeneratedValue(strategy = GenerationType.TABLE) Long id; }",
                        "MAP-003",
                        "come from a table"),
                Arguments.of("public class Thing { @Id @GeneratedValue String id; }", "MAP-003", "set it yourself"),
                Arguments.of(
                        "public class Thing { @Id @GeneratedValue(generator = \"none\") Long id; }",
                        "MAP-001",
                        "'none'"),
                Arguments.of(
                        "public class Thing { @Id @ManyToOne Customer id; }", "MAP-003", "relationship in the key"),
                Arguments.of(
                        "@Table(catalog = \"x\") public class Thing { @Id Long id; }", "MAP-003", "leave the catalog"),
                Arguments.of("@Table(options = \"x\") public class Thing { @Id Long id; }", "MAP-003", "migration"),
                Arguments.of(
                        "@Table(indexes = @Index(columnList = \"no\")) public class Thing { @Id Long id; }",
                        "MAP-001",
                        "names column 'no'"),
                Arguments.of(
                        "@Table(uniqueConstraints = @UniqueConstraint(columnNames = \"no\")) public class Thing { @Id Long"
                                + " id; }",
                        "MAP-001",
                        "the columns are [id]"),
                Arguments.of(
                        "@EntityListeners(Plain.class) public class Thing { @Id Long id; }",
                        "MAP-001",
                        "cannot be made"),
                Arguments.of(
                        "public class Thing { Long id; @Id public Long getId() { return id; } }",
                        "MAP-001",
                        "no setId"),
                Arguments.of(
                        "public class Thing { @Id Long id; @Version int a; @Version int b; }",
                        "MAP-001",
                        "one @Version"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"classes", "keysAndTables"})
    void refusesTheClass(String source, String code, String words) {
        assertRefused("@Entity\n" + source, "", code, words);
    }

    @Test
    void refusesRelationshipsOfEmbeddables() {
        assertRefused(
                "@Embeddable public class Thing {\n @ManyToOne Customer customer;\n}",
                "@ManyToOne",
                "MAP-003",
                "Move it to the entity");
    }

    @Test
    void refusesEmbeddablesThatContainThemselves() {
        assertRefused(
                "@Embeddable public class Thing {\n String name; Thing inner;\n}", "class Thing", "contains itself");
    }

    @Test
    void refusesPartlyWrittenEmbeddables() {
        assertRefused(
                "@Entity public class Thing {\n @Id Long id;\n"
                        + " @AttributeOverride(name = \"cents\", column = @Column(updatable = false)) Money money;\n}",
                "Money money",
                "partly written");
    }

    @Test
    void tellsWhereLombokMustRunFirst() {
        Compilation compilation = SourceCompiler.fresh()
                .run(
                        "package lombok; public @interface NoArgsConstructor {}",
                        "@Entity @lombok.NoArgsConstructor public class Thing { @Id Long id; Thing(int x) {} }");
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0)).contains("list Lombok first");
    }

    @Test
    void tellsWhichModuleWasNotProcessed() {
        Compilation unprocessed = SourceCompiler.fresh()
                .option("-proc:none")
                .run(
                        "package lib; @jakarta.persistence.Entity public class Thing { @jakarta.persistence.Id Long id; }");
        Compilation compilation = SourceCompiler.fresh()
                .seeing(unprocessed.output())
                .run("@Entity public class User { @Id Long id; @ManyToOne lib.Thing thing; }");
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0)).contains("there is no Thing_").contains("[MAP-002]");
    }
}
