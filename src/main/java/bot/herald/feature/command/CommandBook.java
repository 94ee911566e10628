package bot.herald.feature.command;

import bot.herald.feature.command.CommandStore.Outcome;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.ChannelCache;
import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every channel's custom commands: checked, saved, and held in memory for the chat.
 *
 * <p>Safe for concurrent use. A change is in the store before anybody sees it.
 */
public final class CommandBook {
    private static final Logger log = LoggerFactory.getLogger(CommandBook.class);

    public static final int MOST_COMMANDS = 500;
    public static final int MOST_ALIASES = 10;
    /** What a counter may be set to, on either side of zero. */
    public static final long MOST_COUNTED = 1_000_000_000_000L;

    private final CommandStore store;
    private final Function<TwitchUserId, String> prefix;
    private final BiPredicate<TwitchUserId, String> reserved;
    private final Predicate<String> mayFetch;
    private final ChannelCache<ChannelCommands> cache;
    /** Uses that are not in the store yet. */
    private final Map<Use, Long> uncounted = new ConcurrentHashMap<>();

    /** With no names reserved but {@link BuiltIns#NAMES}. */
    public CommandBook(CommandStore store, Function<TwitchUserId, String> prefix) {
        this(store, prefix, name -> false, (broadcasterId, name) -> false, host -> true);
    }

    /**
     * @param prefix what commands begin with in a channel
     * @param reserved names that no custom command may take besides {@link BuiltIns#NAMES}
     * @param isOff whether a channel switched the command of that name off, which frees the name
     * @param mayFetch whether texts may ask a host
     */
    public CommandBook(
            CommandStore store,
            Function<TwitchUserId, String> prefix,
            Predicate<String> reserved,
            BiPredicate<TwitchUserId, String> isOff,
            Predicate<String> mayFetch) {
        this.store = store;
        this.mayFetch = mayFetch;
        this.prefix = prefix;
        this.reserved = (broadcasterId, name) ->
                (BuiltIns.NAMES.contains(name) || reserved.test(name)) && !isOff.test(broadcasterId, name);
        this.cache = new ChannelCache<>(
                id -> new ChannelCommands(store.load(id)), this::loadAll, id -> new ChannelCommands(List.of()));
    }

    private Map<TwitchUserId, ChannelCommands> loadAll() {
        Map<TwitchUserId, ChannelCommands> all = new HashMap<>();
        store.loadAll().forEach((id, commands) -> all.put(id, new ChannelCommands(commands)));
        return all;
    }

    /** By name. */
    public List<CustomCommand> list(TwitchUserId broadcasterId) {
        return cache.get(broadcasterId).all();
    }

    /** By name or alias, with or without the prefix, in any case. */
    public Optional<CustomCommand> find(TwitchUserId broadcasterId, String nameOrAlias) {
        return cache.get(broadcasterId).find(plain(broadcasterId, nameOrAlias));
    }

    /** Whether every channel has the command, with or without the prefix, and this one has not switched it off. */
    boolean isBuiltIn(TwitchUserId broadcasterId, String name) {
        return reserved.test(broadcasterId, plain(broadcasterId, name));
    }

    /** As people write it in the channel's chat. */
    String written(TwitchUserId broadcasterId, String name) {
        return prefix.apply(broadcasterId) + plain(broadcasterId, name);
    }

    /** Everything wrong with the draft on its own; names that are in use are found when it is saved. */
    public List<Problem> problems(TwitchUserId broadcasterId, CommandDraft wanted) {
        String before = prefix.apply(broadcasterId);
        return problems(CommandCheck.normalized(wanted, before), before);
    }

    private List<Problem> problems(CommandDraft normalized, String before) {
        List<Problem> problems = new ArrayList<>(CommandCheck.problems(normalized, before));
        problems.addAll(AnswerCheck.of(normalized.text(), normalized.role(), mayFetch));
        return problems;
    }

