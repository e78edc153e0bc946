package io.cinnabar.core.internal;

import io.cinnabar.compile.BatchForm;
import io.cinnabar.core.transaction.TransactionOptions;
import io.cinnabar.error.DatabaseException;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Returning;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.RowHeader;
import io.cinnabar.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Executes one statement for many rows of parameters with as few statements as the database allows: arrays of values
 * where it takes them, lists of rows else, and the driver's batch for what takes neither.
 */
public final class BatchExecution {
    private static final int ARRAY_PAGE = 10_000;
    private static final int ROW_PAGE = 512;

    private final Conversation conversation;
    private final TransactionOptions transaction;

    /**
     * The rows that one statement takes.
     *
     * @param rows the rows
     * @param start how many rows come before them
     * @param all the number of all rows of the batch
     */
    private record Page(List<Parameters> rows, int start, int all) {
        /** An error says at which of all the rows it came. */
        <T> Flux<T> placed(Flux<T> execution) {
            return execution.doOnError(DatabaseException.class, failure -> FailureDetails.place(failure, all, start));
        }
    }

    /** An execution over a conversation, with the way that a transaction of its own is begun. */
    public BatchExecution(Conversation conversation, TransactionOptions transaction) {
        this.conversation = conversation;
        this.transaction = transaction;
    }

    /** Whether the rows take more than one statement, which must then share a transaction. */
    private boolean takesSeveral(Statement statement, List<Parameters> rows, ExecutionOptions options) {
        if (rows.isEmpty()) {
            return false;
        }
        if (statement instanceof Returning<?> returning) {
            ReturningBatch<?> batch = batch(returning, rows);
            return returningPages(batch, rows, options).size() > 1;
        }
        DmlStatement template = BatchTemplate.of((DmlStatement) statement, rows);
        BatchForm form = form(template);
        return form == BatchForm.REPEATED
                || pages(template, form, rows, options).size() > 1;
    }

    private <R> ReturningBatch<R> batch(Returning<R> statement, List<Parameters> rows) {
        return ReturningBatch.of(
                statement, rows, conversation.runtime().dialect().compiler());
    }

    private BatchForm form(Statement template) {
        return conversation.runtime().dialect().compiler().batchForm(template);
    }

    /** The number of rows that were changed. */
    public Mono<Long> update(DmlStatement statement, List<Parameters> rows, ExecutionOptions options) {
        if (rows.isEmpty()) {
            return Mono.just(0L);
        }
        return conversation
                .atomically("executeMany", transaction, () -> takesSeveral(statement, rows, options), () -> {
                    DmlStatement template = BatchTemplate.of(statement, rows);
                    BatchForm form = form(template);
                    return Flux.fromIterable(pages(template, form, rows, options))
                            .concatMap(page -> page.placed(update(template, form, page.rows(), options)));
                })
                .reduce(0L, Long::sum);
    }

    private Flux<Long> update(DmlStatement template, BatchForm form, List<Parameters> page, ExecutionOptions options) {
        PlanCache plans = conversation.runtime().plans();
        StatementExecution execution = conversation.execution();
        if (form == BatchForm.REPEATED) {
            return execution.repeated(template, plans.prepare(template, options), page, options);
        }
        Prepared prepared = plans.prepareBatch(template, form == BatchForm.ARRAYS ? 1 : page.size());
        return execution.update(template, prepared, page, options);
    }

    /** The rows that an insert of many rows returns, in the order of the parameters. */
    public <R> Flux<R> rows(Returning<R> statement, List<Parameters> rows, ExecutionOptions options) {
        if (rows.isEmpty()) {
            return Flux.empty();
        }
        return conversation.atomically("executeMany", transaction, () -> takesSeveral(statement, rows, options), () -> {
            ReturningBatch<R> batch = batch(statement, rows);
            RowHeader header = batch.header();
            return Flux.fromIterable(returningPages(batch, rows, options))
                    .concatMap(page -> page.placed(rows(batch, batch.complete(page.rows()), options)))
                    .map(row -> batch.row(row, header));
        });
    }

    private List<Page> returningPages(ReturningBatch<?> batch, List<Parameters> rows, ExecutionOptions options) {
        return batch.form() == BatchForm.REPEATED
                ? pages(rows, BatchForm.REPEATED, 1)
                : pages(batch.template(), batch.form(), rows, options);
    }

    private Flux<Row> rows(ReturningBatch<?> batch, List<Parameters> page, ExecutionOptions options) {
        PlanCache plans = conversation.runtime().plans();
        Prepared prepared = batch.form() == BatchForm.REPEATED
                ? plans.prepare(batch.wide(), options)
                : plans.prepareBatch(batch.wide(), batch.form() == BatchForm.ARRAYS ? 1 : page.size());
        Flux<Row> rows = conversation.execution().rows(batch.wide(), prepared, page, options);
        RowOrder order = batch.order();
        return order == null || page.size() == 1
                ? rows
                : rows.collectList().flatMapIterable(all -> order.sort(all, page));
    }

    /**
     * The rows in portions that fit one statement each; lists of rows come in powers of two, so that few SQL texts
     * arise.
     */
    private List<Page> pages(DmlStatement template, BatchForm form, List<Parameters> rows, ExecutionOptions options) {
        int wanted = options.get(ExecutionOptions.PAGE_SIZE, form == BatchForm.ARRAYS ? ARRAY_PAGE : ROW_PAGE);
        int page =
                form == BatchForm.ROWS ? Integer.highestOneBit(Math.min(wanted, rowsPerStatement(template))) : wanted;
        return pages(rows, form, page);
    }

    private static List<Page> pages(List<Parameters> rows, BatchForm form, int page) {
        var pages = new ArrayList<Page>();
        int start = 0;
        while (start < rows.size()) {
            int left = rows.size() - start;
            int size = form == BatchForm.ROWS ? Math.min(page, Integer.highestOneBit(left)) : Math.min(page, left);
            pages.add(new Page(rows.subList(start, start + size), start, rows.size()));
            start += size;
        }
        return pages;
    }

    private int rowsPerStatement(DmlStatement template) {
        int binds = template.table().columns().size(); // more than a row can bind
        return Math.max(1, conversation.runtime().dialect().maxBinds() / Math.max(1, binds));
    }
}
