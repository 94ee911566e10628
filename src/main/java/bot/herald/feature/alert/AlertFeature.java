package bot.herald.feature.alert;

import static bot.herald.template.Placeholder.BITS;
import static bot.herald.template.Placeholder.CHANNEL;
import static bot.herald.template.Placeholder.COUNT;
import static bot.herald.template.Placeholder.INPUT;
import static bot.herald.template.Placeholder.MONTHS;
import static bot.herald.template.Placeholder.REWARD;
import static bot.herald.template.Placeholder.TIER;
import static bot.herald.template.Placeholder.USER;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.Cheered;
import bot.herald.event.Followed;
import bot.herald.event.Resubscribed;
import bot.herald.event.RewardRedeemed;
import bot.herald.event.Role;
import bot.herald.event.Subscribed;
import bot.herald.event.SubscriptionsGifted;
import bot.herald.feature.Feature;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.Wants;
import bot.herald.feature.alert.FollowThanks.Thanks;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Texts;
import bot.herald.moderation.Speech;
import bot.herald.template.Placeholder;
import bot.herald.template.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Thanks for follows, subscriptions, gifts, cheers and redeemed rewards, each if a channel wants it. */
public final class AlertFeature implements Feature<AlertSettings> {
    private static final Texts TEXTS = Texts.beside(AlertFeature.class);

    private final Map<TwitchUserId, FollowThanks> follows = new ConcurrentHashMap<>();

    @Override
    public String id() {
        return "alerts";
    }

    @Override
    public String title() {
        return "Thanks";
    }

    @Override
    public String summary() {
        return "Thanks in chat for follows, subscriptions, gifts, cheers and redeemed rewards.";
    }

    @Override
    public AlertSettings defaults() {
        return AlertSettings.OFF;
    }

    @Override
    public AlertSettings spoken(AlertSettings settings, Language language) {
        return settings.spoken(language);
    }

    @Override
    public Wants wants(AlertSettings settings) {
        Set<Class<? extends ChannelEvent>> events = new HashSet<>();
        add(events, settings.follows(), Followed.class);
        add(events, settings.subscriptions(), Subscribed.class);
        add(events, settings.resubscriptions(), Resubscribed.class);
        add(events, settings.gifts(), SubscriptionsGifted.class);
        add(events, settings.cheers(), Cheered.class);
        add(events, settings.redemptions(), RewardRedeemed.class);
        Wants wants = Wants.events(events);
        return settings.follows() ? wants.withTicks() : wants;
    }

    private static void add(
            Set<Class<? extends ChannelEvent>> events, boolean wanted, Class<? extends ChannelEvent> event) {
        if (wanted) {
            events.add(event);
        }
    }

