package bot.herald.feature.raid;

import bot.herald.chat.OutgoingMessage;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.event.RaidReceived;
import bot.herald.event.Role;
import bot.herald.moderation.Speech;
import bot.herald.settings.ChannelSettings;
import bot.herald.template.ChatText;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.TemplateValues;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Greets a raid in the channel that was raided, as its settings say, and asks for a shoutout.
 *
 * <p>Blocks for two seconds at most, and only if the greeting names what only Twitch knows.
 */
public final class RaidGreeter implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(RaidGreeter.class);

    private static final String ADDRESS = "twitch.tv/";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RaidServices services;
    private final RaidFacts facts;
    private final RecentRaids recent;

    public RaidGreeter(RaidServices services) {
        this(services, PATIENCE);
    }

    /** @param patience how long a greeting may wait for what only Twitch knows */
    RaidGreeter(RaidServices services, Duration patience) {
        this.services = services;
        this.facts = new RaidFacts(services.streams(), services.lookup(), services.clock(), patience);
        this.recent = new RecentRaids(services.clock());
    }

    @Override
    public String name() {
        return "raid-greeter";
    }

    @Override
    public void handle(ChannelEvent event) {
        if (event instanceof RaidReceived raid) {
            ChannelSettings settings = services.settings().of(raid.broadcasterId());
            boolean welcome = raid.viewers() >= settings.raidMinimumViewers()
                    && !settings.ignores(raid.raider().login())
                    && !services.hostile().test(raid)
                    && recent.isNew(raid, settings.raidPause());
            log.info(
                    "broadcaster={} raid from user={} login={} viewers={} greeted={}",
                    raid.broadcasterId(),
                    raid.raider().id(),
                    raid.raider().login(),
                    raid.viewers(),
                    welcome);
            if (welcome) {
                greet(raid, settings);
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
        if (settings.shoutoutOnRaid()) {
            services.shoutouts().request(raid.broadcasterId(), raid.raider().id());
        }
    }

    private String greeting(RaidReceived raid, ChannelSettings settings) {
        Template template = template(raid, settings.raidGreeting());
        Map<Placeholder, String> looked = facts.of(raid, template);
        Template.Said said = template.said(new Values(raid, looked), services.random());
        Speech speech = new Speech(
                raid.broadcasterId(),
                Optional.of(raid.raider()),
                Role.EVERYONE,
                said,
                Set.of(raid.raider().displayName()));
        return services.speech().allow(speech) ? said.text() : "";
    }

    private static Template template(RaidReceived raid, String text) {
        if (Template.parse(text, Placeholder.RAID) instanceof Template.Parsed.Good good) {
            return good.template();
        }
        log.error(
                "broadcaster={} the greeting for raids cannot be used, Herald's own is: change it",
                raid.broadcasterId());
        return ((Template.Parsed.Good) Template.parse(ChannelSettings.DEFAULT_RAID_GREETING, Placeholder.RAID))
                .template();
    }

    private final class Values implements TemplateValues {
        private final RaidReceived raid;
        private final Map<Placeholder, String> looked;

        Values(RaidReceived raid, Map<Placeholder, String> looked) {
            this.raid = raid;
            this.looked = looked;
        }

        @Override
        public String of(Placeholder placeholder) {
            return switch (placeholder) {
                case RAIDER -> ChatText.clean(raid.raider().displayName());
                case VIEWERS -> Integer.toString(raid.viewers());
                case PARTY -> raid.viewers() == 1 ? "1 viewer" : raid.viewers() + " viewers";
                case LINK -> ADDRESS + raid.raider().login();
                case CHANNEL -> services.channelName().apply(raid.broadcasterId());
                default -> looked.getOrDefault(placeholder, "");
            };
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
}
