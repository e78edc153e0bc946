package io.cinnabar.tests.reliability;

import io.cinnabar.blocking.BlockingEngine;
import io.cinnabar.sql.Sql;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Scenario G07: a program that writes in a transaction and exits within it. */
final class ExitingProgram {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private ExitingProgram() {}

    /** Given the address of a database: commits a row, says so, writes another one, and exits when it is told to. */
    public static void main(String[] arguments) {
        BlockingEngine engine = BlockingEngine.create(arguments[0]);
        engine.begin(connection -> connection
                .execute(Sql.text("INSERT INTO reliability_ledger VALUES ('G07', 1)"))
                .rowsUpdated());
        say("committed");
        engine.begin(connection -> {
            connection
                    .execute(Sql.text("INSERT INTO reliability_ledger VALUES ('G07', 2)"))
                    .rowsUpdated();
            say("written");
            awaitLine();
            System.exit(0);
            return null;
        });
        say("committed again");
    }

    private static void say(String line) {
        OUT.println(line);
    }

    private static void awaitLine() {
        try {
            if (System.in.read() < 0) {
                throw new IllegalStateException("Nobody is there.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