    @Override
    public void handle(ChannelEvent event, AlertSettings set, FeatureServices services) {
        TwitchUserId channel = event.broadcasterId();
        Language language = services.language(channel);
        AlertSettings settings = set.spoken(language);
        if (event instanceof Followed followed) {
            Account follower = followed.follower();
            // One bad name among several would keep all from being thanked.
            if (speech(
                            services,
                            channel,
                            Optional.of(follower),
                            Role.EVERYONE,
                            settings.followText(),
                            Placeholder.FOLLOW,
                            Map.of(USER, follower.displayName(), COUNT, "1"))
                    .filter(services::maySay)
                    .isEmpty()) {
                return;
            }
            thanksFor(channel)
                    .followed(follower, services.waits().instant())
                    .ifPresent(thanks -> thank(channel, thanks, settings, services));
        } else if (event instanceof Subscribed subscribed && !subscribed.gift()) {
            say(
                    services,
                    channel,
                    Optional.of(subscribed.subscriber()),
                    Role.SUBSCRIBER,
                    settings.subscriptionText(),
                    Placeholder.SUBSCRIPTION,
                    Map.of(USER, subscribed.subscriber().displayName(), TIER, tier(subscribed.tier())));
        } else if (event instanceof Resubscribed again) {
            say(
                    services,
                    channel,
                    Optional.of(again.subscriber()),
                    Role.SUBSCRIBER,
                    settings.resubscriptionText(),
                    Placeholder.RESUBSCRIPTION,
                    Map.of(
                            USER, again.subscriber().displayName(),
                            TIER, tier(again.tier()),
                            MONTHS, Integer.toString(again.cumulativeMonths()),
                            INPUT, again.text()));
        } else if (event instanceof SubscriptionsGifted gifted) {
            say(
                    services,
                    channel,
                    gifted.giver(),
                    Role.EVERYONE,
                    settings.giftText(),
                    Placeholder.GIFT,
                    Map.of(
                            USER, name(gifted.giver(), language),
                            COUNT, Integer.toString(gifted.count()),
                            TIER, tier(gifted.tier())));
        } else if (event instanceof Cheered cheered && cheered.bits() >= settings.leastBits()) {
            say(
                    services,
                    channel,
                    cheered.chatter(),
                    Role.EVERYONE,
                    settings.cheerText(),
                    Placeholder.CHEER,
                    Map.of(
                            USER, name(cheered.chatter(), language),
                            BITS, Integer.toString(cheered.bits()),
                            INPUT, cheered.text()));
        } else if (event instanceof RewardRedeemed redeemed) {
            say(
                    services,
                    channel,
                    Optional.of(redeemed.redeemer()),
                    Role.EVERYONE,
                    settings.redemptionText(),
                    Placeholder.REDEMPTION,
                    Map.of(
                            USER, redeemed.redeemer().displayName(),
                            REWARD, redeemed.rewardTitle(),
                            INPUT, redeemed.input()));
        }
    }

    @Override
    public void tick(TwitchUserId channel, AlertSettings settings, FeatureServices services) {
        thanksFor(channel)
                .due(services.waits().instant())
                .ifPresent(thanks -> thank(channel, thanks, settings.spoken(services.language(channel)), services));
    }

    private FollowThanks thanksFor(TwitchUserId channel) {
        return follows.computeIfAbsent(channel, id -> new FollowThanks());
    }

    private static void thank(TwitchUserId channel, Thanks thanks, AlertSettings settings, FeatureServices services) {
        say(
                services,
                channel,
                Optional.empty(),
                Role.EVERYONE,
                settings.followText(),
                Placeholder.FOLLOW,
                Map.of(USER, names(thanks, services.language(channel)), COUNT, Integer.toString(thanks.count())));
    }

    private static String names(Thanks thanks, Language language) {
        List<String> all = new ArrayList<>(thanks.names());
        int others = thanks.count() - all.size();
        if (others > 0) {
            all.add(TEXTS.in(language).counted("others", others));
        }
        return Words.row(language, all);
    }

    private static void say(
            FeatureServices services,
            TwitchUserId channel,
            Optional<Account> viewer,
            Role role,
            String text,
            Set<Placeholder> allowed,
            Map<Placeholder, String> values) {
        speech(services, channel, viewer, role, text, allowed, values)
                .filter(services::maySay)
                .ifPresent(speech -> services.say(channel, speech.said().text()));
    }

    private static Optional<Speech> speech(
            FeatureServices services,
            TwitchUserId channel,
            Optional<Account> viewer,
            Role role,
            String text,
            Set<Placeholder> allowed,
            Map<Placeholder, String> values) {
        Map<Placeholder, String> all = new HashMap<>(values);
        all.put(CHANNEL, services.channelName(channel));
        Set<String> names = Set.copyOf(List.of(values.getOrDefault(USER, "").split(",? ")));
        return AlertTexts.rendered(
                        text,
                        allowed,
                        new AlertTexts.Values(all, services.clock().instant(), services.language(channel)),
                        services.random())
                .map(said -> new Speech(channel, viewer, role, said, names));
    }

    private static String name(Optional<Account> account, Language language) {
        return account.map(Account::displayName)
                .orElseGet(() -> TEXTS.in(language).say("anonymous"));
    }

    /** Twitch counts in thousands. */
    private static String tier(String tier) {
        return tier.endsWith("000") ? tier.substring(0, tier.length() - 3) : tier;
    }
}
