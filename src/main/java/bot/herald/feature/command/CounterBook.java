package bot.herald.feature.command;

import bot.herald.feature.Setting;
import bot.herald.feature.command.CounterStore.Counter;
import bot.herald.feature.command.CounterStore.ViewerCount;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Texts;
import bot.herald.settings.Change;
import bot.herald.settings.Documents;
import bot.herald.settings.Problem;
import bot.herald.settings.SettingField;
import bot.herald.template.CounterStep;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every channel's counters, validated: those that texts name, and how often each command was answered. The latter are
 * named after the command, with a {@code !} in front, and can be set, but not created or deleted. Safe for concurrent
 * use.
 */
public final class CounterBook implements Documents {
    private static final Texts TEXTS = CommandResponder.TEXTS;
    private static final String NAME = "name";
    private static final String VALUE = "value";
    private static final String OF_COMMAND = "!";
    private static final Pattern NAMES = Pattern.compile("[\\p{L}\\p{N}_]{1,30}");
    private static final List<SettingField> FIELDS =
            Setting.Reader.shape(Fields.class).fields();
    private static final List<SettingField> VALUE_ONLY =
            FIELDS.stream().filter(field -> field.name().equals(VALUE)).toList();

    private final CounterStore store;
    private final CommandBook commands;

    /** What may be changed about a counter. */
    private record Fields(
            @Setting(label = "Name", help = "As texts write it: {counter:deaths} shows the counter deaths.")
            String name,

            @Setting(label = "Value", min = -999_999_999, max = 999_999_999)
            int value) {}

    public CounterBook(CounterStore store, CommandBook commands) {
        this.store = store;
        this.commands = commands;
    }

    /** The name of a command's counter. */
    static String of(CustomCommand command) {
        return OF_COMMAND + command.name();
    }

    @Override
    public String kind() {
        return "counter";
    }

    @Override
    public Extent extent() {
        return Extent.OPEN;
    }

    @Override
    public Shown blank() {
        return unset("");
    }

    /** A counter that texts name and nothing has counted yet. */
    static Shown unset(String name) {
        return shown(new Counter(name, 0));
    }

    @Override
    public Shown fresh() {
        return blank();
    }

    @Override
    public List<String> required() {
        return List.of(NAME);
    }

    @Override
    public List<Shown> list(TwitchUserId broadcasterId) {
        return Stream.concat(
                        commands.list(broadcasterId).stream().map(command -> new Counter(of(command), command.count())),
                        store.all(broadcasterId).stream())
                .map(CounterBook::shown)
                .toList();
    }

    @Override
    public Optional<Shown> find(TwitchUserId broadcasterId, String name) {
        if (name.startsWith(OF_COMMAND)) {
            return command(broadcasterId, name).map(command -> shown(new Counter(of(command), command.count())));
        }
        OptionalLong value = store.value(broadcasterId, plain(name));
        return value.isEmpty() ? Optional.empty() : Optional.of(shown(new Counter(plain(name), value.getAsLong())));
    }

    private Optional<CustomCommand> command(TwitchUserId broadcasterId, String name) {
        return commands.all(broadcasterId).named(name.substring(OF_COMMAND.length()));
    }

