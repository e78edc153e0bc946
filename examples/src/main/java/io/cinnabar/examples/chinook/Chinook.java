package io.cinnabar.examples.chinook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cinnabar.core.Engine;
import io.cinnabar.error.CinnabarException;
import io.cinnabar.error.ConnectionFailedException;
import io.cinnabar.error.InvalidRequestException;
import java.io.PrintStream;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Loads a music store into a database and answers questions about it: into H2 in the memory of this JVM, or into the
 * database whose URL is given. What is in that database stays; tables are added, and none is dropped.
 */
public final class Chinook {
    private static final String IN_MEMORY = "r2dbc:h2:mem:///chinook";

    private final ChinookSchema schema = new ChinookSchema();
    private final ChinookLoader loader;
    private final ChinookQuestions questions;
    private final ChinookObjects objects;
    private final Consumer<String> output;

    /** The program, which says what it has to say line by line. */
    Chinook(Consumer<String> output) {
        this.output = output;
        this.loader = new ChinookLoader(schema, output);
        this.questions = new ChinookQuestions(schema);
        this.objects = new ChinookObjects(output);
    }

    public static void main(String[] arguments) {
        // Names of people and songs need more letters than many a console's default has.
        var console = new PrintStream(System.out, true, UTF_8);
        int status = run(console::println, arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Runs the program to its end and returns the exit status. */
    static int run(Consumer<String> output, String... arguments) {
        if (arguments.length > 1) {
            output.accept("Give one R2DBC URL, or nothing for H2 in memory.");
            return 2;
        }
        String url = arguments.length == 1 ? arguments[0] : IN_MEMORY;
        try {
            // The only place that waits: everything before it merely says what is to happen.
            new Chinook(output).run(url).block();
            return 0;
        } catch (CinnabarException failure) {
            output.accept(failure.getMessage());
            output.accept(remedy(failure));
            return 1;
        }
    }

    private static String remedy(CinnabarException failure) {
        return failure instanceof InvalidRequestException || failure instanceof ConnectionFailedException
                ? "The URL of a database reads like r2dbc:postgresql://user:password@host:5432/database, or"
                        + " r2dbc:h2:mem:///name."
                : "Give the URL of an empty database, or of one that this program has filled before.";
    }

    /** Loads the store into the database of a URL, answers the questions and closes the engine again. */
    Mono<Void> run(String url) {
        return Mono.usingWhen(Mono.fromSupplier(() -> Engine.create(url)), this::run, Engine::close);
    }

    /** Loads the store and answers the questions. */
    Mono<Void> run(Engine engine) {
        return Mono.fromRunnable(() -> output.accept(engine.toString()))
                .then(loader.load(engine))
                .thenMany(answers(engine))
                .then(Mono.defer(() -> objects.run(engine)));
    }

    private Flux<AnswerTable> answers(Engine engine) {
        return engine.connectMany(connection -> Flux.fromIterable(questions.all())
                .concatMap(question -> question.ask(connection).doOnNext(answer -> print(question, answer))));
    }

    private void print(Question question, AnswerTable answer) {
        output.accept("");
        output.accept(question.title());
        answer.lines().forEach(line -> output.accept("  " + line));
    }
}
