package bot.herald.feature.command;

import bot.herald.feature.command.QuoteStore.Quote;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamState;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** {@code !quote [n]}, and for moderators {@code !quote add <text>} and {@code !quote delete n}. */
final class QuoteCommand implements ChatCommand {
    static final int MOST = 10_000;
    static final int LONGEST = 400;

    private final QuoteStore quotes;
    private final StreamDirectory streams;
    private final RandomGenerator random;
    private final Clock clock;

    QuoteCommand(QuoteStore quotes, StreamDirectory streams, RandomGenerator random, Clock clock) {
        this.quotes = quotes;
        this.streams = streams;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "quote";
    }

    @Override
    public List<String> answer(CommandCall call) {
        return List.of(
                switch (call.word(0).toLowerCase(Locale.ROOT)) {
                    case "" -> any(call);
                    case "add" -> call.isByModerator() ? add(call) : "Only moderators can add quotes.";
                    case "delete" -> call.isByModerator() ? delete(call) : "Only moderators can delete quotes.";
                    default -> numbered(call, call.word(0));
                });
    }

    private String any(CommandCall call) {
        List<Long> numbers = quotes.numbers(call.broadcasterId());
        if (numbers.isEmpty()) {
            return "There are no quotes yet.";
        }
        long number = numbers.get(random.nextInt(numbers.size()));
        return quotes.find(call.broadcasterId(), number).map(QuoteCommand::text).orElse(missing(number));
    }

    private String numbered(CommandCall call, String word) {
        OptionalLong number = number(word);
        return number.isEmpty()
                ? usage(call)
                : quotes.find(call.broadcasterId(), number.getAsLong())
                        .map(QuoteCommand::text)
                        .orElse(missing(number.getAsLong()));
    }

    private String add(CommandCall call) {
        String text = call.textAfter(1);
        if (text.isEmpty()) {
            return usage(call);
        }
        if (text.length() > LONGEST) {
            return "A quote can have at most " + LONGEST + " characters.";
        }
        String category =
                streams.of(call.broadcasterId()).map(StreamState::category).orElse("");
        Optional<Quote> added = quotes.add(
                call.broadcasterId(),
                text,
                category,
                call.message().chatter().login().value(),
                clock.instant(),
                MOST);
        return added.map(quote -> "Saved as quote " + quote.number() + ".")
                .orElse("A channel has at most " + MOST + " quotes; delete one.");
    }

    private String delete(CommandCall call) {
        OptionalLong number = number(call.word(1));
        if (number.isEmpty()) {
            return usage(call);
        }
        return quotes.delete(call.broadcasterId(), number.getAsLong())
                ? "Deleted quote " + number.getAsLong() + "."
                : missing(number.getAsLong());
    }

    private static OptionalLong number(String word) {
        String digits = word.startsWith("#") ? word.substring(1) : word;
        return digits.matches("[0-9]{1,9}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    private static String missing(long number) {
        return "There is no quote " + number + ".";
    }

    private static String usage(CommandCall call) {
        String command = call.prefix() + "quote";
        return call.isByModerator()
                ? "Usage: " + command + ", " + command + " <number>, " + command + " add <text> or " + command
                        + " delete <number>"
                : "Usage: " + command + " or " + command + " <number>";
    }

    private static String text(Quote quote) {
        return "Quote " + quote.number() + ": " + quote.text() + " ("
                + (quote.category().isBlank() ? "" : quote.category() + ", ")
                + quote.addedAt().atZone(ZoneOffset.UTC).toLocalDate() + ")";
    }
}
