package bot.herald.feature.raid;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.ChannelEvent;
import bot.herald.event.RaidReceived;
import bot.herald.event.Role;
import bot.herald.feature.ChannelSettings;
import bot.herald.feature.Feature;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.Wants;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Texts;
import bot.herald.moderation.Speech;
import bot.herald.moderation.SpeechRules;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import bot.herald.template.ChatText;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.TemplateValues;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Greets a raid in the channel that was raided, as its settings say, and requests a shoutout.
 *
 * <p>Blocks for at most two seconds, and only if the greeting uses something that only Twitch knows.
 */
public final class RaidGreeter implements Feature.WithoutSettings {
    private static final Logger log = LoggerFactory.getLogger(RaidGreeter.class);

    static final Texts TEXTS = Texts.beside(RaidGreeter.class);
    private static final String ADDRESS = "twitch.tv/";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Needs services;
    private final RaidFacts facts;
    private final RecentRaids recent;

    public RaidGreeter(Needs services) {
        this(services, PATIENCE);
    }

    /** @param patience how long a greeting may wait for details from Twitch */
    RaidGreeter(Needs services, Duration patience) {
        this.services = services;
        this.facts = new RaidFacts(services.streams(), services.lookup(), services.clock(), patience);
        this.recent = new RecentRaids(services.clock());
    }

    @Override
    public String id() {
        return "raid-greeter";
    }

    @Override
    public String title() {
        return "Raid greeting";
    }

    @Override
    public String summary() {
        return "Greets raids and gives a shoutout. Edit the text under Settings.";
    }

    @Override
    public Wants wants(Unset settings) {
        return Wants.events(Set.of(RaidReceived.class));
    }

    @Override
    public void handle(ChannelEvent event, Unset settings, FeatureServices bot) {
        if (event instanceof RaidReceived raid) {
            ChannelSettings channel = services.settings().of(raid.broadcasterId());
            boolean welcome =
                    channel.greets(raid) && !services.hostile().test(raid) && recent.isNew(raid, channel.raidPause());
            log.info(
                    "broadcaster={} raid from user={} login={} viewers={} greeted={}",
                    raid.broadcasterId(),
                    raid.raider().id(),
                    raid.raider().login(),
                    raid.viewers(),
                    welcome);
            if (welcome) {
                greet(raid, channel);
            }
        }
    }

    private void greet(RaidReceived raid, ChannelSettings settings) {
        String text = greeting(raid, settings);
        boolean announced = settings.raidAnnouncement()
                && !text.isEmpty()
                && services.announcements().post(raid.broadcasterId(), text);
        if (!text.isEmpty() && !announced) {
            services.chat().accept(OutgoingMessage.raid(raid.broadcasterId(), text));
        }
        if (settings.shoutoutOnRaid() && raid.viewers() >= settings.shoutoutMinimumViewers()) {
            services.shoutouts().request(raid.broadcasterId(), raid.raider().id());
        }
    }

    private String greeting(RaidReceived raid, ChannelSettings settings) {
        Template template = template(raid, settings);
        Map<Placeholder, String> looked = facts.of(raid, template, settings.language());
        Template.Said said = template.said(new Values(raid, looked, settings.language()), services.random());
        Speech speech = new Speech(
                raid.broadcasterId(),
                Optional.of(raid.raider()),
                Role.EVERYONE,
                said,
                Set.of(raid.raider().displayName()));
        return services.speech().allow(speech) ? said.text() : "";
    }

    private static Template template(RaidReceived raid, ChannelSettings settings) {
        if (Template.parse(settings.raidGreeting(), Placeholder.RAID) instanceof Template.Parsed.Good good) {
            return good.template();
        }
        log.error(
                "broadcaster={} the raid greeting has an error, so Herald's own is used: edit it in the settings",
                raid.broadcasterId());
        return ((Template.Parsed.Good)
                        Template.parse(ChannelSettings.defaultRaidGreeting(settings.language()), Placeholder.RAID))
                .template();
    }

