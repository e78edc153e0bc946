package io.cinnabar.core.internal;

import io.cinnabar.dialect.Capability;
import io.cinnabar.error.CompilationException;
import io.cinnabar.error.ErrorCode;
import io.cinnabar.error.InvalidRequestException;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Returning;
import io.cinnabar.sql.RowStatement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A cursor on the server, from which rows are fetched a portion at a time. Each portion is an operation of its own, so
 * that others on the connection have their turns between them.
 *
 * @param <R> the class of a row
 */
final class ServerCursor<R> {
    private static final Logger LOG = LoggerFactory.getLogger("io.cinnabar.sql");

    private final Conversation conversation;
    private final RowStatement<R> statement;
    private final ExecutionOptions options;
    private final Prepared prepared;
    private final String name;
    private final int portion;
    private volatile boolean isAtEnd;

    private ServerCursor(
            Conversation conversation,
            RowStatement<R> statement,
            ExecutionOptions options,
            Prepared prepared,
            String name) {
        this.conversation = conversation;
        this.statement = statement;
        this.options = options;
        this.prepared = prepared;
        this.name = name;
        this.portion = options.get(ExecutionOptions.FETCH_SIZE, Conversation.DEFAULT_PORTION);
    }

    /** The rows of a statement by way of a cursor, which is open from the subscription to the last row. */
    static <R> Flux<R> rows(
            Conversation conversation, RowStatement<R> statement, Parameters parameters, ExecutionOptions options) {
        return Flux.usingWhen(
                open(conversation, statement, parameters, options),
                ServerCursor::fetched,
                ServerCursor::close,
                (cursor, failure) -> cursor.closeIfPossible(),
                ServerCursor::closeIfPossible);
    }

    private static <R> Mono<ServerCursor<R>> open(
            Conversation conversation, RowStatement<R> statement, Parameters parameters, ExecutionOptions options) {
        return Mono.defer(() -> {
            check(conversation, statement);
            StatementExecution execution = conversation.execution();
            Prepared prepared = execution.prepare(statement, parameters, options);
            String name = conversation.takeCursorName();
            return conversation
                    .inTransaction(
                            "A cursor on the server",
                            () -> execution.declare(name, statement, prepared, parameters, options))
                    .doOnError(failure -> conversation.freeCursorName(name))
                    .thenReturn(new ServerCursor<>(conversation, statement, options, prepared, name));
        });
    }

    private static void check(Conversation conversation, RowStatement<?> statement) {
        if (!conversation.runtime().dialect().supports(Capability.SERVER_CURSORS)) {
            throw new CompilationException(
                    ErrorCode.UNSUPPORTED,
                    "The database has no cursors on the server between whose portions other statements can be"
                            + " executed. Execute the statement without the option SERVER_CURSOR, and what comes"
                            + " between its rows on a second connection.");
        }
        if (statement instanceof Returning) {
            throw new InvalidRequestException(
                    ErrorCode.STATEMENT_MISUSED,
                    "A cursor on the server reads the rows of a query; a statement with RETURNING cannot have one."
                            + " Execute it without the option SERVER_CURSOR.");
        }
    }

    private Flux<R> fetched() {
        return Flux.<Integer>generate(sink -> {
                    if (isAtEnd) {
                        sink.complete();
                    } else {
                        sink.next(portion);
                    }
                })
                .concatMap(ignored -> fetch(), 0)
                .flatMapIterable(rows -> rows, 1);
    }

    private Mono<List<R>> fetch() {
        return conversation
                .fetched(statement, prepared, "FETCH FORWARD " + portion + " FROM " + name, options)
                .collectList()
                .doOnNext(rows -> isAtEnd = rows.size() < portion);
    }

    private Mono<Void> close() {
        return conversation.closeCursor(name);
    }

    /** A transaction that has failed or ended has closed the cursor already, or is about to. */
    private Mono<Void> closeIfPossible() {
        return close().onErrorResume(failure -> {
            LOG.debug("A cursor is left to the end of its transaction", failure);
            return Mono.empty();
        });
    }
}
