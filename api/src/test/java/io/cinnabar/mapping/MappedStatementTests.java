package io.cinnabar.mapping;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cinnabar.mapping.fixture.Author;
import io.cinnabar.mapping.fixture.Author_;
import io.cinnabar.mapping.fixture.Book_;
import io.cinnabar.mapping.fixture.Home;
import io.cinnabar.mapping.fixture.Subject_;
import io.cinnabar.schema.Table;
import org.junit.jupiter.api.Test;

/** Statements over mapped classes. */
class MappedStatementTests {
    private static final Mappings MAPPINGS = Mappings.of(Author_.ENTITY, Book_.ENTITY, Subject_.ENTITY);

    @Test
    void selectsAllColumnsOfAnEntity() {
        assertThat(select(Author_.ENTITY).where(Author_.name.eq("x")).toString())
                .isEqualTo("SELECT author.id, author.name, author.street, author.city, author.version, author.mentor_id"
                        + " FROM author WHERE author.name = ?");
    }

    @Test
    void selectsAnAlias() {
        Author_.Source mentor = Author_.as("mentor");
        assertThat(select(mentor, Book_.title)
                        .join(Book_.author.to(mentor))
                        .where(mentor.home.city.eq("x"))
                        .toString())
                .isEqualTo(
                        "SELECT mentor.id, mentor.name, mentor.street, mentor.city, mentor.version, mentor.mentor_id,"
                                + " book.title FROM book JOIN author AS mentor ON book.author_id = mentor.id"
                                + " WHERE mentor.city = ?");
    }

    @Test
    void readsFromMappedClasses() {
        assertThat(select(count()).from(Book_.ENTITY).toString()).isEqualTo("SELECT count(*) FROM book");
        assertThat(select(count()).from(Book_.as("b")).toString()).isEqualTo("SELECT count(*) FROM book AS b");
        assertThatThrownBy(() -> select(count()).from(String.class)).hasMessageContaining("not mapped");
    }

    @Test
    void joinsAlongRelationships() {
        assertThat(select(Author_.name, count())
                        .join(Author_.books)
                        .groupBy(Author_.name)
                        .toString())
                .isEqualTo("SELECT author.name, count(*) FROM author JOIN book ON author.id = book.author_id"
                        + " GROUP BY author.name");
        assertThat(select(Book_.title, Subject_.code).leftJoin(Book_.subjects).toString())
                .isEqualTo("SELECT book.title, subject.code FROM book LEFT JOIN book_subject ON book.id ="
                        + " book_subject.book_id LEFT JOIN subject ON book_subject.subject_code = subject.code");
    }

    @Test
    void asksForRelatedObjects() {
        assertThat(select(Author_.name)
                        .where(Author_.books.any(Book_.title.eq("x")))
                        .toString())
                .isEqualTo("SELECT author.name FROM author WHERE EXISTS (SELECT 1 FROM book WHERE author.id ="
                        + " book.author_id AND book.title = ?)");
        assertThat(select(Book_.title).where(Book_.author.isNull()).toString())
                .isEqualTo("SELECT book.title FROM book WHERE book.author_id IS NULL");
        assertThatThrownBy(() -> Author_.mentor.has(Author_.name.eq("x"))).hasMessageContaining("alias");
    }

    @Test
    void comparesWithAnObject() {
        Author author = new Author("x");
        assertThatThrownBy(() -> Book_.author.eq(author)).hasMessageContaining("Flush the session first");
        Author_.ENTITY.mapper().access().set(author, 0, 5L);
        assertThat(select(Book_.title).where(Book_.author.eq(author)).toString())
                .isEqualTo("SELECT book.title FROM book WHERE book.author_id = ?");
    }

    @Test
    void findsTheTablesOfAllClasses() {
        assertThat(MAPPINGS.metadata().tables())
                .extracting(Table::name)
                .containsExactly("author", "book", "book_subject", "subject");
    }

    @Test
    void readsColumnsOfObjects() {
        Author author = new Author("x");
        Author_.ENTITY.mapper().access().set(author, 2, new Home("s", "c"));
        assertThat(Author_.ENTITY.mapper().columns())
                .extracting(column -> column.read(Author_.ENTITY.mapper().access(), author))
                .containsExactly(null, "x", "s", "c", 0, null);
    }
}
