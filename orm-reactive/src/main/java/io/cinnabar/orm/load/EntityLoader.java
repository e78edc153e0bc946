package io.cinnabar.orm.load;

import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.orm.state.InstanceState;
import io.cinnabar.orm.state.LazyAccess;
import io.cinnabar.orm.state.PersistenceContext;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Select;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Loads entities and their relationships into the persistence context of a session. */
public final class EntityLoader {
    private final PersistenceContext objects;
    private final LazyAccess lazyAccess;
    private final LoadPlans plans;
    private final List<EntityCriteria> criteria;
    private final Function<Select<Row>, Flux<Row>> execution;

    /**
     * A loader.
     *
     * @param objects the objects of the session
     * @param lazyAccess is told of what is touched before it is loaded
     * @param plans plans the statements
     * @param criteria what must hold for the objects of classes, whatever is loaded
     * @param execution executes the statements
     */
    public EntityLoader(
            PersistenceContext objects,
            LazyAccess lazyAccess,
            LoadPlans plans,
            List<EntityCriteria> criteria,
            Function<Select<Row>, Flux<Row>> execution) {
        this.objects = objects;
        this.lazyAccess = lazyAccess;
        this.plans = plans;
        this.criteria = criteria;
        this.execution = execution;
    }

    /** The rows of a select over entities, when all that its options ask for is loaded. */
    public <R> Mono<List<R>> load(Select<R> select) {
        return load(select, false);
    }

    /**
     * The rows of a select over entities; objects that are loaded already take the values of their rows, whatever the
     * criteria say.
     */
    public <R> Mono<List<R>> refresh(Select<R> select) {
        return load(select, true);
    }

    private <R> Mono<List<R>> load(Select<R> select, boolean isRefreshing) {
        return Mono.defer(() -> {
            Select<R> narrowed = isRefreshing ? select : narrowed(select);
            LoadPlan<R> plan = plans.plan(narrowed);
            var context = new LoadContext(objects, lazyAccess, isRefreshing, LoadPlan.criteria(narrowed));
            return made(plan, execution.apply(plan.statement()), context);
        });
    }

    private <R> Select<R> narrowed(Select<R> select) {
        return criteria.isEmpty() ? select : select.options(criteria.toArray(EntityCriteria[]::new));
    }

    /**
     * The rows of a select over entities, read in portions, each of which is made into objects that nobody keeps: the
     * persistence context does not know them. Signals an error where collections are joined, whose rows portions would
     * cut apart, and where statements of their own would have to come between the portions and cannot.
     *
     * @param isInterleaved whether other statements can be executed between the portions
     * @param cursor reads the rows of the statement in bounded memory
     */
    public <R> Flux<R> stream(
            Select<R> select, int portion, boolean isInterleaved, Function<Select<Row>, Flux<Row>> cursor) {
        return Flux.defer(() -> {
            Select<R> narrowed = narrowed(select);
            LoadPlan<R> plan = plans.plan(narrowed);
            checkStreamed(plan, isInterleaved);
            return cursor.apply(plan.statement())
                    .buffer(portion)
                    .concatMap(
                            rows -> detached(plan, rows, LoadPlan.criteria(narrowed))
                                    .flatMapIterable(made -> made),
                            0);
        });
    }

    private static void checkStreamed(LoadPlan<?> plan, boolean isInterleaved) {
        if (plan.joinsCollection()) {
            throw new InvalidRequestException(
                    ErrorCode.LOAD_OPTION_INVALID,
                    "A stream cannot load a collection by a join, as the rows of one owner may come in two portions."
                            + " Use selectInLoad(…) with the option SERVER_CURSOR, or execute(…).");
        }
        if (!isInterleaved && !plan.later().isEmpty()) {
            throw new InvalidRequestException(
                    ErrorCode.LOAD_OPTION_INVALID,
                    "A stream cannot load '"
                            + plan.later().get(0).relationship().attribute().path()
                            + "' by a statement of its own, as its rows are on the wire. Use joinedLoad(…) for a"
                            + " reference, raiseLoad(…) for what the mapping loads always, the option SERVER_CURSOR"
                            + " where the database has cursors, or execute(…).");
        }
    }

