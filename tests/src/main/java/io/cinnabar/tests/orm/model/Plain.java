package io.cinnabar.tests.orm.model;

import static io.cinnabar.schema.Schema.column;
import static io.cinnabar.schema.Schema.computed;
import static io.cinnabar.schema.Schema.identity;
import static io.cinnabar.schema.Schema.notNull;
import static io.cinnabar.schema.Schema.primaryKey;
import static io.cinnabar.schema.Schema.references;

import io.cinnabar.mapping.Cascade;
import io.cinnabar.mapping.CollectionKind;
import io.cinnabar.mapping.ColumnPair;
import io.cinnabar.mapping.Entity;
import io.cinnabar.mapping.KeyGeneration;
import io.cinnabar.mapping.LazyInitializer;
import io.cinnabar.mapping.LazyReference;
import io.cinnabar.mapping.LifecycleEvent;
import io.cinnabar.mapping.RelationshipDefinition;
import io.cinnabar.mapping.RelationshipJoin;
import io.cinnabar.mapping.RelationshipKind;
import io.cinnabar.mapping.RelationshipOptions;
import io.cinnabar.schema.MetaData;
import io.cinnabar.schema.Sequence;
import io.cinnabar.schema.Table;
import io.cinnabar.sql.Sql;
import io.cinnabar.type.Types;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mappers of the classes that statements of tests do not name. */
@SuppressWarnings("unchecked") // sessions set what they read, or of the attribute's class
final class Plain {
    private static final MetaData METADATA = new MetaData();
    private static final RelationshipOptions DEFAULT = RelationshipOptions.DEFAULT;
    private static final RelationshipOptions ALL = DEFAULT.withCascades(Cascade.values());

    static final Entity<Employee> EMPLOYEE = new EmployeeMapping().entity();
    static final Entity<Subject> SUBJECT = new SubjectMapping().entity();
    static final Entity<Book> BOOK = new BookMapping().entity();
    static final Entity<Account> ACCOUNT = new AccountMapping().entity();
    static final Entity<Order> ORDER = new OrderMapping().entity();
    static final Entity<Line> LINE = new LineMapping().entity();
    static final Entity<Hen> HEN = new HenMapping().entity();
    static final Entity<Egg> EGG = new EggMapping().entity();
    static final Entity<Twin> TWIN = new TwinMapping().entity();
    static final Entity<Ticket> TICKET = new TicketMapping().entity();

    private Plain() {}

    static List<Entity<?>> all() {
        return List.of(EMPLOYEE, SUBJECT, BOOK, ACCOUNT, ORDER, LINE, HEN, EGG, TWIN, TICKET);
    }

    private static <T> RelationshipDefinition<T> toOne(
            String name, java.util.function.Supplier<Entity<T>> target, Table table, String column, String referred) {
        return RelationshipDefinition.reference(
                name,
                RelationshipKind.MANY_TO_ONE,
                target,
                List.of(table.column(column)),
                () -> List.of(target.get().table().column(referred)));
    }

    private static final class EmployeeMapping extends PlainMapper<Employee> {
        EmployeeMapping() {
            super(
                    Employee.class,
                    METADATA,
                    metadata -> metadata.table(
                            "employee",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("name", Types.varchar(30), notNull()),
                            column("manager_id", Types.BIGINT, references("employee.id"))),
                    new FieldAccess<>(Employee::new, EmployeeReference::new)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.name, (each, value) -> each.name = (String) value)
                            .field(each -> each.manager, (each, value) -> each.manager = (Employee) value)
                            .field(each -> each.reports, (each, value) -> each.reports = (List<Employee>) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("name", table().column("name"));
            relationship(toOne("manager", () -> EMPLOYEE, table(), "manager_id", "id"), DEFAULT);
            relationship(
                    RelationshipDefinition.mappedBy(
                            "reports", RelationshipKind.ONE_TO_MANY, CollectionKind.LIST, () -> EMPLOYEE, "manager"),
                    DEFAULT.withCascades(Cascade.PERSIST));
        }
    }

    private static final class EmployeeReference extends Employee implements LazyReference {
        private transient @Nullable LazyInitializer lazyInitializer;