    public Change<CustomCommand> create(TwitchUserId broadcasterId, CommandDraft wanted) {
        CommandDraft draft = CommandCheck.normalized(wanted, prefix.apply(broadcasterId));
        return cache.changing(broadcasterId, () -> {
            ChannelCommands commands = cache.get(broadcasterId);
            Optional<Change<CustomCommand>> refusal = refusal(broadcasterId, draft, commands, "");
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (commands.all().size() >= MOST_COMMANDS) {
                return new Change.Invalid<>(
                        List.of(new Problem("", "A channel has at most " + MOST_COMMANDS + " commands; delete one.")));
            }
            CustomCommand command = of(draft, 0, 1);
            if (store.insert(broadcasterId, command) != Outcome.DONE) {
                cache.reload(broadcasterId);
                return takenElsewhere(draft);
            }
            cache.put(broadcasterId, commands.with(command));
            return new Change.Done<>(command);
        });
    }

    /**
     * Replaces all of the command but its counter; another name in {@code wanted} renames it.
     *
     * @param name not an alias
     * @param expectedVersion of the command that the change was made from; empty to overwrite whatever is there
     */
    public Change<CustomCommand> replace(
            TwitchUserId broadcasterId, String name, CommandDraft wanted, OptionalLong expectedVersion) {
        CommandDraft draft = CommandCheck.normalized(wanted, prefix.apply(broadcasterId));
        return cache.changing(broadcasterId, () -> {
            ChannelCommands commands = cache.get(broadcasterId);
            Optional<CustomCommand> found = commands.named(plain(broadcasterId, name));
            if (found.isEmpty()) {
                return new Change.Missing<>();
            }
            CustomCommand current = found.get();
            if (isOutdated(current, expectedVersion)) {
                return new Change.Conflict<>(current);
            }
            Optional<Change<CustomCommand>> refusal = refusal(broadcasterId, draft, commands, current.name());
            if (refusal.isPresent()) {
                return refusal.get();
            }
            CustomCommand next = of(draft, current.count(), current.version() + 1);
            return switch (store.replace(broadcasterId, current.name(), next)) {
                case DONE -> {
                    cache.put(broadcasterId, commands.replaced(current.name(), next));
                    yield new Change.Done<>(next);
                }
                case WORD_TAKEN -> {
                    cache.reload(broadcasterId);
                    yield takenElsewhere(draft);
                }
                case STALE -> changedElsewhere(broadcasterId, current.name());
            };
        });
    }

    /** @param expectedVersion as with {@link #replace} */
    public Change<CustomCommand> delete(TwitchUserId broadcasterId, String name, OptionalLong expectedVersion) {
        return cache.changing(broadcasterId, () -> {
            ChannelCommands commands = cache.get(broadcasterId);
            Optional<CustomCommand> found = commands.named(plain(broadcasterId, name));
            if (found.isEmpty()) {
                return new Change.Missing<>();
            }
            CustomCommand current = found.get();
            if (isOutdated(current, expectedVersion)) {
                return new Change.Conflict<>(current);
            }
            if (store.delete(broadcasterId, current.name(), current.version()) != Outcome.DONE) {
                return changedElsewhere(broadcasterId, current.name());
            }
            cache.put(broadcasterId, commands.without(current.name()));
            return new Change.Done<>(current);
        });
    }

    /** @param by at most {@link #MOST_COUNTED} on either side of zero; more counts as that */
    public Change<CustomCommand> addToCounter(TwitchUserId broadcasterId, String nameOrAlias, long by) {
        return count(
                broadcasterId, nameOrAlias, command -> store.addToCount(broadcasterId, command.name(), clamped(by)));
    }

    /** @param count limited as with {@link #addToCounter} */
    public Change<CustomCommand> setCounter(TwitchUserId broadcasterId, String nameOrAlias, long count) {
        return count(
                broadcasterId, nameOrAlias, command -> store.setCount(broadcasterId, command.name(), clamped(count)));
    }

