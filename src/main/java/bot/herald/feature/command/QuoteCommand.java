package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import bot.herald.feature.EditLog;
import bot.herald.feature.command.QuoteStore.Quote;
import bot.herald.settings.Change;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.Problem;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamState;
import bot.herald.template.ChatText;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * {@code !quote [n]}, {@code !quote <words>}, and for moderators {@code !quote add <text>}, {@code !quote edit n <text>} and
 * {@code !quote delete n}. As a reply, {@code !quote add} keeps the message it replies to.
 */
final class QuoteCommand implements ChatCommand {
    private final QuoteBook quotes;
    private final EditLog edits;
    private final StreamDirectory streams;
    private final RandomGenerator random;

    QuoteCommand(QuoteBook quotes, EditLog edits, StreamDirectory streams, RandomGenerator random) {
        this.quotes = quotes;
        this.edits = edits;
        this.streams = streams;
        this.random = random;
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
        OptionalLong number = QuoteBook.number(word);
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
        OptionalLong number = QuoteBook.number(call.word(1));
        String text = call.textAfter(2);
        if (number.isEmpty() || text.isEmpty()) {
            return usage(call);
        }
        return made(
                call,
                Long.toString(number.getAsLong()),
                () -> quotes.replace(
                        call.broadcasterId(),
                        call.word(1),
                        JsonNodeFactory.instance.objectNode().put("text", text),
                        OptionalLong.empty()),
                name -> "Changed quote " + name + ".");
    }

    private String add(CommandCall call) {
        String written = call.textAfter(1);
        String text = written.isEmpty()
                ? call.message().parent().map(QuoteCommand::said).orElse("")
                : written;
        if (text.isEmpty()) {
            return usage(call);
        }
        ObjectNode quote = JsonNodeFactory.instance
                .objectNode()
                .put("text", text)
                .put(
                        "category",
                        streams.of(call.broadcasterId())
                                .map(StreamState::category)
                                .orElse(""))
                .put("addedBy", call.message().chatter().login().value());
        return made(call, "", () -> quotes.create(call.broadcasterId(), quote), name -> "Saved as quote " + name + ".");
    }

    /** @param name the number of the quote; empty for a new one */
    private String made(CommandCall call, String name, Supplier<Change<Shown>> change, UnaryOperator<String> answer) {
        Change<Shown> made = edits.made(
                call.broadcasterId(), quotes, EditLog.By.inChat(call.message().chatter()), name, Shown::name, change);
        if (made instanceof Change.Done<Shown> done) {
            return answer.apply(done.item().name());
        }
        return made instanceof Change.Invalid<Shown> invalid
                ? invalid.problems().stream().map(Problem::message).collect(Collectors.joining(" "))
                : "There is no quote " + name + ".";
    }

    private static String said(ChatMessageReceived.Parent parent) {
        String text = ChatText.clean(parent.text());
        return text.isEmpty() ? "" : "\"" + text + "\" \u2013 " + ChatText.clean(parent.author());
    }

    private String delete(CommandCall call) {
        OptionalLong number = QuoteBook.number(call.word(1));
        return number.isEmpty()
                ? usage(call)
                : made(
                        call,
                        Long.toString(number.getAsLong()),
                        () -> quotes.delete(call.broadcasterId(), call.word(1), OptionalLong.empty()),
                        name -> "Deleted quote " + name + ".");
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