    private final class Values implements TemplateValues {
        private final RaidReceived raid;
        private final Map<Placeholder, String> looked;
        private final Language language;

        Values(RaidReceived raid, Map<Placeholder, String> looked, Language language) {
            this.language = language;
            this.raid = raid;
            this.looked = looked;
        }

        @Override
        public String of(Placeholder placeholder) {
            return switch (placeholder) {
                case RAIDER -> ChatText.clean(raid.raider().displayName());
                case VIEWERS -> Integer.toString(raid.viewers());
                case PARTY -> TEXTS.in(language).counted("party", raid.viewers());
                case LINK -> ADDRESS + raid.raider().login();
                case CHANNEL -> services.channelName().apply(raid.broadcasterId());
                default -> looked.getOrDefault(placeholder, "");
            };
        }

        @Override
        public Language language() {
            return language;
        }

        @Override
        public Instant now() {
            return services.clock().instant();
        }

        @Override
        public String own(Placeholder placeholder, String value) {
            return switch (placeholder) {
                case RAIDER, TITLE -> Template.GAP;
                case LINK -> ADDRESS + Template.GAP;
                default -> value;
            };
        }
    }

    /**
     * What a greeting is made from, and where it goes.
     *
     * @param streams knows the raided channel
     * @param lookup asked about the raider
     * @param channelName the raided channel's display name
     * @param speech checks greetings, which contain the raider's words
     * @param hostile whether the guard found a raid hostile; such raids are not greeted
     */
    public record Needs(
            SettingsBook settings,
            StreamDirectory streams,
            StreamLookup lookup,
            Function<TwitchUserId, String> channelName,
            Shoutouts shoutouts,
            Consumer<OutgoingMessage> chat,
            Announcements announcements,
            SpeechRules speech,
            Predicate<RaidReceived> hostile,
            RandomGenerator random,
            Clock clock) {}

    /** Accepts the request for Twitch's own shoutout after a raid. Must not block. */
    @FunctionalInterface
    public interface Shoutouts {
        void request(TwitchUserId broadcasterId, TwitchUserId raider);
    }

    /**
     * Tells a new raid from one that is reported twice, and from a raider who comes back soon.
     *
     * <p>In memory: after a restart, a raider who comes back may be greeted once more. Safe for concurrent use.
     */
    static final class RecentRaids {
        /** Within this time, the same raider with the same viewers is the same raid, whatever its message ids. */
        private static final Duration SAME_RAID = Duration.ofMinutes(1);

        private static final Duration REMEMBERED = Duration.ofDays(1);

        private final Clock clock;
        private final Map<Pair, Seen> seen = new HashMap<>();

        private record Pair(TwitchUserId broadcasterId, TwitchUserId raider) {}

        private record Seen(Instant at, int viewers) {}

        RecentRaids(Clock clock) {
            this.clock = clock;
        }

        /** Whether to greet it; if so, the raider's pause begins now. */
        synchronized boolean isNew(RaidReceived raid, Duration pause) {
            Instant now = clock.instant();
            seen.values().removeIf(one -> !now.isBefore(one.at().plus(REMEMBERED)));
            Pair pair = new Pair(raid.broadcasterId(), raid.raider().id());
            Seen before = seen.get(pair);
            if (before != null && before.at().isAfter(now)) {
                // The host's clock was set back: restart the pause, so that it does not last for hours.
                before = new Seen(now, before.viewers());
                seen.put(pair, before);
            }
            if (before != null) {
                Duration ago = Duration.between(before.at(), now);
                boolean sameRaid = ago.compareTo(SAME_RAID) < 0 && before.viewers() == raid.viewers();
                if (sameRaid || ago.compareTo(pause) < 0) {
                    return false;
                }
            }
            seen.put(pair, new Seen(now, raid.viewers()));
            return true;
        }
    }
}
