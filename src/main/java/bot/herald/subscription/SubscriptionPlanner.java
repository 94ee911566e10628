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
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionPlan.Part;
import bot.herald.subscription.SubscriptionPlan.PlannedChannel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan from who is connected now and what they granted; it is empty until there is a bot account.
 *
 * <p>Called on every pass, and a thousand channels cause many: a channel for which nothing has changed is not planned
 * again, and if nothing has changed at all the plan is the very same object. Safe for concurrent use.
 */
public final class SubscriptionPlanner implements Supplier<SubscriptionPlan> {
    private final BotAccount bot;
    private final Supplier<List<TwitchUserId>> channels;
    private final CredentialService credentials;

    private final Function<TwitchUserId, Set<TwitchUserId>> moderatedBy;
    private final Function<TwitchUserId, WantedEvents> wanted;
    private final Supplier<Attended> attended;

    /** The last plan, by channel and as a whole. Guarded by the lock, as is the rest. */
    private final Map<TwitchUserId, Planned> parts = new LinkedHashMap<>();

    private Optional<PlannedChannel> speaker = Optional.empty();
    private List<TwitchUserId> people = List.of();
    /** Null after something has changed. */
    private @Nullable SubscriptionPlan last;

    /** Everything that a channel's part of the plan depends on, besides the bot account. */
    private record Basis(
            Set<Scope> granted, WantedEvents wanted, boolean moderated, boolean attended, boolean watched) {}

    private record Planned(Basis basis, Part part) {}

    /**
     * Who is logged in, and which channels they could look at.
     *
     * @param channels their own and those that they are known to moderate
     * @param watched channels whose live list somebody has open
     */
    public record Attended(Set<TwitchUserId> people, Set<TwitchUserId> channels, Set<TwitchUserId> watched) {
        /** Keep a channel's managers and its name up to date while somebody could see them. */
        private static final Set<Class<? extends ChannelEvent>> EVENTS =
                Set.of(ModeratorAdded.class, ModeratorRemoved.class, UserUpdated.class);

        /** Report messages that are removed from chat: the live list strikes them through. */
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
     * @param wanted the events that a channel's features want
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
    public synchronized SubscriptionPlan get() {
        Optional<TwitchUserId> botId = bot.get();
        if (botId.isEmpty()) {
            return SubscriptionPlan.EMPTY;
        }
        Attended now = attended.get();
        Set<TwitchUserId> moderated = new HashSet<>(moderatedBy.apply(botId.get()));
        // A broadcaster may do in their own channel what a moderator may.
        moderated.add(botId.get());
        Optional<PlannedChannel> account = bot.credential()
                .filter(Credential::isUsable)
                .map(held -> new PlannedChannel(held.key().userId(), held.scopes()));
        if (!account.equals(speaker)) {
            last = null;
            parts.clear();
            speaker = account;
        }
        planChannels(moderated, now);
        List<TwitchUserId> loggedIn = credentials.all(Purpose.LOGIN).stream()
                .filter(Credential::isUsable)
                .map(held -> held.key().userId())
                .filter(now.people()::contains)
                .toList();
        if (!loggedIn.equals(people)) {
            last = null;
            people = loggedIn;
        }
        SubscriptionPlan plan = last;
        if (plan == null) {
            plan = SubscriptionPlan.of(
                    speaker, parts.values().stream().map(Planned::part).toList(), people);
            last = plan;
        }
        return plan;
    }

    private void planChannels(Set<TwitchUserId> moderated, Attended now) {
        List<TwitchUserId> connected = channels.get();
        int found = 0;
        for (TwitchUserId id : connected) {
            Optional<Credential> held =
                    credentials.find(CredentialKey.channel(id)).filter(Credential::isUsable);
            if (held.isPresent()) {
                found++;
                Basis basis = new Basis(
                        held.get().scopes(),
                        wanted.apply(id),
                        moderated.contains(id),
                        now.channels().contains(id),
                        now.watched().contains(id));
                Planned before = parts.get(id);
                if (before == null || !before.basis.equals(basis)) {
                    last = null;
                    parts.put(id, new Planned(basis, Part.of(speaker, channel(id, basis))));
                }
            } else if (parts.remove(id) != null) {
                last = null;
            }
        }
        if (parts.size() > found) {
            last = null;
            parts.keySet().retainAll(Set.copyOf(connected));
        }
    }

    /** Twitch reports shoutouts to moderators only. */
    private static PlannedChannel channel(TwitchUserId id, Basis basis) {
        Set<Class<? extends ChannelEvent>> kinds = new HashSet<>(basis.wanted.kinds());
        Set<String> types = new HashSet<>(basis.wanted.types());
        if (!basis.moderated) {
            kinds.remove(ShoutoutCreated.class);
            types.remove("channel.shoutout.create");
        }
        if (basis.attended) {
            kinds.addAll(Attended.EVENTS);
        }
        if (basis.watched) {
            types.addAll(Attended.DELETIONS);
        }
        return new PlannedChannel(id, basis.granted, new WantedEvents(kinds, types));
    }
}
