package io.cinnabar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.mapping.MappedColumn;
import io.cinnabar.mapping.Mapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Embeddable classes, nested ones and records among them, and what overrides their columns. */
class EmbeddableTests {
    private static final String ADDRESS = """
            @Embeddable
            public class Address {
                private String street;
                @Column(name = "town", length = 40) String city;
                @Embedded private Point place;
                protected Address() {}
                Address(String street, String city, Point place) { this.street = street; this.city = city; this.place = place; }
            }
            """;
    private static final String POINT = "@Embeddable public record Point(double lat, Double lon) {}";

    @Test
    void embedsClassesAndRecords() throws ReflectiveOperationException {
        Compilation compilation = SourceCompiler.compile(
                        ADDRESS, POINT, """
                @Entity
                public class Person {
                    @Id Long id;
                    Address home;
                    @Embedded
                    @AttributeOverrides({
                        @AttributeOverride(name = "street", column = @Column(name = "work_street", nullable = false)),
                        @AttributeOverride(name = "city", column = @Column(name = "work_city")),
                        @AttributeOverride(name = "place.lat", column = @Column(name = "work_lat")),
                        @AttributeOverride(name = "place.lon", column = @Column(name = "work_lon"))})
                    private Address work;
                    public static Address address() { return new Address("s", "c", new Point(1, 2d)); }
                }
                """, "class Use { Object lat = Person_.work.place.lat.gt(1d); }")
                .succeeded();
        assertThat(compilation.ddl("person"))
                .containsExactly(
                        "id BIGINT NOT NULL",
                        "street VARCHAR(255)",
                        "town VARCHAR(40)",
                        "lat DOUBLE PRECISION NOT NULL",
                        "lon DOUBLE PRECISION",
                        "work_street VARCHAR(255) NOT NULL",
                        "work_city VARCHAR(255)",
                        "work_lat DOUBLE PRECISION NOT NULL",
                        "work_lon DOUBLE PRECISION",
                        "CONSTRAINT pk_person PRIMARY KEY (id)");
        Mapper<Object> mapper = compilation.mapper("Person");
        Object person = mapper.access().create();
        Object address = compilation.load("shop.Person").getMethod("address").invoke(null);
        assertThat(compilation.setAndGet("Person", person, "work", address)).isSameAs(address);
        List<Object> read = new ArrayList<>();
        for (MappedColumn column : mapper.attribute("work").columns()) {
            read.add(column.read(mapper.access(), person));
        }
        assertThat(read).containsExactly("s", "c", 1d, 2d);
        Object assembled = ((io.cinnabar.mapping.EmbeddedAttribute<?>) mapper.attribute("home"))
                .embedded()
                .assemble(place -> read.get(place));
        compilation.setAndGet("Person", person, "home", assembled);
        assertThat(mapper.attribute("home").columns())
                .extracting((MappedColumn column) -> column.read(mapper.access(), person))
                .containsExactly("s", "c", 1d, 2d);
    }

    @Test
    void embedsWhatAnotherPackageHas() {
        SourceCompiler.compile("""
                        package common;
                        @jakarta.persistence.Embeddable
                        public class Money {
                            private long cents;
                            protected Money() {}
                        }
                        """, "@Entity public class Article { @Id Long id; common.Money price; }")
                .succeeded();
    }

    @Test
    void embedsWhatAnEarlierCompilationMade() {
        Compilation earlier = SourceCompiler.compile(
                        "package common; @jakarta.persistence.Embeddable public record Money(long cents) {}")
                .succeeded();
        Compilation compilation = SourceCompiler.fresh()
                .seeing(earlier.output())
                .run("@Entity public class Article { @Id Long id; common.Money price; }")
                .succeeded();
        assertThat(compilation.ddl("article")).contains("cents BIGINT NOT NULL");
    }

    @Test
    void inheritsPartsOfMappedSuperclasses() {
        Compilation compilation = SourceCompiler.compile(
                        "@MappedSuperclass public abstract class Named { private String name; }",
                        "@Embeddable public class Tag extends Named { String color; }",
                        "@Entity public class Article { @Id Long id; Tag tag; }")
                .succeeded();
        assertThat(compilation.ddl("article")).contains("name VARCHAR(255)", "color VARCHAR(255)");
    }

    @Test
    void saysWhetherTheColumnsAreWritten() {
        Compilation compilation = SourceCompiler.compile(
                        "@Embeddable public record Stamp(@Column(updatable = false) String by) {}",
                        "@Entity public class Article { @Id Long id; Stamp stamp; }")
                .succeeded();
        MappedColumn column =
                compilation.mapper("Article").attribute("stamp").columns().get(0);
        assertThat(column.isInsertable()).isTrue();
        assertThat(column.isUpdatable()).isFalse();
    }
}
