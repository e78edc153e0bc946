package io.cinnabar.core.internal;

import io.cinnabar.compile.BatchForm;
import io.cinnabar.sql.DmlStatement;
import io.cinnabar.sql.ExecutionOptions;
import io.cinnabar.sql.Expression;
import io.cinnabar.sql.Insert;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Returning;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.RowHeader;
import io.cinnabar.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** An execution over a conversation. */
    public BatchExecution(Conversation conversation) {
        this.conversation = conversation;
    }

    /** Whether the rows take more than one statement, which must then share a transaction. */
    public boolean takesSeveral(Statement statement, List<Parameters> rows, ExecutionOptions options) {
        if (rows.isEmpty()) {
            return false;
        }
        DmlStatement template = BatchTemplate.of(changeOf(statement), rows);
        return pages(template, form(template), rows, options).size() > 1 || form(template) == BatchForm.REPEATED;
    }

    private static DmlStatement changeOf(Statement statement) {
        return statement instanceof Returning<?> returning ? returning.statement() : (DmlStatement) statement;
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
                .several("executeMany", () -> {
                    DmlStatement template = BatchTemplate.of(statement, rows);
                    BatchForm form = form(template);
                    return Flux.fromIterable(pages(template, form, rows, options))
                            .concatMap(page -> update(template, form, page, options));
                })
                .reduce(0L, Long::sum);
    }

    private Flux<Long> update(DmlStatement template, BatchForm form, List<Parameters> page, ExecutionOptions options) {
        return form == BatchForm.REPEATED
                ? conversation.repeated(conversation.runtime().plans().prepare(template, options), page, options)
                : conversation.update(
                        conversation
                                .runtime()
                                .plans()
                                .prepareBatch(template, form == BatchForm.ARRAYS ? 1 : page.size()),
                        page,
                        options);
    }

    /** The rows that an insert of many rows returns, in the order of the parameters. */
    public <R> Flux<R> rows(Returning<R> statement, List<Parameters> rows, ExecutionOptions options) {
        if (rows.isEmpty()) {
            return Flux.empty();
        }
        return conversation.several("executeMany", () -> {
            DmlStatement template = BatchTemplate.of(statement.statement(), rows);
            Returning<R> complete = statement.over(template);
            RowOrder order = template instanceof Insert insert ? RowOrder.of(insert, complete.selected()) : null;
            Returning<Row> wide = template.returning(widened(complete.selected(), order));
            BatchForm form = form(wide);
            var header = new RowHeader(
                    complete.selected().stream()
                            .<String>map(each -> String.valueOf(each.node().name()))
                            .toList(),
                    complete.selected());
            List<List<Parameters>> pages = order == null || form == BatchForm.REPEATED
                    ? rows.stream().map(List::of).toList()
                    : pages(template, form, rows, options);
            return Flux.fromIterable(pages)
                    .concatMap(page -> rows(wide, order, form, page, options))
                    .map(row -> complete.row(narrowed(row, complete.selected().size()), header));
        });
    }

    private Flux<Row> rows(
            Returning<Row> wide,
            @Nullable RowOrder order,
            BatchForm form,
            List<Parameters> page,
            ExecutionOptions options) {
        PlanCache plans = conversation.runtime().plans();
        Prepared prepared = form == BatchForm.REPEATED
                ? plans.prepare(wide, options)
                : plans.prepareBatch(wide, form == BatchForm.ARRAYS ? 1 : page.size());
        Flux<Row> rows = conversation.rows(wide, prepared, page, options);
        return order == null || page.size() == 1
                ? rows
                : rows.collectList().flatMapIterable(all -> order.sort(all, page));
    }

    private static List<Expression<?>> widened(List<Expression<?>> selected, @Nullable RowOrder order) {
        var wide = new ArrayList<>(selected);
        if (order != null) {
            wide.addAll(order.sentinels());
        }
        return wide;
    }

    private static @Nullable Object[] narrowed(Row row, int width) {
        return row.values().subList(0, width).toArray();
    }

    /**
     * The rows in portions that fit one statement each; lists of rows come in powers of two, so that few SQL texts
     * arise.
     */
    private List<List<Parameters>> pages(
            DmlStatement template, BatchForm form, List<Parameters> rows, ExecutionOptions options) {
        int wanted = options.get(ExecutionOptions.PAGE_SIZE, form == BatchForm.ARRAYS ? ARRAY_PAGE : ROW_PAGE);
        int page =
                form == BatchForm.ROWS ? Integer.highestOneBit(Math.min(wanted, rowsPerStatement(template))) : wanted;
        var pages = new ArrayList<List<Parameters>>();
        int start = 0;
        while (start < rows.size()) {
            int left = rows.size() - start;
            int size = form == BatchForm.ROWS ? Math.min(page, Integer.highestOneBit(left)) : Math.min(page, left);
            pages.add(rows.subList(start, start + size));
            start += size;
        }
        return pages;
    }

    private int rowsPerStatement(DmlStatement template) {
        int binds = template.table().columns().size(); // more than a row can bind
        return Math.max(1, conversation.runtime().dialect().maxBinds() / Math.max(1, binds));
    }
}
