package io.cinnabar.docs.orm;

import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.sql.Sql.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.core.Engine;
import io.cinnabar.mapping.Mappings;
import io.cinnabar.orm.SessionFactory;
import io.cinnabar.tests.support.TestDatabaseUrl;
import org.junit.jupiter.api.Test;

/** Chapter 6. */
abstract class MappingChapter extends OrmChapter {

    MappingChapter(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void opensASessionFactory() {
        // tag::factory
        Engine engine = Engine.create(url);
        SessionFactory sessions = SessionFactory.create(engine, Mappings.discover());

        engine.connect(connection -> connection
                        .dropAll(sessions.mappings().metadata())
                        .then(connection.createAll(sessions.mappings().metadata())))
                .block();
        // end::factory
        assertThat(sessions.mappings().entities()).contains(User_.ENTITY, Address_.ENTITY, Team_.ENTITY);
        engine.close().block(DEADLINE);
    }

    @Test
    void namesAttributesInStatements() {
        // tag::metamodel
        System.out.println(select(User_.name, count()).join(User_.addresses).groupBy(User_.name));
        System.out.println(select(User.class).where(User_.addresses.any(Address_.email.endsWith("@example.com"))));

        User_.Source other = User_.as("other");
        System.out.println(
                select(User_.name, other.name).where(User_.fullname.eq(other.fullname), User_.id.lt(other.id)));
        // end::metamodel
        shows("metamodel");
    }

    /** The names of annotations mean what they mean in SQL: without quotes any case, in quotes their own. */
    @Test
    void findsTablesThatWereCreatedBySql() {
        SessionFactory lines = SessionFactory.create(engine, Mappings.of(LineItem.class));
        LineItem item = engine.connect(connection -> connection
                        .execute(text("DROP TABLE IF EXISTS LineItem"))
                        .then()
                        .then(connection
                                .execute(text(
                                        "CREATE TABLE LineItem (LineNo BIGINT PRIMARY KEY, Article_NAME VARCHAR(255),"
                                                + " \"Remark\" VARCHAR(255))"))
                                .then())
                        .then(connection
                                .execute(text("INSERT INTO LINEITEM VALUES (7, 'ink', 'red')"))
                                .then()))
                .then(lines.withSession(session -> session.get(LineItem.class, 7L)))
                .block(DEADLINE);

        assertThat(item.article()).isEqualTo("ink");
        assertThat(item.remark()).isEqualTo("red");
    }
}
