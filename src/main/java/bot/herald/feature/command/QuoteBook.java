package bot.herald.feature.command;

import bot.herald.feature.Setting;
import bot.herald.feature.command.QuoteStore.Quote;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Texts;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Problem;
import bot.herald.settings.RecordShape;
import bot.herald.template.Characters;
import bot.herald.template.ChatText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Every channel's quotes, validated; each is named by its number. */
public final class QuoteBook implements Documents {
    private static final String NUMBER = "number";
    private static final String ADDED_AT = "addedAt";
    private static final RecordShape<Words> SHAPE = Setting.Reader.shape(Words.class);
    private static final Words NOTHING = new Words("", "", "");
    private static final int LONGEST_CATEGORY = 100;
    private static final int LONGEST_NAME = 50;
    private static final Pattern AROUND = Pattern.compile("^#|[,.:;!?)]+$");
    private static final Texts TEXTS = CommandResponder.TEXTS;

    private final QuoteStore store;
    private final Clock clock;

    /** What may be changed about a quote. */
    private record Words(
            @Setting(label = "Quote", help = "What was said, and by whom if you like.")
            String text,

            @Setting(
                    label = "Category",
                    help = "What was streamed; leave it empty if it doesn't matter.",
                    optional = true)
            String category,

            @Setting(label = "Added by", optional = true) String addedBy) {}

    public QuoteBook(QuoteStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "quote";
    }

    @Override
    public Extent extent() {
        return Extent.OPEN;
    }

    @Override
    public Shown blank() {
        return shown(new Quote(0, "", "", "", Instant.EPOCH, 0));
    }

    @Override
    public Shown fresh() {
        return blank();
    }

    @Override
    public List<String> required() {
        return List.of("text");
    }

    @Override
    public List<Shown> list(TwitchUserId broadcasterId) {
        return store.all(broadcasterId).stream().map(QuoteBook::shown).toList();
    }

    /** As they are stored, by number. */
    public List<Quote> all(TwitchUserId broadcasterId) {
        return store.all(broadcasterId);
    }

    /** In ascending order. */
    List<Long> numbers(TwitchUserId broadcasterId) {
        return store.numbers(broadcasterId);
    }

    Optional<Quote> find(TwitchUserId broadcasterId, long number) {
        return store.find(broadcasterId, number);
    }

    @Override
    public Optional<Shown> find(TwitchUserId broadcasterId, String name) {
        OptionalLong number = number(name);
        return number.isEmpty()
                ? Optional.empty()
                : store.find(broadcasterId, number.getAsLong()).map(QuoteBook::shown);
    }

