package bot.herald.web;

import bot.herald.feature.FeatureBook;
import bot.herald.feature.FeatureState;
import bot.herald.feature.MissingScopes;
import bot.herald.feature.Wants;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Problem;
import bot.herald.settings.SettingField;
import bot.herald.web.FeatureView.Awaited;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Features as documents: the set is fixed, and only their settings can be changed. */
public final class FeatureDocuments implements Documents {
    /** Prefix of the scopes that allow acting as the broadcaster. */
    private static final String OF_THE_BROADCASTER = "channel:manage:";

    private static final String SETTINGS = "settings";
    /** Fields of an answer that may be sent back and are ignored. */
    private static final Set<String> SHOWN = Set.of("id", "title", "summary", "waitingFor", "fields");

    private final FeatureBook book;
    private final BiFunction<TwitchUserId, Wants, MissingScopes> missing;
    private final Function<TwitchUserId, Language> language;
    private final Origin origin;

    /**
     * @param missing what a feature waits for in a channel
     * @param language the language that the bot speaks in a channel
     */
    public FeatureDocuments(
            FeatureBook book,
            BiFunction<TwitchUserId, Wants, MissingScopes> missing,
            Function<TwitchUserId, Language> language) {
        this(book, missing, language, Origin.NEW);
    }

    private FeatureDocuments(
            FeatureBook book,
            BiFunction<TwitchUserId, Wants, MissingScopes> missing,
            Function<TwitchUserId, Language> language,
            Origin origin) {
        this.language = language;
        this.book = book;
        this.missing = missing;
        this.origin = origin;
    }

    @Override
    public Documents restoring() {
        return new FeatureDocuments(book, missing, language, Origin.RESTORED);
    }

    @Override
    public String kind() {
        return "feature";
    }

    @Override
    public Extent extent() {
        return Extent.FIXED;
    }

    @Override
    public Shown blank() {
        throw fixed();
    }

    @Override
    public Shown fresh() {
        throw fixed();
    }

    @Override
    public List<Shown> list(TwitchUserId broadcasterId) {
        return book.list(broadcasterId).stream()
                .map(state -> shown(broadcasterId, state))
                .toList();
    }

    /** The same for people. */
    List<FeatureView> items(TwitchUserId broadcasterId) {
        return book.list(broadcasterId).stream()
                .map(state -> item(broadcasterId, state))
                .toList();
    }

    @Override
    public Optional<Shown> find(TwitchUserId broadcasterId, String name) {
        return book.find(broadcasterId, name).map(state -> shown(broadcasterId, state));
    }

    FeatureView item(TwitchUserId broadcasterId, String name) {
        return item(broadcasterId, book.find(broadcasterId, name).orElseThrow());
    }

    /**
     * What one part of a feature waits for: what it needs alone, and what the feature would not need without it.
     *
     * @param switches of all its parts
     */
    FeatureView part(TwitchUserId broadcasterId, FeatureView item, SettingField part, List<SettingField> switches) {
        ObjectNode alone = item.settings().deepCopy();
        switches.stream().filter(other -> !other.equals(part)).forEach(other -> alone.put(other.name(), false));
        ObjectNode without = item.settings().deepCopy().put(part.name(), false);
        List<Awaited> needed = awaited(broadcasterId, book.wants(broadcasterId, item.id(), alone));
        List<Awaited> others = awaited(broadcasterId, book.wants(broadcasterId, item.id(), without));
        return item.waitingFor(item.waitingFor().stream()
                .filter(awaited -> needed.contains(awaited) || !others.contains(awaited))
                .toList());
    }

    @Override
    public Change<Shown> replace(
            TwitchUserId broadcasterId, String name, JsonNode change, OptionalLong expectedVersion) {
        Optional<FeatureState<?>> current = book.find(broadcasterId, name);
        if (current.isEmpty()) {
            return new Change.Missing<>();
        }
        List<Problem> problems = problems(broadcasterId, current.get(), change);
        return problems.isEmpty()
                ? book.replace(broadcasterId, name, settings(change), expectedVersion, origin)
                        .map(state -> shown(broadcasterId, state))
                : new Change.Invalid<>(problems);
    }