        @Override
        public @Nullable LazyInitializer lazyInitializer() {
            return lazyInitializer;
        }

        @Override
        public void lazyInitializer(@Nullable LazyInitializer initializer) {
            this.lazyInitializer = initializer;
        }

        private void touch(String member) {
            LazyInitializer initializer = lazyInitializer;
            if (initializer != null) {
                initializer.initialize(this, member);
            }
        }

        @Override
        public @Nullable String name() {
            touch("name");
            return super.name();
        }

        @Override
        public List<Employee> reports() {
            touch("reports");
            return super.reports();
        }
    }

    private static final class SubjectMapping extends PlainMapper<Subject> {
        SubjectMapping() {
            super(
                    Subject.class,
                    METADATA.table(
                            "subject",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("title", Types.varchar(30))),
                    new FieldAccess<>(Subject::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.title, (each, value) -> each.title = (String) value)
                            .field(each -> each.books, (each, value) -> each.books = (List<Book>) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("title", table().column("title"));
            relationship(
                    RelationshipDefinition.mappedBy(
                            "books", RelationshipKind.MANY_TO_MANY, CollectionKind.LIST, () -> BOOK, "subjects"),
                    DEFAULT);
        }
    }

    private static final class BookMapping extends PlainMapper<Book> {
        private static final Table LINKS = METADATA.table(
                "book_subject",
                column("book_id", Types.BIGINT, primaryKey(), references("book.id")),
                column("subject_id", Types.BIGINT, primaryKey(), references("subject.id")));

        BookMapping() {
            super(
                    Book.class,
                    METADATA.table(
                            "book",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("title", Types.varchar(30))),
                    new FieldAccess<>(Book::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.title, (each, value) -> each.title = (String) value)
                            .field(each -> each.subjects, (each, value) -> each.subjects = (Set<Subject>) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            basic("title", table().column("title"));
            Table books = table();
            relationship(
                    RelationshipDefinition.collection(
                            "subjects",
                            RelationshipKind.MANY_TO_MANY,
                            CollectionKind.SET,
                            () -> SUBJECT,
                            () -> RelationshipJoin.through(
                                    LINKS,
                                    List.of(new ColumnPair(books.column("id"), LINKS.column("book_id"))),
                                    List.of(new ColumnPair(
                                            LINKS.column("subject_id"),
                                            SUBJECT.table().column("id"))))),
                    DEFAULT.withCascades(Cascade.PERSIST));
        }
    }

    private static final class AccountMapping extends PlainMapper<Account> {
        AccountMapping() {
            super(
                    Account.class,
                    METADATA.table(
                            "account",
                            column("id", Types.UUID, primaryKey()),
                            column("balance", Types.INTEGER, notNull()),
                            column("version", Types.INTEGER, notNull()),
                            column("picture", Types.BINARY)),
                    new FieldAccess<>(Account::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (UUID) value)
                            .field(each -> each.balance, (each, value) -> each.balance = number(value))
                            .field(each -> each.version, (each, value) -> each.version = number(value))
                            .field(each -> each.picture, (each, value) -> each.picture = (byte[]) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.RANDOM_UUID);
            basic("balance", table().column("balance"));
            version("version", table().column("version"));
            basic("picture", table().column("picture"));
        }
    }

    private static int number(@Nullable Object value) {
        return value == null ? 0 : (int) value;
    }

    private static final class OrderMapping extends PlainMapper<Order> {
        OrderMapping() {
            super(
                    Order.class,
                    METADATA.table(
                            "orm_order",
                            column("number", Types.INTEGER, primaryKey()),
                            column("customer", Types.varchar(30))),
                    new FieldAccess<>(Order::new, null)
                            .field(each -> each.number, (each, value) -> each.number = (Integer) value)
                            .field(each -> each.customer, (each, value) -> each.customer = (String) value)
                            .field(each -> each.lines, (each, value) -> each.lines = (List<Line>) value));
            key("number", table().column("number"));
            basic("customer", table().column("customer"));
            relationship(
                    RelationshipDefinition.mappedBy(
                            "lines", RelationshipKind.ONE_TO_MANY, CollectionKind.LIST, () -> LINE, "order"),
                    ALL);
        }
    }

    private static final class LineMapping extends PlainMapper<Line> {
        LineMapping() {
            super(
                    Line.class,
                    METADATA.table(
                            "orm_line",
                            column("order_number", Types.INTEGER, primaryKey(), references("orm_order.number")),
                            column("place", Types.INTEGER, primaryKey()),
                            column("article", Types.varchar(30))),
                    new FieldAccess<>(Line::new, null)
                            .field(each -> each.orderNumber, (each, value) -> each.orderNumber = (Integer) value)
                            .field(each -> each.place, (each, value) -> each.place = (Integer) value)
                            .field(each -> each.article, (each, value) -> each.article = (String) value)
                            .field(each -> each.order, (each, value) -> each.order = (Order) value));
            key("orderNumber", table().column("order_number"));
            key("place", table().column("place"));
            basic("article", table().column("article"));
            relationship(toOne("order", () -> ORDER, table(), "order_number", "number"), DEFAULT, false, false);
        }
    }

    private static final class HenMapping extends PlainMapper<Hen> {
        HenMapping() {
            super(
                    Hen.class,
                    METADATA.table(
                            "hen",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("origin_id", Types.BIGINT, references("egg.id")),
                            column("favourite_id", Types.BIGINT, references("egg.id"))),
                    new FieldAccess<>(Hen::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.origin, (each, value) -> each.origin = (Egg) value)
                            .field(each -> each.favourite, (each, value) -> each.favourite = (Egg) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            relationship(toOne("origin", () -> EGG, table(), "origin_id", "id"), ALL);
            relationship(toOne("favourite", () -> EGG, table(), "favourite_id", "id"), ALL);
        }
    }

    private static final class EggMapping extends PlainMapper<Egg> {
        EggMapping() {
            super(
                    Egg.class,
                    METADATA.table(
                            "egg",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("layer_id", Types.BIGINT, notNull(), references("hen.id"))),
                    new FieldAccess<>(Egg::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.layer, (each, value) -> each.layer = (Hen) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            relationship(toOne("layer", () -> HEN, table(), "layer_id", "id"), ALL);
        }
    }

    private static final class TwinMapping extends PlainMapper<Twin> {
        TwinMapping() {
            super(
                    Twin.class,
                    METADATA.table(
                            "twin",
                            column("id", Types.BIGINT, identity(), primaryKey()),
                            column("other_id", Types.BIGINT, notNull(), references("twin.id"))),
                    new FieldAccess<>(Twin::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.other, (each, value) -> each.other = (Twin) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.IDENTITY);
            relationship(toOne("other", () -> TWIN, table(), "other_id", "id"), ALL);
        }
    }

    private static final class TicketMapping extends PlainMapper<Ticket> {
        TicketMapping() {
            super(
                    Ticket.class,
                    METADATA.table(
                            "ticket",
                            column("id", Types.BIGINT, primaryKey()),
                            column("price", Types.INTEGER),
                            column("doubled", Types.INTEGER, computed(Sql.literalColumn("price * 2", Types.INTEGER))),
                            column("text", Types.varchar(30))),
                    new FieldAccess<>(Ticket::new, null)
                            .field(each -> each.id, (each, value) -> each.id = (Long) value)
                            .field(each -> each.price, (each, value) -> each.price = (Integer) value)
                            .field(each -> each.doubled, (each, value) -> each.doubled = (Integer) value)
                            .field(each -> each.text, (each, value) -> each.text = (String) value));
            key("id", table().column("id"));
            keyGeneration(KeyGeneration.from(new Sequence("ticket_number", null)));
            basic("price", table().column("price"));
            basic("doubled", table().column("doubled"));
            basic("text", table().column("text"));
            for (LifecycleEvent event : LifecycleEvent.values()) {
                callback(event, ticket -> note(ticket, event));
            }
        }

        private static void note(Ticket ticket, LifecycleEvent event) {
            ticket.calls.add(event.name());
            if ("refuse".equals(ticket.text)) {
                throw new IllegalStateException("refused");
            }
            if (event == LifecycleEvent.PRE_PERSIST && ticket.text == null) {
                ticket.text = "called";
            }
        }
    }
}
