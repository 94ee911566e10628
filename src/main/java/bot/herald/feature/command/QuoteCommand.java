package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import bot.herald.feature.command.QuoteStore.Quote;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamState;
import bot.herald.template.ChatText;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * {@code !quote [n]}, {@code !quote <words>}, and for moderators {@code !quote add <text>}, {@code !quote edit n <text>} and
 * {@code !quote delete n}. As a reply, {@code !quote add} keeps the message it replies to.
 */
final class QuoteCommand implements ChatCommand {
    static final int MOST = 10_000;
    static final int LONGEST = 400;
    private static final String TOO_LONG = "A quote can have at most " + LONGEST + " characters.";

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
                    case "edit" -> call.isByModerator() ? edit(call) : "Only moderators can edit quotes.";
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
                ? found(call)
                : quotes.find(call.broadcasterId(), number.getAsLong())
                        .map(QuoteCommand::text)
                        .orElse(missing(number.getAsLong()));
    }

    /** One by chance of those that hold every word. */
    private String found(CommandCall call) {
        List<String> words = call.words().stream().map(QuoteCommand::folded).toList();
        List<Quote> found = quotes.all(call.broadcasterId()).stream()
                .filter(quote -> words.stream().allMatch(folded(quote.text())::contains))
                .toList();
        return found.isEmpty()
                ? "No quote has " + (words.size() == 1 ? "that word." : "those words.")
                : text(found.get(random.nextInt(found.size())));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private String edit(CommandCall call) {
        OptionalLong number = number(call.word(1));
        String text = call.textAfter(2);
        if (number.isEmpty() || text.isEmpty()) {
            return usage(call);
        }
        if (text.length() > LONGEST) {
            return TOO_LONG;
        }
        return quotes.edit(call.broadcasterId(), number.getAsLong(), text)
                ? "Changed quote " + number.getAsLong() + "."
                : missing(number.getAsLong());
    }

    private String add(CommandCall call) {
        String written = call.textAfter(1);
        String text = written.isEmpty()
                ? call.message().parent().map(QuoteCommand::said).orElse("")
                : written;
        if (text.isEmpty()) {
            return usage(call);
        }
        if (text.length() > LONGEST) {
            return TOO_LONG;
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

    private static String said(ChatMessageReceived.Parent parent) {
        String text = ChatText.clean(parent.text());
        return text.isEmpty() ? "" : "\"" + text + "\" \u2013 " + ChatText.clean(parent.author());
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
                ? "Usage: " + command + ", " + command + " <number or words>, " + command + " add <text>, " + command
                        + " edit <number> <text> or " + command + " delete <number>"
                : "Usage: " + command + " or " + command + " <number or words>";
    }

    private static String text(Quote quote) {
        return "Quote " + quote.number() + ": " + quote.text() + " ("
                + (quote.category().isBlank() ? "" : quote.category() + ", ")
                + quote.addedAt().atZone(ZoneOffset.UTC).toLocalDate() + ")";
    }
}