    /** With or without the # that people write in front, and the full stop after it. */
    static OptionalLong number(String word) {
        String digits = AROUND.matcher(TypedNumbers.plain(word)).replaceAll("");
        return digits.matches("[0-9]{1,9}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    @Override
    public Change<Shown> create(TwitchUserId broadcasterId, JsonNode content) {
        ObjectNode fields = content.deepCopy();
        Optional<JsonNode> number = Optional.ofNullable(fields.remove(NUMBER));
        Optional<JsonNode> addedAt = Optional.ofNullable(fields.remove(ADDED_AT));
        List<Problem> problems = new ArrayList<>(problems(fields, NOTHING));
        number.filter(one -> !one.isIntegralNumber() || number(one.asText()).isEmpty())
                .ifPresent(one -> problems.add(new Problem(NUMBER, TEXTS.saying("quote.number"))));
        addedAt.filter(one -> instant(one).isEmpty())
                .ifPresent(one -> problems.add(new Problem(ADDED_AT, TEXTS.saying("quote.time"))));
        if (!problems.isEmpty()) {
            return new Change.Invalid<>(problems);
        }
        Words words = tidied(SHAPE.read(fields, NOTHING));
        Instant at = addedAt.flatMap(QuoteBook::instant).orElseGet(clock::instant);
        if (number.isPresent()) {
            Quote quote = new Quote(number.get().asLong(), words.text(), words.category(), words.addedBy(), at, 1);
            return store.putBack(broadcasterId, quote)
                    ? new Change.Done<>(shown(quote))
                    : new Change.Taken<>(new Problem(NUMBER, TEXTS.saying("quote.taken")));
        }
        return store.add(broadcasterId, words.text(), words.category(), words.addedBy(), at, QuoteStore.MOST)
                .<Change<Shown>>map(quote -> new Change.Done<>(shown(quote)))
                .orElseGet(() -> new Change.Invalid<>(
                        List.of(new Problem("", TEXTS.saying("quote.full", "most", QuoteStore.MOST)))));
    }

    private static Optional<Instant> instant(JsonNode text) {
        try {
            return Optional.of(Instant.parse(text.asText()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<Problem> problems(TwitchUserId broadcasterId, Optional<String> name, JsonNode content) {
        ObjectNode fields = content.deepCopy();
        fields.remove(List.of(NUMBER, ADDED_AT));
        return problems(
                fields,
                name.map(QuoteBook::number)
                        .filter(OptionalLong::isPresent)
                        .flatMap(number -> store.find(broadcasterId, number.getAsLong()))
                        .map(QuoteBook::words)
                        .orElse(NOTHING));
    }

    private static Words words(Quote quote) {
        return new Words(quote.text(), quote.category(), quote.addedBy());
    }

    private static List<Problem> problems(JsonNode change, Words before) {
        List<Problem> problems = new ArrayList<>(SHAPE.problems(change));
        Words wanted = tidied(SHAPE.read(change, before));
        if (problems.isEmpty() && wanted.text().isEmpty()) {
            problems.add(new Problem("text", TEXTS.saying("quote.empty")));
        }
        if (Characters.areMoreThan(QuoteStore.LONGEST, wanted.text())) {
            problems.removeIf(problem -> problem.field().equals("text"));
            problems.add(new Problem("text", TEXTS.saying("quote.long", "most", QuoteStore.LONGEST)));
        }
        if (Characters.areMoreThan(LONGEST_CATEGORY, wanted.category())) {
            problems.add(new Problem("category", TEXTS.saying("quote.category-long", "most", LONGEST_CATEGORY)));
        }
        if (Characters.areMoreThan(LONGEST_NAME, wanted.addedBy())) {
            problems.add(new Problem("addedBy", TEXTS.saying("quote.name-long", "most", LONGEST_NAME)));
        }
        return problems;
    }

    private static Words tidied(Words words) {
        return new Words(
                ChatText.clean(words.text()), ChatText.clean(words.category()), ChatText.clean(words.addedBy()));
    }

    @Override
    public Change<Shown> replace(
            TwitchUserId broadcasterId, String name, JsonNode typed, OptionalLong expectedVersion) {
        ObjectNode change = typed.deepCopy();
        // Sent back as they were shown; ignored.
        change.remove(List.of(NUMBER, ADDED_AT));
        OptionalLong number = number(name);
        Optional<Quote> found = number.isEmpty() ? Optional.empty() : store.find(broadcasterId, number.getAsLong());
        if (found.isEmpty()) {
            return new Change.Missing<>();
        }
        Quote now = found.get();
        Words before = words(now);
        List<Problem> problems = problems(change, before);
        if (!problems.isEmpty()) {
            return new Change.Invalid<>(problems);
        }
        Words words = tidied(SHAPE.read(change, before));
        Quote next = new Quote(
                now.number(), words.text(), words.category(), words.addedBy(), now.addedAt(), now.version() + 1);
        if (expectedVersion.orElse(now.version()) != now.version() || !store.replace(broadcasterId, next)) {
            return conflict(broadcasterId, now.number());
        }
        return new Change.Done<>(shown(next));
    }

    private Change<Shown> conflict(TwitchUserId broadcasterId, long number) {
        return store.find(broadcasterId, number)
                .<Change<Shown>>map(quote -> new Change.Conflict<>(shown(quote)))
                .orElseGet(Change.Missing::new);
    }

    @Override
    public Change<Shown> delete(TwitchUserId broadcasterId, String name, OptionalLong expectedVersion) {
        Optional<Shown> found = find(broadcasterId, name);
        if (found.isEmpty()) {
            return new Change.Missing<>();
        }
        if (expectedVersion.orElse(found.get().version()) != found.get().version()) {
            return new Change.Conflict<>(found.get());
        }
        return store.delete(broadcasterId, Long.parseLong(found.get().name()))
                ? new Change.Done<>(found.get())
                : new Change.Missing<>();
    }

    /** Sorted as numbers, not as text. */
    @Override
    public Comparator<String> order() {
        return Comparator.comparingLong(name -> number(name).orElse(0));
    }

    @Override
    public String nameIn(JsonNode audited) {
        return audited.path(NUMBER).asText();
    }

    @Override
    public Set<String> givenOnce() {
        return Set.of(NUMBER, ADDED_AT);
    }

    @Override
    public JsonNode signed(JsonNode content, String maker) {
        return content instanceof ObjectNode object
                        && object.path("addedBy").asText("").isEmpty()
                ? object.deepCopy().put("addedBy", maker)
                : content;
    }

    private static Shown shown(Quote quote) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(NUMBER, quote.number());
        json.setAll(SHAPE.write(words(quote)));
        json.put(ADDED_AT, quote.addedAt().toString());
        return new Shown(Long.toString(quote.number()), quote.version(), json, SHAPE.fields(), "");
    }
}
