package bot.herald.settings;

import bot.herald.identity.TwitchUserId;
import bot.herald.template.Placeholder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The settings of every channel, checked before they are saved. Safe for concurrent use. */
public final class SettingsBook {
    /** Enough for every bot of a channel and its pests. */
    public static final int MOST_IGNORED = 200;

    public static final int MOST_DISABLED = 50;
    private static final int MOST_RAID_PAUSE = 1_440;
    /** As long as Twitch makes one wait after a shoutout. */
    private static final int LEAST_SHOUTOUT_PATIENCE = 2;
    /** Longer ago, and nobody remembers the raid. */
    private static final int MOST_SHOUTOUT_PATIENCE = 60;

    private static final int MOST_VIEWERS = 1_000_000;
    /** No letters or digits, which ordinary lines begin with; / and . are Twitch's own; @ begins a mention. */
    private static final Pattern PREFIX = Pattern.compile("[^\\p{L}\\p{N}\\p{Z}\\p{C}/.@]{1,5}");

    private final SettingsStore store;
    private final ChannelCache<ChannelSettings> cache;

    public SettingsBook(SettingsStore store) {
        this.store = store;
        this.cache = new ChannelCache<>(
                id -> store.load(id).orElse(ChannelSettings.DEFAULTS), store::loadAll, id -> ChannelSettings.DEFAULTS);
    }

    /** The defaults while nothing was set. */
    public ChannelSettings of(TwitchUserId broadcasterId) {
        return cache.get(broadcasterId);
    }

    /** Whether {@link #of} does not block. */
    public boolean isHeld(TwitchUserId broadcasterId) {
        return cache.isHeld(broadcasterId);
    }

    /**
     * Replaces the whole; the version inside {@code wanted} does not count.
     *
     * @param expectedVersion of the settings that the change was made from; empty to overwrite whatever is there
     */
    public Change<ChannelSettings> replace(
            TwitchUserId broadcasterId, ChannelSettings wanted, OptionalLong expectedVersion) {
        List<Problem> problems = problems(wanted);
        if (!problems.isEmpty()) {
            return new Change.Invalid<>(problems);
        }
        return cache.changing(broadcasterId, () -> {
            ChannelSettings current = cache.get(broadcasterId);
            if (expectedVersion.isPresent() && expectedVersion.getAsLong() != current.version()) {
                return new Change.Conflict<>(cache.reload(broadcasterId));
            }
            ChannelSettings next = wanted.withVersion(current.version() + 1);
            if (!store.save(broadcasterId, next)) {
                return new Change.Conflict<>(cache.reload(broadcasterId));
            }
            cache.put(broadcasterId, next);
            return new Change.Done<>(next);
        });
    }

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

    /** Everything wrong with the settings. */
    public static List<Problem> problems(ChannelSettings wanted) {
        List<Problem> problems = new ArrayList<>();
        wanted.commandPrefix()
                .filter(prefix -> !PREFIX.matcher(prefix).matches())
                .ifPresent(prefix -> problems.add(new Problem(
                        "commandPrefix", "The prefix must be 1 to 5 signs, no letters, digits, spaces, /, . or @.")));
        problems.addAll(TextCheck.of("raidGreeting", "greeting", wanted.raidGreeting(), Placeholder.RAID));
        if (wanted.raidMinimumViewers() < 0 || wanted.raidMinimumViewers() > MOST_VIEWERS) {
            problems.add(new Problem("raidMinimumViewers", "It must be 0 to " + MOST_VIEWERS + "."));
        }
        minutes("raidPauseMinutes", 0, MOST_RAID_PAUSE, wanted.raidPause(), problems);
        minutes(
                "shoutoutPatienceMinutes",
                LEAST_SHOUTOUT_PATIENCE,
                MOST_SHOUTOUT_PATIENCE,
                wanted.shoutoutPatience(),
                problems);
        atMost(MOST_IGNORED, wanted.ignoredLogins(), "ignoredLogins", problems);
        atMost(MOST_DISABLED, wanted.disabledCommands(), "disabledCommands", problems);
        for (String command : wanted.disabledCommands()) {
            ItemName.fault(command)
                    .ifPresent(fault -> problems.add(new Problem("disabledCommands", "A name " + fault + ".")));
        }
        return problems;
    }

    private static void minutes(String field, int least, int most, Duration time, List<Problem> problems) {
        if (time.compareTo(Duration.ofMinutes(least)) < 0
                || time.compareTo(Duration.ofMinutes(most)) > 0
                || !time.equals(Duration.ofMinutes(time.toMinutes()))) {
            problems.add(new Problem(field, "It must be " + least + " to " + most + " whole minutes."));
        }
    }

    private static void atMost(int most, List<?> items, String field, List<Problem> problems) {
        if (items.size() > most) {
            problems.add(new Problem(field, "At most " + most + " are allowed."));
        }
    }
}