    /**
     * Counts one answered use. While the store is away it is held in memory, and counted with the next one, because an answer is
     * worth more than its number.
     */
    Change<CustomCommand> countUse(TwitchUserId broadcasterId, CustomCommand command) {
        return cache.changing(broadcasterId, () -> {
            Use use = new Use(broadcasterId, command.name());
            long uses = uncounted.getOrDefault(use, 0L) + 1;
            try {
                Change<CustomCommand> counted = addToCounter(broadcasterId, command.name(), uses);
                uncounted.remove(use);
                return counted;
            } catch (RuntimeException e) {
                log.debug("broadcaster={} command={} counted later", broadcasterId, command.name(), e);
                uncounted.put(use, uses);
                return new Change.Done<>(command.withCount(command.count() + uses));
            }
        });
    }

    private record Use(TwitchUserId broadcasterId, String command) {}

    /** To be called when another process may have changed the channel. */
    public void reload(TwitchUserId broadcasterId) {
        cache.reload(broadcasterId);
    }

    /** Reads all channels: at the start, and when other processes may have changed any. */
    public void reload() {
        cache.reloadAll();
    }

    /** Erases everything of the channel, for good. */
    public void purge(TwitchUserId broadcasterId) {
        cache.changing(broadcasterId, () -> {
            store.purge(broadcasterId);
            return cache.reload(broadcasterId);
        });
    }

    private Change<CustomCommand> count(
            TwitchUserId broadcasterId, String nameOrAlias, Function<CustomCommand, OptionalLong> counting) {
        return cache.changing(broadcasterId, () -> {
            Optional<CustomCommand> found = find(broadcasterId, nameOrAlias);
            if (found.isEmpty()) {
                return new Change.Missing<>();
            }
            OptionalLong count = counting.apply(found.get());
            if (count.isEmpty()) {
                cache.reload(broadcasterId);
                return new Change.Missing<>();
            }
            CustomCommand counted = found.get().withCount(count.getAsLong());
            cache.put(broadcasterId, cache.get(broadcasterId).with(counted));
            return new Change.Done<>(counted);
        });
    }

    private Optional<Change<CustomCommand>> refusal(
            TwitchUserId broadcasterId, CommandDraft draft, ChannelCommands commands, String self) {
        List<Problem> problems = problems(draft, prefix.apply(broadcasterId));
        if (!problems.isEmpty()) {
            return Optional.of(new Change.Invalid<>(problems));
        }
        return CommandCheck.taken(
                        draft, commands, name -> reserved.test(broadcasterId, name), prefix.apply(broadcasterId), self)
                .map(Change.Taken::new);
    }

    private Change<CustomCommand> changedElsewhere(TwitchUserId broadcasterId, String name) {
        Optional<CustomCommand> fresh = cache.reload(broadcasterId).named(name);
        return fresh.isPresent() ? new Change.Conflict<>(fresh.get()) : new Change.Missing<>();
    }

    private static Change<CustomCommand> takenElsewhere(CommandDraft draft) {
        return new Change.Taken<>(new Problem("name", draft.name() + " or one of its aliases is in use already."));
    }

    private static boolean isOutdated(CustomCommand current, OptionalLong expectedVersion) {
        return expectedVersion.isPresent() && expectedVersion.getAsLong() != current.version();
    }

    private String plain(TwitchUserId broadcasterId, String typed) {
        return ItemName.withoutPrefix(typed, prefix.apply(broadcasterId));
    }

    private static long clamped(long count) {
        return Math.max(-MOST_COUNTED, Math.min(MOST_COUNTED, count));
    }

    private static CustomCommand of(CommandDraft draft, long count, long version) {
        return new CustomCommand(
                draft.name(),
                draft.text(),
                draft.aliases(),
                draft.cooldown(),
                draft.role(),
                draft.enabled(),
                count,
                version);
    }
}
