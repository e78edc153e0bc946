package io.cinnabar.docs.tutorial;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.defaultExpression;
import static io.cinnabar.schema.Schema.foreignKeyConstraint;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.index;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;
import static io.cinnabar.schema.Schema.uniqueConstraint;
import static io.cinnabar.sql.Functions.count;
import static io.cinnabar.sql.Sql.insert;
import static io.cinnabar.sql.Sql.select;
import static io.cinnabar.type.Types.BIGINT;
import static io.cinnabar.type.Types.INTEGER;
import static io.cinnabar.type.Types.TIMESTAMP;
import static io.cinnabar.type.Types.varchar;
import static org.assertj.core.api.Assertions.assertThat;

import io.cinnabar.compile.SchemaPlanner;
import io.cinnabar.schema.Column;
import io.cinnabar.schema.CreateSchema;
import io.cinnabar.schema.CreateTable;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.NamingConvention;
import io.cinnabar.schema.SchemaStatement;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.tests.support.TestDatabaseUrl;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Chapter 3. */
abstract class MetaDataChapter extends Chapter {

    MetaDataChapter(TestDatabaseUrl database) {
        super(database);
    }

    @Test
    void declaresTables() {
        // tag::declare
        MetaData metadata = new MetaData();
        Users users = new Users(metadata);
        Addresses addresses = new Addresses(metadata);
        // end::declare
        showsSql(
                "ddl",
                new CreateTable(users, false, users.foreignKeys()),
                new CreateTable(addresses, false, addresses.foreignKeys()));

        // tag::inspect
        System.out.println(users.primaryKeyConstraint().name());
        System.out.println(addresses.foreignKeys().get(0).name());
        System.out.println(addresses.indexes().get(0).name());
        System.out.println(metadata.sortedTables().stream().map(Table::name).toList());
        // end::inspect
        shows("inspect");
    }

    @Test
    void createsAndDrops() {
        engine.connect(connection -> connection.dropAll(metadata)).block(DEADLINE);
        // tag::create-all
        engine.begin(connection -> connection.createAll(metadata)).block();
        engine.begin(connection -> connection.dropAll(metadata)).block();
        // end::create-all
        engine.connect(connection -> connection.createAll(metadata).then(connection.createAll(metadata)))
                .block(DEADLINE);
        assertThat(engine.connect(connection -> connection.scalar(countUsers)).block(DEADLINE))
                .isZero();
    }

    @Test
    void mapsTypes() {
        MetaData metadata = new MetaData();
        Products products = new Products(metadata);
        engine.connect(connection -> connection.createAll(metadata)).block(DEADLINE);
        // tag::use-products
        Mono<Products.Cents> price = engine.begin(connection -> connection
                .execute(insert(products)
                        .set(products.title, "Snail food")
                        .set(products.price, new Products.Cents(1_250)))
                .rowsUpdated()
                .then(connection.scalar(select(products.price).where(products.price.gt(new Products.Cents(1_000))))));
        System.out.println(price.block());
        // end::use-products
        shows("use-products");
        // tag::defaults
        System.out.println(engine.connect(connection -> connection
                        .execute(select(products.stock, products.state))
                        .one())
                .block());
        // end::defaults
        shows("defaults");
        engine.connect(connection -> connection.dropAll(metadata)).block(DEADLINE);
    }

    @Test
    void printsDdlOfTypes() {
        Products products = new Products(new MetaData());
        showsSql("products-postgres", POSTGRES, new CreateTable(products, false, List.of()));
        showsSql("products-h2", H2, new CreateTable(products, false, List.of()));
    }