    private <R> Mono<List<R>> detached(LoadPlan<R> plan, List<Row> rows, List<EntityCriteria> all) {
        var others = new PersistenceContext(objects.mappings());
        var context = new LoadContext(others, lazyAccess, false, all);
        return new EntityLoader(others, lazyAccess, plans, criteria, execution)
                .made(plan, Flux.fromIterable(rows), context);
    }

    private <R> Mono<List<R>> made(LoadPlan<R> plan, Flux<Row> rows, LoadContext context) {
        return load(plan, rows, context).doOnSuccess(made -> context.callBack());
    }

    private <R> Mono<List<R>> load(LoadPlan<R> plan, Flux<Row> from, LoadContext context) {
        var states = new LoadedStates();
        return from.<R>handle((row, sink) -> {
                    @Nullable R made = plan.read(row, context, states);
                    if (made != null) {
                        sink.next(made);
                    }
                })
                .collectList()
                .flatMap(rows -> {
                    context.related().apply();
                    List<R> unique = plan.isUnique() ? unique(rows) : rows;
                    List<LoadedStates.Pending> pending = states.pending();
                    return pending.isEmpty()
                            ? Mono.just(unique)
                            : later(pending, context).thenReturn(unique);
                });
    }

    private static <R> List<R> unique(List<R> rows) {
        Set<R> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var unique = new ArrayList<R>();
        for (R row : rows) {
            if (seen.add(row)) {
                unique.add(row);
            }
        }
        return unique;
    }

    private Mono<Void> later(List<LoadedStates.Pending> pending, LoadContext context) {
        return Flux.fromIterable(pending)
                .concatMap(each -> related(each.load(), each.owners(), context))
                .then();
    }

    /** Loads relationships of objects of a session, whether they are loaded already or not. */
    public Mono<Void> fetch(Collection<? extends InstanceState<?>> owners, List<RelationshipLoad<?>> loads) {
        return Mono.defer(() -> {
            var context = new LoadContext(objects, lazyAccess, false, criteria);
            return Flux.fromIterable(loads)
                    .concatMap(load -> related(load, List.copyOf(owners), context))
                    .then()
                    .doOnSuccess(done -> context.callBack());
        });
    }

    private <T> Mono<Void> related(
            RelationshipLoad<T> load, List<? extends InstanceState<?>> all, LoadContext context) {
        boolean goesOn = load.isRecursive() || load.first() != load;
        List<? extends InstanceState<?>> owners = goesOn ? context.unvisited(load, all) : all;
        var loader = new SelectInLoader<T>(load, context);
        List<SelectInLoader.Portion> portions = loader.portions(owners);
        List<InstanceState<?>> known = load.nestedRelationships().isEmpty() ? List.of() : loader.known(owners);
        return Flux.fromIterable(portions)
                .concatMap(portion -> portion(loader, portion, context))
                .then(known.isEmpty() ? Mono.empty() : nested(load, known, context));
    }

    private <T> Mono<Void> portion(SelectInLoader<T> loader, SelectInLoader.Portion portion, LoadContext context) {
        LoadPlan<T> plan = plans.plan(loader.select(portion));
        var states = new LoadedStates();
        SelectInLoader.OwnedRows rows = loader.withOwnerKeys(plan.statement());
        return execution
                .apply(rows.statement())
                .doOnNext(row -> {
                    @Nullable T object = plan.read(row, context, states);
                    if (object != null) {
                        loader.assign(portion, object, row, rows.ownerKey());
                    }
                })
                .then(Mono.defer(() -> {
                    loader.finish(portion);
                    context.related().apply();
                    return later(states.pending(), context);
                }));
    }

    /** The relationships of objects that were there before, which no statement of this load brings along. */
    private Mono<Void> nested(RelationshipLoad<?> load, List<InstanceState<?>> known, LoadContext context) {
        return Flux.fromIterable(load.nestedRelationships())
                .filter(next -> next.strategy() != LoaderStrategy.RAISE)
                .concatMap(next -> related(next, known, context))
                .then();
    }
}
