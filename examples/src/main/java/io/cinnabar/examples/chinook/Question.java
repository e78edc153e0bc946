package io.cinnabar.examples.chinook;

import io.cinnabar.core.Connection;
import io.cinnabar.sql.Parameters;
import io.cinnabar.sql.Row;
import io.cinnabar.sql.Select;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A question and how it is answered.
 *
 * @param title the question
 * @param answer asks the database
 */
record Question(String title, Function<Connection, Mono<AnswerTable>> answer) {

    /** A question that the rows of a statement answer as they are. */
    static Question of(String title, Select<? extends Row> statement) {
        return of(title, statement, Parameters.NONE);
    }

    /** A question that the rows of a statement with named parameters answer. */
    static Question of(String title, Select<? extends Row> statement, Parameters parameters) {
        return new Question(
                title,
                connection -> connection
                        .execute(statement, parameters)
                        .all()
                        .collectList()
                        .map(AnswerTable::ofRows));
    }

    /** A question that is answered by records of the program's own. */
    static <T extends Record> Question ofRecords(String title, Class<T> type, Function<Connection, Flux<T>> records) {
        return new Question(
                title,
                connection -> records.apply(connection).collectList().map(all -> AnswerTable.ofRecords(type, all)));
    }

    Mono<AnswerTable> ask(Connection connection) {
        return answer.apply(connection);
    }
}