    @Override
    public List<Problem> problems(TwitchUserId broadcasterId, Optional<String> name, JsonNode content) {
        return name.flatMap(one -> book.find(broadcasterId, one))
                .map(state -> problems(broadcasterId, state, content))
                .orElse(List.of());
    }

    private List<Problem> problems(TwitchUserId broadcasterId, FeatureState<?> current, JsonNode change) {
        List<Problem> problems = new ArrayList<>(around(current, change));
        book.problems(broadcasterId, current.id(), settings(change), origin).stream()
                .map(FeatureDocuments::inSettings)
                .forEach(problems::add);
        return problems;
    }

    private static JsonNode settings(JsonNode change) {
        return change.path(SETTINGS).isObject() ? change.path(SETTINGS) : Json.tree(java.util.Map.of());
    }

    /** What is wrong with a change besides its settings. */
    private static List<Problem> around(FeatureState<?> current, JsonNode change) {
        List<Problem> problems = new ArrayList<>();
        change.properties().forEach(field -> {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case SETTINGS -> {
                    if (!value.isObject()) {
                        problems.add(new Problem(SETTINGS, "This must be an object."));
                    }
                }
                case "enabled" -> {
                    if (!value.isBoolean() || value.booleanValue() != current.isOn()) {
                        problems.add(
                                new Problem("enabled", "Whether it is on follows from its settings; change those."));
                    }
                }
                default -> {
                    if (!SHOWN.contains(field.getKey())) {
                        problems.add(new Problem(
                                field.getKey()
                                        .substring(0, Math.min(field.getKey().length(), 50)),
                                "There is no such field; what can be changed is in settings."));
                    }
                }
            }
        });
        return problems;
    }

    private static Problem inSettings(Problem problem) {
        return problem.field().isEmpty() ? problem : new Problem(SETTINGS + "." + problem.field(), problem.saying());
    }

    @Override
    public Change<Shown> create(TwitchUserId broadcasterId, JsonNode content) {
        throw fixed();
    }

    @Override
    public Change<Shown> delete(TwitchUserId broadcasterId, String name, OptionalLong expectedVersion) {
        throw fixed();
    }

    @Override
    public void alone(TwitchUserId broadcasterId, Runnable work) {
        book.alone(broadcasterId, work);
    }

    @Override
    public void reload(TwitchUserId broadcasterId) {
        book.reload(broadcasterId);
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("features are neither made nor deleted by people");
    }

    @Override
    public boolean actsForBroadcaster(TwitchUserId broadcasterId, Shown before, JsonNode change) {
        ObjectNode wanted = before.json().path(SETTINGS).deepCopy();
        settings(change).properties().forEach(field -> wanted.set(field.getKey(), field.getValue()));
        return managesStream(broadcasterId, before.name(), wanted)
                && !managesStream(broadcasterId, before.name(), before.json().path(SETTINGS));
    }

    private boolean managesStream(TwitchUserId broadcasterId, String feature, JsonNode settings) {
        return book.wants(broadcasterId, feature, settings).channelScopes().stream()
                .anyMatch(scope -> scope.value().startsWith(OF_THE_BROADCASTER));
    }

    private Shown shown(TwitchUserId broadcasterId, FeatureState<?> state) {
        return new Shown(
                state.id(),
                state.version(),
                (ObjectNode) Json.tree(item(broadcasterId, state)),
                state.fields(),
                SETTINGS);
    }

    private FeatureView item(TwitchUserId broadcasterId, FeatureState<?> state) {
        return new FeatureView(
                state.id(),
                state.title(),
                state.summary(),
                state.isOn(),
                awaited(broadcasterId, state.wants()),
                state.settings(language.apply(broadcasterId)),
                state.fields().stream().map(FeatureView::field).toList());
    }

    private List<Awaited> awaited(TwitchUserId broadcasterId, Wants wants) {
        MissingScopes awaited = missing.apply(broadcasterId, wants);
        return Stream.concat(
                        awaited(FeatureView.BROADCASTER, awaited.ofBroadcaster()),
                        awaited(FeatureView.BOT, awaited.ofBot()))
                .toList();
    }

    private static Stream<Awaited> awaited(String account, Set<Scope> scopes) {
        return scopes.stream().sorted().map(scope -> FeatureView.awaited(account, scope));
    }
}
