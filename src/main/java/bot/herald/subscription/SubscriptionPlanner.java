package bot.herald.subscription;

import bot.herald.auth.BotAccount;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ShoutoutCreated;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionPlan.PlannedChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Feeds the plan with who is connected now and what they granted; nothing is wanted before there is a bot account. */
public final class SubscriptionPlanner implements Supplier<SubscriptionPlan> {
    private final BotAccount bot;
    private final Supplier<List<TwitchUserId>> channels;
    private final CredentialService credentials;

    private final Function<TwitchUserId, Set<TwitchUserId>> moderatedBy;
    private final Function<TwitchUserId, WantedEvents> wanted;

    /**
     * @param channels the connected ones
     * @param moderatedBy the channels that an account is known to moderate
     * @param wanted what the features of a channel want to hear of
     */
    public SubscriptionPlanner(
            BotAccount bot,
            Supplier<List<TwitchUserId>> channels,
            CredentialService credentials,
            Function<TwitchUserId, Set<TwitchUserId>> moderatedBy,
            Function<TwitchUserId, WantedEvents> wanted) {
        this.bot = bot;
        this.channels = channels;
        this.credentials = credentials;
        this.moderatedBy = moderatedBy;
        this.wanted = wanted;
    }

    @Override
    public SubscriptionPlan get() {
        Optional<TwitchUserId> botId = bot.get();
        if (botId.isEmpty()) {
            return SubscriptionPlan.EMPTY;
        }
        Set<TwitchUserId> moderated = new HashSet<>(moderatedBy.apply(botId.get()));
        // A broadcaster may do in the own channel what a moderator may.
        moderated.add(botId.get());
        List<PlannedChannel> planned = channels.get().stream()
                .flatMap(id -> planned(credentials.find(CredentialKey.channel(id)), wanted(id, moderated)).stream())
                .toList();
        List<TwitchUserId> people = credentials.all(Purpose.LOGIN).stream()
                .filter(Credential::isUsable)
                .map(held -> held.key().userId())
                .toList();
        return SubscriptionPlan.of(planned(bot.credential(), WantedEvents.NONE), planned, people);
    }

    /** Of shoutouts Twitch tells moderators only. */
    private WantedEvents wanted(TwitchUserId channel, Set<TwitchUserId> moderated) {
        WantedEvents all = wanted.apply(channel);
        if (moderated.contains(channel)) {
            return all;
        }
        Set<Class<? extends ChannelEvent>> kinds = new HashSet<>(all.kinds());
        kinds.remove(ShoutoutCreated.class);
        Set<String> types = new HashSet<>(all.types());
        types.remove("channel.shoutout.create");
        return new WantedEvents(kinds, types);
    }

    private static Optional<PlannedChannel> planned(Optional<Credential> credential, WantedEvents events) {
        return credential
                .filter(Credential::isUsable)
                .map(held -> new PlannedChannel(held.key().userId(), held.scopes(), events));
    }
}
