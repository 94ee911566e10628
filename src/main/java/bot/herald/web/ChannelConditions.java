package bot.herald.web;

import bot.herald.auth.BotAccount;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialState;
import bot.herald.channel.ChannelCondition;
import bot.herald.channel.ChannelCondition.Facts;
import bot.herald.channel.ChannelCondition.Need;
import bot.herald.feature.ChannelSettings;
import bot.herald.feature.FeatureBook;
import bot.herald.feature.FeatureState;
import bot.herald.feature.MissingScopes;
import bot.herald.feature.Wants;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import bot.herald.subscription.SubscriptionStatus;
import bot.herald.web.pages.Frame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Works out whether everything that is on in a channel can act: which permissions both accounts have, whether the bot moderates,
 * what it hears and whether its lines appear.
 *
 * @param missing what a feature waits for in a channel
 * @param botLogin the login of the account that speaks
 * @param voice whether the bot's lines appear in a channel
 * @param moderates whether the bot is known to moderate a channel
 */
public record ChannelConditions(
        CredentialService credentials,
        BotAccount bot,
        Function<TwitchUserId, String> botLogin,
        FeatureBook features,
        BiFunction<TwitchUserId, Wants, MissingScopes> missing,
        Function<TwitchUserId, ChannelSettings> settings,
        Voice voice,
        Predicate<TwitchUserId> moderates) {
    /** Whether the bot's lines appear in a channel; reasons are Twitch's, each beginning with its code. */
    @FunctionalInterface
    public interface Voice {
        /** Why the bot may not write there; empty while it may. */
        Optional<String> silenced(TwitchUserId channel);

        /** Why Twitch did not show the bot's latest line; empty if it did, or if nobody knows. */
        default Optional<String> notShown(TwitchUserId channel) {
            return Optional.empty();
        }
    }

    /** Prefix of the bot's scopes that only work where it moderates. */
    private static final String OF_MODERATORS = "moderator:";

    private static final Map<String, String> HEARD =
            Map.of("channel.chat.message", "health.chat", "channel.raid", "health.raids");

    /**
     * The condition as far as it is known now.
     *
     * @param lacking scopes that the channel's token lacks
     * @param heard what the channel subscribes to
     */
    public ChannelCondition of(TwitchUserId channel, Collection<Scope> lacking, Collection<SubscriptionStatus> heard) {
        Optional<Credential> own = credentials
                .find(CredentialKey.channel(channel))
                .filter(credential -> credential.state() != CredentialState.NEEDS_REAUTHORIZATION);
        return ChannelCondition.of(new Facts(
                bot.isConnected() ? bot.get().map(botLogin) : Optional.empty(),
                own.isPresent(),
                sentence(voice.silenced(channel)),
                sentence(voice.notShown(channel)),
                unheard(heard),
                needs(channel, lacking, own.map(Credential::scopes).orElse(Set.of())),
                moderates.test(channel)));
    }

    private static Optional<Saying> sentence(Optional<String> reason) {
        return reason.map(english -> language -> HealthWords.sentence(english, language));
    }

    private static List<Saying> unheard(Collection<SubscriptionStatus> heard) {
        return heard.stream()
                .filter(one -> HEARD.containsKey(one.type())
                        && one.state() != SubscriptionStatus.SubscriptionState.ENABLED
                        && !one.reason().isEmpty())
                .map(one ->
                        (Saying) language -> Frame.TEXTS.in(language).say(HEARD.getOrDefault(one.type(), "health.chat"))
                                + ": "
                                + HealthWords.sentence(one.reason(), language))
                .toList();
    }

    private List<Need> needs(TwitchUserId channel, Collection<Scope> lacking, Set<Scope> granted) {
        List<Need> needs = new ArrayList<>();
        Set<Scope> others = new HashSet<>(lacking);
        for (FeatureState<?> feature : features.list(channel)) {
            if (feature.isOn()) {
                MissingScopes awaited = missing.apply(channel, feature.wants());
                others.removeAll(awaited.ofBroadcaster());
                needs.add(new Need(
                        saying(feature.title()),
                        words(awaited.ofBroadcaster()),
                        words(awaited.ofBot()),
                        feature.wants().botScopes().stream()
                                .anyMatch(scope -> scope.value().startsWith(OF_MODERATORS))));
            }
        }
        // What the channel itself needs, besides its features.
        needs.add(new Need(saying("Herald"), words(others), List.of(), false));
        ChannelSettings set = settings.apply(channel);
        if (set.shoutoutOnRaid() && !granted.contains(Scope.MODERATOR_MANAGE_SHOUTOUTS)) {
            needs.add(new Need(saying("Shoutouts"), List.of(), List.of(), true));
        }
        if (set.raidAnnouncement()) {
            needs.add(new Need(saying("Greetings as announcements"), List.of(), List.of(), true));
        }
        return needs;
    }

    private static List<Saying> words(Collection<Scope> scopes) {
        return scopes.stream()
                .sorted()
                .map(scope -> saying(ScopeWords.cannot(scope)))
                .toList();
    }

    private static Saying saying(String english) {
        return language -> Frame.TEXTS.like(english, language);
    }
}