    private static String plain(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public Change<Shown> create(TwitchUserId broadcasterId, JsonNode content) {
        List<Problem> problems = problems(content);
        String name = plain(content.path(NAME).asText(""));
        if (problems.isEmpty() && store.all(broadcasterId).size() >= CounterStore.MOST) {
            problems.add(new Problem("", TEXTS.saying("counter.full", "most", CounterStore.MOST)));
        }
        if (!content.has(NAME) && problems.isEmpty()) {
            problems.add(new Problem(NAME, TEXTS.saying("counter.nameless")));
        }
        if (!problems.isEmpty()) {
            return new Change.Invalid<>(problems);
        }
        Counter counter = new Counter(name, content.path(VALUE).asLong(0));
        return store.insert(broadcasterId, counter) ? new Change.Done<>(shown(counter)) : taken(name);
    }

    private static Change<Shown> taken(String name) {
        return new Change.Taken<>(new Problem(NAME, TEXTS.saying("counter.taken", "name", name)));
    }

    @Override
    public List<Problem> problems(TwitchUserId broadcasterId, Optional<String> name, JsonNode content) {
        return problems(content);
    }

    private static List<Problem> problems(JsonNode content) {
        List<Problem> problems = new ArrayList<>();
        content.properties().forEach(field -> {
            JsonNode value = field.getValue();
            switch (field.getKey()) {
                case NAME -> {
                    if (!value.isTextual()
                            || !NAMES.matcher(plain(value.asText())).matches()) {
                        problems.add(new Problem(NAME, TEXTS.saying("counter.name")));
                    }
                }
                case VALUE -> {
                    if (!value.isIntegralNumber()
                            || !value.canConvertToLong()
                            || Math.abs(value.longValue()) > CommandBook.MOST_COUNTED) {
                        problems.add(new Problem(VALUE, TEXTS.saying("counter.value")));
                    }
                }
                default ->
                    problems.add(new Problem(
                            field.getKey().substring(0, Math.min(field.getKey().length(), 50)),
                            "There is no such field; there are name, value."));
            }
        });
        return problems;
    }

    @Override
    public Change<Shown> replace(
            TwitchUserId broadcasterId, String name, JsonNode change, OptionalLong expectedVersion) {
        Optional<Shown> found = find(broadcasterId, name);
        if (found.isEmpty()) {
            return new Change.Missing<>();
        }
        Shown now = found.get();
        ObjectNode wanted = change.deepCopy();
        if (isOfCommand(now) && wanted.path(NAME).asText("").equals(now.name())) {
            wanted.remove(NAME);
        }
        List<Problem> problems = problems(wanted);
        if (problems.isEmpty() && isOfCommand(now) && wanted.has(NAME)) {
            problems.add(new Problem(NAME, TEXTS.saying("counter.of-command.name")));
        }
        if (!problems.isEmpty()) {
            return new Change.Invalid<>(problems);
        }
        long value = wanted.path(VALUE).asLong(now.version());
        if (expectedVersion.orElse(now.version()) != now.version()) {
            return new Change.Conflict<>(now);
        }
        if (isOfCommand(now)) {
            return commands.setCounter(broadcasterId, now.name().substring(OF_COMMAND.length()), value)
                    .map(command -> shown(new Counter(of(command), command.count())));
        }
        Counter next = new Counter(plain(wanted.path(NAME).asText(now.name())), value);
        if (!next.name().equals(now.name())
                && store.value(broadcasterId, next.name()).isPresent()) {
            return taken(next.name());
        }
        return store.replace(broadcasterId, new Counter(now.name(), now.version()), next)
                ? new Change.Done<>(shown(next))
                : find(broadcasterId, name)
                        .<Change<Shown>>map(Change.Conflict::new)
                        .orElseGet(Change.Missing::new);
    }

    /** Those that texts name, sorted by name. */
    public List<Counter> named(TwitchUserId broadcasterId) {
        return store.all(broadcasterId);
    }

    /** Whether the counter of that name counts a command's answers. */
    public static boolean isOfCommand(String name) {
        return name.startsWith(OF_COMMAND);
    }

    private static boolean isOfCommand(Shown counter) {
        return isOfCommand(counter.name());
    }

    /** For each command that counts its viewers, the viewers answered most often, most frequent first. */
    public List<ViewerCount> viewers(TwitchUserId broadcasterId, int mostOfEach) {
        return store.viewers(broadcasterId, mostOfEach);
    }

    /**
     * Resets how often viewers were answered by that command.
     *
     * @return how many viewers were affected
     */
    public int forgetViewers(TwitchUserId broadcasterId, String command) {
        return store.forgetViewers(broadcasterId, command);
    }

    /** Increases, decreases or sets a counter, whatever its value; creates one that texts name if it does not exist. */
    Change<Shown> step(TwitchUserId broadcasterId, String name, CounterStep step) {
        if (!name.startsWith(OF_COMMAND)) {
            return new Change.Done<>(shown(new Counter(name, store.step(broadcasterId, name, step))));
        }
        String command = name.substring(OF_COMMAND.length());
        Change<CustomCommand> change = step.sets()
                ? commands.setCounter(broadcasterId, command, step.number())
                : commands.addToCounter(broadcasterId, command, step.number());
        return change.map(counted -> shown(new Counter(of(counted), counted.count())));
    }

    @Override
    public Change<Shown> delete(TwitchUserId broadcasterId, String name, OptionalLong expectedVersion) {
        Optional<Shown> found = find(broadcasterId, name);
        if (found.isEmpty()) {
            return new Change.Missing<>();
        }
        if (isOfCommand(found.get())) {
            return new Change.Invalid<>(List.of(new Problem(NAME, TEXTS.saying("counter.of-command.stays"))));
        }
        if (expectedVersion.orElse(found.get().version()) != found.get().version()) {
            return new Change.Conflict<>(found.get());
        }
        return store.delete(broadcasterId, found.get().name())
                ? new Change.Done<>(found.get())
                : new Change.Missing<>();
    }

    @Override
    public boolean canDelete(String name) {
        return !isOfCommand(name);
    }

    /** The opposite step, so that counts made since are kept. */
    @Override
    public Optional<JsonNode> opposite(JsonNode before, JsonNode after, Shown now) {
        if (!before.path(NAME).equals(after.path(NAME))) {
            return Optional.empty();
        }
        long value =
                now.version() + before.path(VALUE).asLong() - after.path(VALUE).asLong();
        return Optional.of(JsonNodeFactory.instance
                .objectNode()
                .put(VALUE, Math.max(-CommandBook.MOST_COUNTED, Math.min(CommandBook.MOST_COUNTED, value))));
    }

    @Override
    public void alone(TwitchUserId broadcasterId, Runnable work) {
        commands.alone(broadcasterId, work);
    }

    @Override
    public void reload(TwitchUserId broadcasterId) {
        commands.reload(broadcasterId);
    }

    /** Its version is its value: anybody who saves over a value that has changed meanwhile is told. */
    private static Shown shown(Counter counter) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put(NAME, counter.name()).put(VALUE, counter.value());
        return new Shown(counter.name(), counter.value(), json, isOfCommand(counter.name()) ? VALUE_ONLY : FIELDS, "");
    }
}
