package io.cinnabar.examples.chinook;

import static io.cinnabar.orm.Loading.selectInLoad;
import static io.cinnabar.sql.Functions.max;
import static io.cinnabar.sql.Sql.select;

import io.cinnabar.core.event.EngineListener;
import io.cinnabar.core.event.StatementEvent;
import io.cinnabar.core.event.StatementOutcome;
import io.cinnabar.examples.chinook.model.Customer;
import io.cinnabar.examples.chinook.model.Employee;
import io.cinnabar.examples.chinook.model.Employee_;
import io.cinnabar.examples.chinook.model.Invoice;
import io.cinnabar.examples.chinook.model.InvoiceLine_;
import io.cinnabar.examples.chinook.model.Invoice_;
import io.cinnabar.examples.chinook.model.Playlist;
import io.cinnabar.examples.chinook.model.Playlist_;
import io.cinnabar.examples.chinook.model.Track;
import io.cinnabar.orm.Session;
import io.cinnabar.orm.SessionFactory;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * A unit of work: objects are changed as objects, and one flush writes what came of it. It prints what the flush is
 * going to do and the SQL that it sends, and rolls back, so that the store stays as it was.
 */
final class ChinookAfternoon {
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 2, 15, 0);

    private final Consumer<String> output;

    ChinookAfternoon(Consumer<String> output) {
        this.output = output;
    }

    Mono<Void> run(SessionFactory sessions) {
        return sessions.withSession(session -> session.begin()
                .then(work(session))
                .then(session.explainFlush())
                .doOnNext(plan -> {
                    output.accept("");
                    output.accept("An afternoon in the shop: what its flush is going to do");
                    plan.lines().forEach(line -> output.accept("  " + line));
                    output.accept("");
                    output.accept("and the statements that did it, in the SQL of this database");
                })
                .then(printingStatements(sessions, session.flush()))
                .then(session.rollback())
                .doOnSuccess(done -> output.accept("It was rolled back, so that the store is as it was.")));
    }

    /** What happens: a sale, a new address for mail, a line taken back, a promotion, a playlist. No SQL, no flush. */
    private static Mono<Void> work(Session session) {
        Mono<Integer> lastInvoice = session.scalar(select(max(Invoice_.id)));
        Mono<Integer> lastLine = session.scalar(select(max(InvoiceLine_.id)));
        Mono<Integer> lastPlaylist = session.scalar(select(max(Playlist_.id)));
        Mono<List<Track>> tracks = session.getAll(Track.class, List.of(1, 2, 3)).collectList();
        Mono<Invoice> formerInvoice =
                session.get(Invoice.class, 404).flatMap(invoice -> session.fetch(invoice, Invoice_.lines));
        Mono<List<Employee>> agents = session.execute(select(Employee.class)
                        .where(Employee_.title.eq("Sales Support Agent"))
                        .orderBy(Employee_.id)
                        .options(selectInLoad(Employee_.reports)))
                .all()
                .collectList();
        return Mono.zip(
                        session.get(Customer.class, 2),
                        tracks,
                        formerInvoice,
                        agents,
                        lastInvoice,
                        lastLine,
                        lastPlaylist)
                .doOnNext(found -> {
                    Customer customer = found.getT1();
                    var invoice = new Invoice(found.getT5() + 1, customer, NOW);
                    for (Track track : found.getT2()) {
                        invoice.add(found.getT6() + 1 + invoice.getLines().size(), track);
                    }
                    session.add(invoice);
                    customer.setEmail("leonie@example.org");

                    found.getT3().removeLast();

                    found.getT4().get(0).setTitle("Senior Sales Support Agent");

                    var playlist = new Playlist(found.getT7() + 1, "Afternoon");
                    playlist.getTracks().addAll(found.getT2());
                    session.add(playlist);
                })
                .then();
    }

    private Mono<Void> printingStatements(SessionFactory sessions, Mono<Void> work) {
        return Mono.defer(() -> {
            Disposable printing = sessions.engine().listen(new EngineListener() {
                @Override
                public Mono<Void> afterExecute(StatementEvent event, StatementOutcome outcome) {
                    return Mono.fromRunnable(() -> output.accept("  SQL: " + event.sql()));
                }
            });
            return work.doFinally(end -> printing.dispose());
        });
    }
}
