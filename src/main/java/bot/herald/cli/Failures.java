package bot.herald.cli;

import static java.util.stream.Collectors.joining;

import bot.herald.cli.ConfigChoice.NoConfiguration;
import bot.herald.config.ConfigException;
import bot.herald.lifecycle.StartupException;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.storage.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints a failure to stderr, and turns it into an exit code. */
final class Failures {
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    /** A longer chain of causes is a cycle. */
    private static final int DEPTH = 20;

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final PrintWriter err;

    Failures(PrintWriter err) {
        this.err = err;
    }

    int report(Throwable failure) {
        if (failure instanceof ConfigException wrong) {
            wrong.problems().forEach(err::println);
            return WRONG_USAGE;
        }
        if (failure instanceof NoConfiguration) {
            err.println("herald: " + failure.getMessage());
            return WRONG_USAGE;
        }
        if (isForWantOfFiles(failure)) {
            err.println("herald: this process may open no more files or connections: let it open more, for example by"
                    + " `ulimit -n 4096`, or LimitNOFILE=4096 in its systemd unit");
            return FAILED;
        }
        if (causes(failure).anyMatch(InvalidPathException.class::isInstance)) {
            err.println(
                    "herald: a folder or file here has letters in its name that Java cannot read in this locale: set"
                            + " LC_ALL=C.UTF-8 and try again");
            return FAILED;
        }
        if (failure instanceof StartupException) {
            err.println("herald: " + failure.getMessage());
            return FAILED;
        }
        if (Database.isDiskFull(failure)) {
            err.println("herald: the disk of the database is full: free some space and try again");
            return FAILED;
        }
        if (StorageFailure.isReasonOf(failure)) {
            err.println("herald: the database does not answer any more: try again when it does");
            log.error(
                    "the database does not answer any more class={} at {}",
                    failure.getClass().getName(),
                    place(failure));
            return FAILED;
        }
        // Messages of libraries may hold tokens, so only classes and frames are shown.
        String name = failure.getClass().getName();
        err.println("herald: internal error: " + name + " at " + place(failure));
        log.error("internal error class={} frames={}", name, frames(failure));
        return FAILED;
    }

    /** A file that an export goes to may be cut short, which {@link PrintWriter} does not say by itself. */
    int ofOutput(PrintWriter out) {
        if (!out.checkError()) {
            return 0;
        }
        err.println("herald: the output is not complete: the disk that it goes to is full, or the program that reads it"
                + " has ended");
        return FAILED;
    }

    /** Java has no exception for this, only the system's message. */
    private static boolean isForWantOfFiles(Throwable failure) {
        return causes(failure)
                .anyMatch(at -> at instanceof IOException
                        && String.valueOf(at.getMessage()).contains("Too many open files"));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEPTH);
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("bot.herald."))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("an unknown place");
    }

    private static String frames(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .map(StackTraceElement::toString)
                .collect(joining(" < "));
    }
}
