package bot.herald.feature.command;

import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.DocumentBook;
import bot.herald.settings.DocumentStore;
import bot.herald.settings.ItemName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every channel's custom commands and their counters. Safe for concurrent use. */
public final class CommandBook extends DocumentBook<CustomCommand> {
    private static final Logger log = LoggerFactory.getLogger(CommandBook.class);

    public static final int MOST_COMMANDS = 500;
    public static final int MOST_ALIASES = 10;
    /** The limit of a counter, on either side of zero. */
    public static final long MOST_COUNTED = 1_000_000_000_000L;

    private final CommandKind kind;
    private final DocumentStore store;
    private final Function<TwitchUserId, String> prefix;
    private final BiPredicate<TwitchUserId, String> reserved;
    /** Uses that are not stored yet. */
    private final Map<Use, Long> uncounted = new ConcurrentHashMap<>();

    private record Use(TwitchUserId broadcasterId, String command) {}

    /** Reserves no names but {@link BuiltIns#RESERVED}. */
    public CommandBook(DocumentStore store, Function<TwitchUserId, String> prefix) {
        this(store, prefix, name -> false, (broadcasterId, name) -> false, host -> true);
    }

    /**
     * @param prefix a channel's command prefix
     * @param reserved names besides {@link BuiltIns#RESERVED} that no custom command may use
     * @param isOff whether a channel switched off the command of that name, which frees the name
     * @param mayFetch whether texts may fetch an address of a host
     */
    public CommandBook(
            DocumentStore store,
            Function<TwitchUserId, String> prefix,
            Predicate<String> reserved,
            BiPredicate<TwitchUserId, String> isOff,
            Predicate<String> mayFetch) {
        this(
                store,
                prefix,
                (broadcasterId, name) ->
                        (BuiltIns.RESERVED.contains(name) || reserved.test(name)) && !isOff.test(broadcasterId, name),
                mayFetch);
    }

    private CommandBook(
            DocumentStore store,
            Function<TwitchUserId, String> prefix,
            BiPredicate<TwitchUserId, String> reserved,
            Predicate<String> mayFetch) {
        this(new CommandKind(prefix, reserved, mayFetch), store, prefix, reserved);
    }

    private CommandBook(
            CommandKind kind,
            DocumentStore store,
            Function<TwitchUserId, String> prefix,
            BiPredicate<TwitchUserId, String> reserved) {
        super(kind, store);
        this.kind = kind;
        this.store = store;
        this.prefix = prefix;
        this.reserved = reserved;
    }

    /**
     * Whether the name belongs to a command that every channel has and this one has not switched off; with or without
     * the prefix.
     */
    public boolean isBuiltIn(TwitchUserId broadcasterId, String name) {
        return reserved.test(broadcasterId, plain(broadcasterId, name));
    }

    /** Whether it is a command that the channel has without having made it. */
    boolean isOnlyBuiltIn(TwitchUserId broadcasterId, String name) {
        return find(broadcasterId, name).isEmpty()
                && (isBuiltIn(broadcasterId, name)
                        || BuiltIns.in(broadcasterId, this).stream()
                                .anyMatch(one -> one.givesWay() && one.name().equals(plain(broadcasterId, name))));
    }

    /** As people write it in the channel's chat. */
    String written(TwitchUserId broadcasterId, String name) {
        return prefix.apply(broadcasterId) + plain(broadcasterId, name);
    }

    private String plain(TwitchUserId broadcasterId, String typed) {
        return ItemName.withoutPrefix(typed, prefix.apply(broadcasterId));
    }

    /** @param by at most {@link #MOST_COUNTED} on either side of zero; anything beyond counts as that */
    public Change<CustomCommand> addToCounter(TwitchUserId broadcasterId, String nameOrAlias, long by) {
        return count(
                broadcasterId,
                nameOrAlias,
                command -> store.addToCount(kind.id(), broadcasterId, command.name(), clamped(by)));
    }

    /** @param count limited as in {@link #addToCounter} */
    public Change<CustomCommand> setCounter(TwitchUserId broadcasterId, String nameOrAlias, long count) {
        return count(
                broadcasterId,
                nameOrAlias,
                command -> store.setCount(kind.id(), broadcasterId, command.name(), clamped(count)));
    }

    static long clamped(long count) {
        return Math.max(-MOST_COUNTED, Math.min(MOST_COUNTED, count));
    }

    /**
     * Counts one answered use. While the database is down it is kept in memory and counted with the next one, because
     * the answer matters more than its count.
     */
    Change<CustomCommand> countUse(TwitchUserId broadcasterId, CustomCommand command) {
        return changing(broadcasterId, () -> {
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
}
