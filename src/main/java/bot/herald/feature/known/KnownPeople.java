package bot.herald.feature.known;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.RaidReceived;
import bot.herald.feature.Feature;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.Wants;
import bot.herald.feature.known.KnownPeopleSettings.Gift;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Texts;
import bot.herald.settings.Problem;
import bot.herald.stream.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Recommends people on the channel's list when they first write in a stream, once per stream, even after a restart. Raiders who were
 * greeted count as recommended.
 */
public final class KnownPeople implements Feature<KnownPeopleSettings> {
    private static final Texts TEXTS = Texts.beside(KnownPeople.class);
    private static final String KEY = "greeted";
    /** Starts closer than this are one stream that was interrupted, or whose start Twitch reports in two ways. */
    private static final Duration SAME_STREAM = Duration.ofMinutes(10);

    private static final int LONGEST_MEMORY = 2_000;

    private final SettingsBook settings;
    private final BiFunction<TwitchUserId, Account, String> text;
    private final BiConsumer<TwitchUserId, TwitchUserId> shoutouts;
    private final Map<TwitchUserId, Greeted> greeted = new ConcurrentHashMap<>();

    /**
     * @param text the recommendation; may block
     * @param shoutouts accepts requests for Twitch's own shoutouts, as channel and target
     */
    public KnownPeople(
            SettingsBook settings,
            BiFunction<TwitchUserId, Account, String> text,
            BiConsumer<TwitchUserId, TwitchUserId> shoutouts) {
        this.settings = settings;
        this.text = text;
        this.shoutouts = shoutouts;
    }

    @Override
    public String id() {
        return "known-people";
    }

    @Override
    public String title() {
        return "Shoutouts for people you know";
    }

    @Override
    public String summary() {
        return "Recommends the people on your list when they first write in a stream.";
    }

    @Override
    public KnownPeopleSettings defaults() {
        return KnownPeopleSettings.DEFAULTS;
    }

    @Override
    public List<Problem> problems(KnownPeopleSettings wanted) {
        return wanted.people().stream()
                .filter(name -> !TwitchLogin.isValid(TwitchLogin.bare(name)))
                .map(name -> new Problem("people", TEXTS.saying("no-login", "written", name)))
                .limit(1)
                .toList();
    }

    @Override
    public Wants wants(KnownPeopleSettings wanted) {
        return wanted.isOn() ? Wants.events(Set.of(ChatMessageReceived.class, RaidReceived.class)) : Wants.NOTHING;
    }

    @Override
    public boolean hear(ChatMessageReceived line, KnownPeopleSettings wanted) {
        return wanted.names(line.chatter().login().value());
    }

    @Override
    public void handle(ChannelEvent event, KnownPeopleSettings wanted, FeatureServices bot) {
        if (event instanceof RaidReceived raid
                && wanted.names(raid.raider().login().value())
                && settings.of(raid.broadcasterId()).greets(raid)) {
            first(raid.broadcasterId(), raid.raider().id(), bot).ifPresent(all -> keep(raid.broadcasterId(), all, bot));
        } else if (event instanceof ChatMessageReceived line
                && hear(line, wanted)
                && !line.chatter().id().equals(line.broadcasterId())) {
            first(line.broadcasterId(), line.chatter().id(), bot)
                    .filter(all -> bot.actsOn(line))
                    .ifPresent(all -> {
                        // Stored first, so that a crash in between does not repeat it.
                        keep(line.broadcasterId(), all, bot);
                        give(line.broadcasterId(), line.chatter(), wanted.gift(), bot);
                    });
        }
    }

    private void give(TwitchUserId channel, Account person, Gift gift, FeatureServices bot) {
        String line = gift == Gift.SHOUTOUT ? "" : text.apply(channel, person);
        if (!line.isEmpty()) {
            bot.say(channel, line);
        }
        if (gift != Gift.MESSAGE) {
            shoutouts.accept(channel, person.id());
        }
    }

    /** Everybody recommended in this stream, including this person, if they are new; empty while the channel is offline. */
    private Optional<Greeted> first(TwitchUserId channel, TwitchUserId person, FeatureServices bot) {
        Optional<Instant> since = bot.stream(channel).flatMap(StreamState::liveSince);
        if (since.isEmpty() || knows(greeted.get(channel), since.get(), person)) {
            return Optional.empty();
        }
        // Another instance may have recommended them in the meantime.
        Greeted now = bot.memory()
                .recall(channel, KEY)
                .flatMap(Greeted::parse)
                .filter(kept -> kept.isOf(since.get()))
                .orElseGet(() -> new Greeted(since.get(), Set.of()));
        greeted.put(channel, now);
        return now.people().contains(person.value()) ? Optional.empty() : Optional.of(now.with(person));
    }

    private static boolean knows(@Nullable Greeted kept, Instant since, TwitchUserId person) {
        return kept != null && kept.isOf(since) && kept.people().contains(person.value());
    }

    private void keep(TwitchUserId channel, Greeted all, FeatureServices bot) {
        greeted.put(channel, all);
        bot.memory().remember(channel, KEY, all.text());
    }

    /** The people recommended in the stream that began at that time. */
    private record Greeted(Instant since, Set<String> people) {
        static Optional<Greeted> parse(String text) {
            List<String> words = List.of(text.split(" "));
            try {
                return Optional.of(
                        new Greeted(Instant.parse(words.get(0)), new LinkedHashSet<>(words.subList(1, words.size()))));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }

        boolean isOf(Instant start) {
            return Duration.between(since, start).abs().compareTo(SAME_STREAM) < 0;
        }

        Greeted with(TwitchUserId person) {
            Set<String> all = new LinkedHashSet<>(people);
            all.add(person.value());
            return new Greeted(since, all);
        }

        /** Leaves out the oldest if not all of them fit. */
        String text() {
            String all = String.join(" ", people);
            int room = LONGEST_MEMORY - since.toString().length() - 1;
            String fits = all.length() <= room ? all : all.substring(all.indexOf(' ', all.length() - room) + 1);
            return since + " " + fits;
        }
    }
}