    @Test
    void buildsTablesWithoutClasses() {
        // tag::dynamic
        MetaData metadata = new MetaData();
        Table event = metadata.table(
                "event",
                column("id", BIGINT, identity(), primaryKey()),
                column("kind", varchar(20), notNull()),
                column("happened", TIMESTAMP, notNull()),
                uniqueConstraint("kind", "happened"),
                index("ix_event_happened", "happened"));

        Column<String> kind = event.c("kind", String.class);
        System.out.println(select(event.c("id", Long.class)).where(kind.eq("login")));
        // end::dynamic
        shows("dynamic");
        engine.connect(connection -> connection.createAll(metadata).then(connection.dropAll(metadata)))
                .block(DEADLINE);
    }

    @Test
    void declaresCompositeKeys() {
        // tag::composite
        MetaData metadata = new MetaData();
        Table seat = metadata.table(
                "seat", column("flight", varchar(8), primaryKey()), column("place", INTEGER, primaryKey()));
        metadata.table(
                "booking",
                column("id", BIGINT, identity(), primaryKey()),
                column("flight", varchar(8), notNull()),
                column("place", INTEGER, notNull()),
                foreignKeyConstraint(List.of("flight", "place"), seat.column("flight"), seat.column("place")));
        // end::composite
        engine.connect(connection -> connection.createAll(metadata).then(connection.dropAll(metadata)))
                .block(DEADLINE);
    }

    @Test
    void plansCycles() {
        // tag::cycle
        MetaData metadata = new MetaData();
        metadata.table(
                "department",
                column("id", BIGINT, identity(), primaryKey()),
                column("head_id", BIGINT, references("employee.id")));
        metadata.table(
                "employee",
                column("id", BIGINT, identity(), primaryKey()),
                column("department_id", BIGINT, notNull(), references("department.id")));

        SchemaPlanner planner = new SchemaPlanner(false); // true for a database with named enum types
        for (SchemaStatement statement : planner.create(metadata, SchemaPlanner.Existing.NOTHING)) {
            System.out.println(statement + ";");
        }
        // end::cycle
        shows("cycle");
        engine.connect(connection -> connection.createAll(metadata).then(connection.dropAll(metadata)))
                .block(DEADLINE);
    }

    @Test
    void namesConstraints() {
        // tag::naming
        NamingConvention convention = new NamingConvention(
                "{table}_pkey",
                "{table}_{columns}_key",
                "{table}_check_{number}",
                "{table}_{columns}_fkey",
                "{table}_{columns}_idx");
        MetaData metadata = new MetaData("shop", convention);
        Users users = new Users(metadata);
        System.out.println(
                users.qualifiedName() + ": " + users.primaryKeyConstraint().name());
        // end::naming
        shows("naming");
    }

    @Test
    void drawsFromSequences() {
        // tag::sequence
        MetaData metadata = new MetaData();
        Sequence numbers = metadata.sequence("invoice_number");
        Table invoice = metadata.table(
                "invoice", column("number", BIGINT, primaryKey(), defaultExpression(numbers.nextValue())));

        Mono<Long> second = engine.begin(connection -> connection
                .createAll(metadata)
                .then(connection.scalar(select(numbers.nextValue())))
                .then(connection.execute(insert(invoice)).rowsUpdated())
                .then(connection.scalar(select(invoice.c("number", Long.class)))));
        System.out.println(second.block());
        // end::sequence
        shows("sequence");
        engine.connect(connection -> connection.dropAll(metadata)).block(DEADLINE);
    }

    @Test
    void translatesSchemas() {
        MetaData ofTenant = new MetaData("tenant_a", NamingConvention.DEFAULT);
        new Users(ofTenant);
        engine.connect(connection -> connection
                        .execute(new CreateSchema("tenant_a", true))
                        .then()
                        .then(connection.createAll(ofTenant)))
                .block(DEADLINE);
        // tag::translate
        Mono<Long> usersOfTenant = engine.connect(connection -> connection
                .withOption(ExecutionOptions.SCHEMA_TRANSLATION, Map.of("", "tenant_a"))
                .scalar(select(count()).from(users)));
        System.out.println(usersOfTenant.block());
        // end::translate
        shows("translate");
        engine.connect(connection -> connection.dropAll(ofTenant)).block(DEADLINE);
    }
}
