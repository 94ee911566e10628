package bot.herald.subscription;

import bot.herald.auth.BotAccount;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.ShoutoutCreated;
import bot.herald.event.UserUpdated;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionPlan.PlannedChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the plan from who is connected now and what they granted; it is empty until there is a bot account. */
public final class SubscriptionPlanner implements Supplier<SubscriptionPlan> {
    private final BotAccount bot;
    private final Supplier<List<TwitchUserId>> channels;
    private final CredentialService credentials;

    private final Function<TwitchUserId, Set<TwitchUserId>> moderatedBy;
    private final Function<TwitchUserId, WantedEvents> wanted;
    private final Supplier<Attended> attended;

    /**
     * Who is logged in, and what that concerns.
     *
     * @param channels their own and those that they are known to moderate
     * @param watched channels whose live list somebody has open
     */
    public record Attended(Set<TwitchUserId> people, Set<TwitchUserId> channels, Set<TwitchUserId> watched) {
        /** What keeps true who may manage a channel, and its name, while somebody could see it. */
        private static final Set<Class<? extends ChannelEvent>> EVENTS =
                Set.of(ModeratorAdded.class, ModeratorRemoved.class, UserUpdated.class);

        /** What takes lines off the chat: the list strikes them through. */
        private static final Set<String> DELETIONS =
                Set.of("channel.chat.message_delete", "channel.chat.clear_user_messages", "channel.chat.clear");

        public Attended {
            people = Set.copyOf(people);
            channels = Set.copyOf(channels);
            watched = Set.copyOf(watched);
        }
    }

    /**
     * @param channels the connected ones
     * @param moderatedBy the channels that an account is known to moderate
     * @param wanted what the features of a channel want to hear of
     * @param attended who is logged in now
     */
    public SubscriptionPlanner(
            BotAccount bot,
            Supplier<List<TwitchUserId>> channels,
            CredentialService credentials,
            Function<TwitchUserId, Set<TwitchUserId>> moderatedBy,
            Function<TwitchUserId, WantedEvents> wanted,
            Supplier<Attended> attended) {
        this.bot = bot;
        this.channels = channels;
        this.credentials = credentials;
        this.moderatedBy = moderatedBy;
        this.wanted = wanted;
        this.attended = attended;
    }

    @Override
    public SubscriptionPlan get() {
        Optional<TwitchUserId> botId = bot.get();
        if (botId.isEmpty()) {
            return SubscriptionPlan.EMPTY;
        }
        Attended now = attended.get();
        Set<TwitchUserId> moderated = new HashSet<>(moderatedBy.apply(botId.get()));
        // A broadcaster may do in the own channel what a moderator may.
        moderated.add(botId.get());
        List<PlannedChannel> planned = channels.get().stream()
                .flatMap(
                        id -> planned(credentials.find(CredentialKey.channel(id)), wanted(id, moderated, now)).stream())
                .toList();
        List<TwitchUserId> people = credentials.all(Purpose.LOGIN).stream()
                .filter(Credential::isUsable)
                .map(held -> held.key().userId())
                .filter(now.people()::contains)
                .toList();
        return SubscriptionPlan.of(planned(bot.credential(), WantedEvents.NONE), planned, people);
    }

    /** Of shoutouts Twitch tells moderators only. */
    private WantedEvents wanted(TwitchUserId channel, Set<TwitchUserId> moderated, Attended now) {
        WantedEvents all = wanted.apply(channel);
        Set<Class<? extends ChannelEvent>> kinds = new HashSet<>(all.kinds());
        Set<String> types = new HashSet<>(all.types());
        if (!moderated.contains(channel)) {
            kinds.remove(ShoutoutCreated.class);
            types.remove("channel.shoutout.create");
        }
        if (now.channels().contains(channel)) {
            kinds.addAll(Attended.EVENTS);
        }
        if (now.watched().contains(channel)) {
            types.addAll(Attended.DELETIONS);
        }
        return new WantedEvents(kinds, types);
    }

    private static Optional<PlannedChannel> planned(Optional<Credential> credential, WantedEvents events) {
        return credential
                .filter(Credential::isUsable)
                .map(held -> new PlannedChannel(held.key().userId(), held.scopes(), events));
    }
}
