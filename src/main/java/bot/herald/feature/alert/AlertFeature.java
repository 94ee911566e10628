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

/** Thanks people for follows, subscriptions, gifts, cheers and redeemed rewards, as the channel chooses. */
public final class AlertFeature implements Feature<AlertSettings> {
    private static final Texts TEXTS = Texts.beside(AlertFeature.class);

    private final Map<TwitchUserId, FollowThanks> follows = new ConcurrentHashMap<>();

    @Override
    public String id() {
        return "alerts";
    }

    @Override
    public String title() {
        return "Thank-you messages";
    }

    @Override
    public String summary() {
        return "Thanks people in chat for follows, subscriptions, gifts, cheers and redeemed rewards.";
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
    public void handle(ChannelEvent event, AlertSettings settings, FeatureServices services) {
        TwitchUserId channel = event.broadcasterId();
        Language language = services.language(channel);
        alert(event, settings.spoken(language), language).ifPresent(alert -> {
            if (event instanceof Followed followed) {
                thankLater(followed, alert, settings.spoken(language), services);
            } else {
                say(channel, alert, services);
            }
        });
    }

    /**
     * What to say.
     *
     * @param viewer who is thanked; empty if anonymous, or several
     * @param role the viewer's role as far as the event tells it
     * @param text the channel's template
     * @param allowed the placeholders that the text may use
     */
    private record Alert(
            Optional<Account> viewer,
            Role role,
            String text,
            Set<Placeholder> allowed,
            Map<Placeholder, String> values) {}

    private static Optional<Alert> alert(ChannelEvent event, AlertSettings settings, Language language) {
        if (event instanceof Followed followed) {
            return Optional.of(new Alert(
                    Optional.of(followed.follower()),
                    Role.EVERYONE,
                    settings.followText(),
                    Placeholder.FOLLOW,
                    Map.of(USER, followed.follower().displayName(), COUNT, "1")));
        }
        if (event instanceof Subscribed subscribed && !subscribed.gift()) {
            return Optional.of(new Alert(
                    Optional.of(subscribed.subscriber()),
                    Role.SUBSCRIBER,
                    settings.subscriptionText(),
                    Placeholder.SUBSCRIPTION,
                    Map.of(USER, subscribed.subscriber().displayName(), TIER, tier(subscribed.tier()))));
        }
        if (event instanceof Resubscribed again) {
            return Optional.of(new Alert(
                    Optional.of(again.subscriber()),
                    Role.SUBSCRIBER,
                    settings.resubscriptionText(),
                    Placeholder.RESUBSCRIPTION,
                    Map.of(
                            USER, again.subscriber().displayName(),
                            TIER, tier(again.tier()),
                            MONTHS, Integer.toString(again.cumulativeMonths()),
                            INPUT, again.text())));
        }
        if (event instanceof SubscriptionsGifted gifted) {
            return Optional.of(new Alert(
                    gifted.giver(),
                    Role.EVERYONE,
                    settings.giftText(),
                    Placeholder.GIFT,
                    Map.of(
                            USER, name(gifted.giver(), language),
                            COUNT, Integer.toString(gifted.count()),
                            TIER, tier(gifted.tier()))));
        }
        if (event instanceof Cheered cheered && cheered.bits() >= settings.leastBits()) {
            return Optional.of(new Alert(
                    cheered.chatter(),
                    Role.EVERYONE,
                    settings.cheerText(),
                    Placeholder.CHEER,
                    Map.of(
                            USER, name(cheered.chatter(), language),
                            BITS, Integer.toString(cheered.bits()),
                            INPUT, cheered.text())));
        }
        if (event instanceof RewardRedeemed redeemed) {
            return Optional.of(new Alert(
                    Optional.of(redeemed.redeemer()),
                    Role.EVERYONE,
                    settings.redemptionText(),
                    Placeholder.REDEMPTION,
                    Map.of(
                            USER, redeemed.redeemer().displayName(),
                            REWARD, redeemed.rewardTitle(),
                            INPUT, redeemed.input())));
        }
        return Optional.empty();
    }

    /** Thanks a follower together with others, unless the filters reject the name, which would reject the whole line. */
    private void thankLater(Followed followed, Alert alone, AlertSettings settings, FeatureServices services) {
        TwitchUserId channel = followed.broadcasterId();
        if (speech(channel, alone, services).filter(services::maySay).isPresent()) {
            thanksFor(channel)
                    .followed(followed.follower(), services.waits().instant())
                    .ifPresent(thanks -> thank(channel, thanks, settings, services));
        }
    }

    @Override
    public Pending pending(TwitchUserId channel, AlertSettings settings, FeatureServices services) {
        FollowThanks thanks = follows.get(channel);
        return thanks != null && thanks.isAnybodyWaiting() ? Pending.HERE : Pending.NOTHING;
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
        Map<Placeholder, String> values =
                Map.of(USER, names(thanks, services.language(channel)), COUNT, Integer.toString(thanks.count()));
        say(
                channel,
                new Alert(Optional.empty(), Role.EVERYONE, settings.followText(), Placeholder.FOLLOW, values),
                services);
    }

    private static String names(Thanks thanks, Language language) {
        List<String> all = new ArrayList<>(thanks.names());
        int others = thanks.count() - all.size();
        if (others > 0) {
            all.add(TEXTS.in(language).counted("others", others));
        }
        return Words.row(language, all);
    }

    private static void say(TwitchUserId channel, Alert alert, FeatureServices services) {
        speech(channel, alert, services)
                .filter(services::maySay)
                .ifPresent(speech -> services.say(channel, speech.said().text()));
    }

    private static Optional<Speech> speech(TwitchUserId channel, Alert alert, FeatureServices services) {
        Map<Placeholder, String> all = new HashMap<>(alert.values());
        all.put(CHANNEL, services.channelName(channel));
        Set<String> names =
                Set.copyOf(List.of(alert.values().getOrDefault(USER, "").split(",? ")));
        return AlertTexts.rendered(
                        alert.text(),
                        alert.allowed(),
                        new AlertTexts.Values(all, services.clock().instant(), services.language(channel)),
                        services.random())
                .map(said -> new Speech(channel, alert.viewer(), alert.role(), said, names));
    }

    private static String name(Optional<Account> account, Language language) {
        return account.map(Account::displayName)
                .orElseGet(() -> TEXTS.in(language).say("anonymous"));
    }

    /** Twitch numbers tiers in thousands. */
    private static String tier(String tier) {
        return tier.endsWith("000") ? tier.substring(0, tier.length() - 3) : tier;
    }
}
