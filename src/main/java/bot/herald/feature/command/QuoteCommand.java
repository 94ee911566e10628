package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import bot.herald.feature.EditLog;
import bot.herald.feature.command.QuoteStore.Quote;
import bot.herald.language.Sentences;
import bot.herald.settings.Change;
import bot.herald.settings.Documents.Shown;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamState;
import bot.herald.template.ChatText;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code !quote [n]}, {@code !quote <words>}, and for moderators {@code !quote add <text>}, {@code !quote edit n <text>} and
 * {@code !quote delete n}. As a reply, {@code !quote add} keeps the message it replies to.
 */
final class QuoteCommand implements ChatCommand {
    private static final Pattern QUOTES = Pattern.compile("[\\p{Pi}\\p{Pf}\"'„‚`´]");
    private static final Pattern SENTENCE_END = Pattern.compile("[,.:;!?]+$");

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
    public List<String> answer(CommandCall call, Sentences say) {
        return List.of(
                switch (action(call)) {
                    case "" -> any(call, say);
                    case "add" -> call.isByModerator() ? add(call, say) : say.say("quote.moderators.add");
                    case "edit" -> call.isByModerator() ? edit(call, say) : say.say("quote.moderators.edit");
                    case "delete" -> call.isByModerator() ? delete(call, say) : say.say("quote.moderators.delete");
                    default -> numbered(call, call.word(0), say);
                });
    }

    /** What other bots call deleting may also be a word to find. */
    private static String action(CommandCall call) {
        String typed = call.word(0).toLowerCase(Locale.ROOT);
        String action = ManageCommand.action(typed);
        boolean isMeant = call.isByModerator() && QuoteBook.number(call.word(1)).isPresent();
        return isMeant ? action : typed;
    }

    private String any(CommandCall call, Sentences say) {
        List<Long> numbers = quotes.numbers(call.broadcasterId());
        if (numbers.isEmpty()) {
            return say.say("quote.none");
        }
        long number = numbers.get(random.nextInt(numbers.size()));
        return quotes.find(call.broadcasterId(), number)
                .map(quote -> text(quote, say))
                .orElseGet(() -> missing(number, say));
    }

    private String numbered(CommandCall call, String word, Sentences say) {
        OptionalLong number = QuoteBook.number(word);
        return number.isEmpty()
                ? found(call, say)
                : quotes.find(call.broadcasterId(), number.getAsLong())
                        .map(quote -> text(quote, say))
                        .orElseGet(() -> missing(number.getAsLong(), say));
    }

    /** A random one that contains every word. */
    private String found(CommandCall call, Sentences say) {
        List<String> words = call.words().stream()
                .map(word -> SENTENCE_END.matcher(folded(word)).replaceFirst(""))
                .toList();
        List<Quote> found = quotes.all(call.broadcasterId()).stream()
                .filter(quote -> words.stream().allMatch(folded(quote.text())::contains))
                .toList();
        return found.isEmpty()
                ? say.counted("quote.not-found", words.size())
                : text(found.get(random.nextInt(found.size())), say);
    }

    /** Case, accents and the quotation marks of keyboards make no difference. */
    private static String folded(String text) {
        return QUOTES.matcher(TriggerMatcher.folded(text)).replaceAll("");
    }

    private String edit(CommandCall call, Sentences say) {
        OptionalLong number = QuoteBook.number(call.word(1));
        String text = call.textAfter(2);
        if (number.isEmpty() || text.isEmpty()) {
            return usage(call, say);
        }
        return made(
                call,
                Long.toString(number.getAsLong()),
                () -> quotes.replace(
                        call.broadcasterId(),
                        call.word(1),
                        JsonNodeFactory.instance.objectNode().put("text", text),
                        OptionalLong.empty()),
                say,
                "quote.changed");
    }

    private String add(CommandCall call, Sentences say) {
        String written = call.textAfter(1);
        String text = written.isEmpty()
                ? call.message().parent().map(QuoteCommand::said).orElse("")
                : written;
        if (text.isEmpty()) {
            return usage(call, say);
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
        return made(call, "", () -> quotes.create(call.broadcasterId(), quote), say, "quote.added");
    }

    /**
     * @param name the number of the quote; empty for a new one
     * @param key of the answer, whose text uses the number
     */
    private String made(CommandCall call, String name, Supplier<Change<Shown>> change, Sentences say, String key) {
        Change<Shown> made = edits.made(
                call.broadcasterId(), quotes, EditLog.By.inChat(call.message().chatter()), name, Shown::name, change);
        if (made instanceof Change.Done<Shown> done) {
            return say.say(key, "number", done.item().name());
        }
        return made instanceof Change.Invalid<Shown> invalid
                ? invalid.problems().stream()
                        .map(problem -> problem.saying().in(say.language()))
                        .collect(Collectors.joining(" "))
                : say.say("quote.missing", "number", name);
    }

    private static String said(ChatMessageReceived.Parent parent) {
        String text = ChatText.clean(parent.text());
        return text.isEmpty() ? "" : "\"" + text + "\" \u2013 " + ChatText.clean(parent.author());
    }

    private String delete(CommandCall call, Sentences say) {
        OptionalLong number = QuoteBook.number(call.word(1));
        return number.isEmpty()
                ? usage(call, say)
                : made(
                        call,
                        Long.toString(number.getAsLong()),
                        () -> quotes.delete(call.broadcasterId(), call.word(1), OptionalLong.empty()),
                        say,
                        "quote.deleted");
    }

    private static String missing(long number, Sentences say) {
        return say.say("quote.missing", "number", number);
    }

    private static String usage(CommandCall call, Sentences say) {
        return say.say(
                call.isByModerator() ? "quote.usage.moderators" : "quote.usage", "quote", call.prefix() + "quote");
    }

    private static String text(Quote quote, Sentences say) {
        String date = DateTimeFormatter.ofPattern(
                        say.say("date"), say.language().locale())
                .format(quote.addedAt().atZone(ZoneOffset.UTC));
        return say.say(
                "quote",
                "number",
                quote.number(),
                "text",
                quote.text(),
                "when",
                quote.category().isBlank() ? date : quote.category() + ", " + date);
    }
}
