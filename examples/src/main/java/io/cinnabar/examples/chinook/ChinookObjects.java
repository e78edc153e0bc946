package io.cinnabar.examples.chinook;

import static io.cinnabar.orm.Loading.containsEager;
import static io.cinnabar.orm.Loading.joinedLoad;
import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Functions.sum;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.core.Engine;
import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.core.event.StatementOutcome;
import io.cinnabar.examples.chinook.model.Album;
import io.cinnabar.examples.chinook.model.Album_;
import io.cinnabar.examples.chinook.model.Artist;
import io.cinnabar.examples.chinook.model.Artist_;
import io.cinnabar.examples.chinook.model.Customer;
import io.cinnabar.examples.chinook.model.Customer_;
import io.cinnabar.examples.chinook.model.Employee;
import io.cinnabar.examples.chinook.model.Employee_;
import io.cinnabar.examples.chinook.model.Invoice;
import io.cinnabar.examples.chinook.model.InvoiceLine;
import io.cinnabar.examples.chinook.model.InvoiceLine_;
import io.cinnabar.examples.chinook.model.Invoice_;
import io.cinnabar.examples.chinook.model.Playlist;
import io.cinnabar.examples.chinook.model.Playlist_;
import io.cinnabar.examples.chinook.model.Track;
import io.cinnabar.examples.chinook.model.Track_;
import io.cinnabar.mapping.Mappings;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The same store as objects: what belongs together is loaded by as few statements as it takes, and said so. The
 * shopkeeper's afternoon at the end is in {@link ChinookAfternoon}.
 */
final class ChinookObjects {
    private final Mappings mappings = Mappings.of(
            Artist.class,
            Album.class,
            Track.class,
            Playlist.class,
            Employee.class,
            Customer.class,
            Invoice.class,
            InvoiceLine.class);
    private final Consumer<String> output;

    ChinookObjects(Consumer<String> output) {
        this.output = output;
    }

    /** Answers questions with objects, then changes some and takes that back. */
    Mono<Void> run(Engine engine) {
        SessionFactory sessions = SessionFactory.create(engine, mappings);
        return answer(sessions, "Who works for whom?", this::staff)
                .then(answer(
                        sessions, "Which albums are by the first three artists, with how many tracks?", this::artists))
                .then(answer(sessions, "Which invoices are the largest, and what is on them?", this::invoices))
                .then(answer(sessions, "Whom does Park look after?", this::customers))
                .then(answer(sessions, "Which artists earn most, as objects?", this::earnings))
                .then(answer(sessions, "What is on the playlist for Grunge?", this::playlist))
                .then(new ChinookAfternoon(output).run(sessions));
    }

    /** Answers a question in a session of its own, and says how many statements it took. */
    private Mono<Void> answer(SessionFactory sessions, String question, Function<Session, Flux<String>> answer) {
        return Mono.defer(() -> {
            var statements = new AtomicInteger();
            Disposable counting = sessions.engine().listen(new EngineListener() {
                @Override
                public Mono<Void> afterExecute(StatementEvent event, StatementOutcome outcome) {
                    return Mono.fromRunnable(statements::incrementAndGet);
                }
            });
            output.accept("");
            output.accept(question);
            return sessions.withSession(session -> answer.apply(session)
                            .doOnNext(line -> output.accept("  " + line))
                            .then())
                    .doOnSuccess(done -> output.accept(
                            "  (" + statements + (statements.get() == 1 ? " statement)" : " statements)")))
                    .doFinally(end -> counting.dispose());
        });
    }

    /** Three levels of a table that refers to itself: a statement for each level, however many people are on it. */
    private Flux<String> staff(Session session) {
        return session.execute(select(Employee.class)
                        .where(Employee_.manager.isNull())
                        .options(selectInLoad(Employee_.reports).with(selectInLoad(Employee_.reports))))
                .all()
                .flatMapIterable(manager -> manager.getReports())
                .concatMap(head -> Flux.just(head.getLastName() + ", " + head.getTitle())
                        .concatWith(Flux.fromIterable(head.getReports())
                                .map(report -> "  " + report.getLastName() + ", " + report.getTitle())));
    }

    /** A collection of collections: nested load options. */
    private Flux<String> artists(Session session) {
        return session.execute(select(Artist.class)
                        .where(Artist_.id.le(3))
                        .orderBy(Artist_.id)
                        .options(selectInLoad(Artist_.albums).with(selectInLoad(Album_.tracks))))
                .all()
                .concatMap(artist -> Flux.fromIterable(artist.getAlbums())
                        .map(album -> artist.getName() + ": " + album.getTitle() + " ("
                                + album.getTracks().size() + ")"));
    }

    /** A limit with a joined collection: it counts invoices, not the rows of the join. */
    private Flux<String> invoices(Session session) {
        return session.execute(select(Invoice.class)
                        .orderBy(Invoice_.total.desc(), Invoice_.id.asc())
                        .limit(3)
                        .options(joinedLoad(Invoice_.customer), joinedLoad(Invoice_.lines)))
                .all()
                .map(invoice -> invoice.getTotal() + " in " + invoice.getLines().size() + " lines for "
                        + invoice.getCustomer().getName() + " in "
                        + invoice.getBilling().city());
    }

    /** The join that the condition needs loads the employee as well. */
    private Flux<String> customers(Session session) {
        return session.execute(select(Customer.class)
                        .join(Customer_.supportRep)
                        .where(Employee_.lastName.eq("Park"))
                        .orderBy(Customer_.id)
                        .limit(4)
                        .options(containsEager(Customer_.supportRep)))
                .all()
                .map(customer -> customer.getSupportRep().getLastName() + " looks after " + customer.getName() + ", "
                        + customer.getAddress().country());
    }

    /** An object and a number in each row. */
    private Flux<String> earnings(Session session) {
        var revenue = sum(InvoiceLine_.unitPrice.times(InvoiceLine_.quantity));
        return session.execute(select(Artist_.ENTITY, revenue)
                        .from(InvoiceLine_.ENTITY.table())
                        .join(InvoiceLine_.track)
                        .join(Track_.album)
                        .join(Album_.artist)
                        .groupBy(Artist_.id, Artist_.name)
                        .orderBy(revenue.desc(), Artist_.id.asc())
                        .limit(3))
                .all()
                .map(row -> row.v1().getName() + " earned " + row.v2());
    }

    /** Many to many, and on from there by joins. */
    private Flux<String> playlist(Session session) {
        return session.execute(select(Playlist.class)
                        .where(Playlist_.name.eq("Grunge"))
                        .options(selectInLoad(Playlist_.tracks)
                                .with(joinedLoad(Track_.album).with(joinedLoad(Album_.artist)))))
                .one()
                .flatMapIterable(playlist -> playlist.getTracks().stream()
                        .map(track -> track.getAlbum().getArtist().getName() + ": " + track.getName())
                        .sorted()
                        .limit(4)
                        .toList());
    }
}
