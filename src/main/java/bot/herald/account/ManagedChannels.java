package bot.herald.account;

import bot.herald.account.AuditEntry.Action;
import bot.herald.account.ManagedChannelStore.Moderation;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which connected channels a person may manage: their own, those they moderate, and for admins all.
 *
 * <p>Twitch is asked at login and every few hours; in between, events keep the answer up to date, so that showing a page
 * costs no call. A right ends if it is not confirmed for {@link #CONFIRMED_FOR}, or if the person's login no longer lets
 * us ask. Look-ups about one person run one at a time, and events that arrive during one override its answer.
 *
 * <p>Safe for concurrent use.
 */
public final class ManagedChannels {
    private static final Logger log = LoggerFactory.getLogger(ManagedChannels.class);

    /** How long a right lasts after its source last confirmed it. */
    static final Duration CONFIRMED_FOR = Duration.ofHours(24);

    private static final int FULL_PAGE = 100;

    private final ChannelService channels;
    private final ManagedChannelStore store;
    private final ModeratedChannels twitch;
    private final Admins admins;
    private final AuditLog audit;
    private final Clock clock;
    private final Map<TwitchUserId, Lookup> lookups = new ConcurrentHashMap<>();

    public ManagedChannels(
            ChannelService channels,
            ManagedChannelStore store,
            ModeratedChannels twitch,
            Admins admins,
            AuditLog audit,
            Clock clock) {
        this.channels = channels;
        this.store = store;
        this.twitch = twitch;
        this.admins = admins;
        this.audit = audit;
        this.clock = clock;
    }

    public boolean isAdmin(Person person) {
        return admins.include(person);
    }

    /** Whether the account is both the bot and a channel: then its own messages are not answered. */
    public boolean isBotAndChannel(TwitchUserId account) {
        return twitch.isTheBot(account) && channels.find(account).isPresent();
    }

    /** The person's own channel first, the others by login. */
    public List<Channel> of(Person person) {
        Set<TwitchUserId> moderated = moderatedBy(person.id());
        boolean admin = isAdmin(person);
        return channels.all().stream()
                .filter(channel -> admin || channel.id().equals(person.id()) || moderated.contains(channel.id()))
                .sorted(Comparator.comparing((Channel channel) -> !channel.id().equals(person.id()))
                        .thenComparing(channel -> channel.profile().login().value()))
                .toList();
    }

    /** The channel, if the person may manage it. */
    public Optional<Channel> find(Person person, TwitchUserId broadcaster) {
        return channels.find(broadcaster)
                .filter(channel -> access(person, broadcaster).mayManage());
    }

    /** {@link Access#NONE} also for a channel that is not connected. */
    public Access access(Person person, TwitchUserId broadcaster) {
        if (channels.find(broadcaster).isEmpty()) {
            return Access.NONE;
        }
        if (isAdmin(person)) {
            return Access.ADMIN;
        }
        if (broadcaster.equals(person.id())) {
            return Access.BROADCASTER;
        }
        return moderatedBy(person.id()).contains(broadcaster) ? Access.MODERATOR : Access.NONE;
    }

    private Set<TwitchUserId> moderatedBy(TwitchUserId person) {
        return twitch.mayBeAskedAbout(person)
                ? store.moderatedBy(person, clock.instant().minus(CONFIRMED_FOR))
                : Set.of();
    }

    /** The look-ups about one person: one under way, and those that wait for it. */
    private static final class Lookup {
        private final ReentrantLock turn = new ReentrantLock();
        private int askers;
        /** Reported by events while Twitch was being asked: newer than its answer. */
        private Map<TwitchUserId, Boolean> since = new HashMap<>();
    }

    /**
     * Asks Twitch where the person moderates; if it does not answer, nothing changes.
     *
     * @return whether it answered
     */
    public boolean learn(TwitchUserId person) {
        Lookup lookup = lookups.compute(person, (id, known) -> {
            Lookup joined = known == null ? new Lookup() : known;
            joined.askers++;
            return joined;
        });
        lookup.turn.lock();
        try {
            Instant asked = clock.instant();
            synchronized (this) {
                lookup.since = new HashMap<>();
            }
            Optional<Set<TwitchUserId>> answer = twitch.of(person).map(listed -> completed(person, listed));
            synchronized (this) {
                answer.ifPresent(moderated -> replace(person, moderated, lookup.since, asked));
            }
            return answer.isPresent();
        } finally {
            lookup.turn.unlock();
            lookups.computeIfPresent(person, (id, known) -> --known.askers == 0 ? null : known);
        }
    }

    /** Suspends the person's rights until Twitch confirms them, because no events kept them up to date. */
    void doubt(TwitchUserId person) {
        store.doubt(person);
    }

    /** Ends rights that have not been confirmed for too long. */
    synchronized void endUnconfirmed() {
        store.unconfirmedSince(clock.instant().minus(CONFIRMED_FOR)).stream()
                .filter(right -> !twitch.isTheBot(right.person()))
                .forEach(this::lost);
    }

    /** Twitch has ended lists at exactly a full page without a cursor: anything missing may only have been cut off. */
    private Set<TwitchUserId> completed(TwitchUserId person, Set<TwitchUserId> listed) {
        if (listed.isEmpty() || listed.size() % FULL_PAGE != 0) {
            return listed;
        }
        Set<TwitchUserId> all = new HashSet<>(listed);
        store.moderatedBy(person).stream()
                .filter(broadcaster -> !listed.contains(broadcaster))
                .filter(broadcaster -> twitch.moderates(broadcaster, person).orElse(true))
                .forEach(all::add);
        return all;
    }

    private void replace(
            TwitchUserId person, Set<TwitchUserId> moderated, Map<TwitchUserId, Boolean> since, Instant asked) {
        Set<TwitchUserId> now = new HashSet<>(moderated);
        since.forEach((broadcaster, moderates) -> {
            if (moderates) {
                now.add(broadcaster);
            } else {
                now.remove(broadcaster);
            }
        });
        now.remove(person);
        // No event reports the end of such a right, so it counts for some hours only.
        Set<TwitchUserId> notConnected = now.stream()
                .filter(broadcaster -> channels.find(broadcaster).isEmpty())
                .collect(Collectors.toSet());
        now.removeAll(notConnected);
        store.remember(person, notConnected, asked);
        Set<TwitchUserId> before = store.moderatedBy(person);
        before.stream()
                .filter(broadcaster -> !now.contains(broadcaster))
                .forEach(broadcaster -> lost(new Moderation(person, broadcaster)));
        now.forEach(broadcaster -> gained(new Moderation(person, broadcaster), asked));
    }

    /** Somebody moderates the channel from now on. */
    public synchronized void moderatorAdded(TwitchUserId broadcaster, TwitchUserId person) {
        noteDuringLookup(broadcaster, person, true);
        if (channels.find(broadcaster).isPresent() && (twitch.mayBeAskedAbout(person) || twitch.isTheBot(person))) {
            gained(new Moderation(person, broadcaster), clock.instant());
        }
    }

    synchronized void moderatorRemoved(TwitchUserId broadcaster, TwitchUserId person) {
        noteDuringLookup(broadcaster, person, false);
        lost(new Moderation(person, broadcaster));
    }

    /**
     * Everybody known to moderate the channel can manage it at once.
     *
     * @param news whether it was not connected before, so that its moderators were not tracked
     */
    public synchronized void channelConnected(TwitchUserId broadcaster, boolean news) {
        write(Action.CHANNEL_CONNECTED, broadcaster, Actor.of(broadcaster), Optional.empty());
        if (news) {
            rememberModerators(broadcaster);
        }
    }

    /** As {@link #channelConnected}, for a channel connected by another process, which logged it. */
    public synchronized void channelConnectedElsewhere(TwitchUserId broadcaster) {
        rememberModerators(broadcaster);
    }

    private void rememberModerators(TwitchUserId broadcaster) {
        Map<TwitchUserId, Instant> moderators = store.rememberedModerators(broadcaster, clock.instant());
        // Only earlier ones: a look-up that ended a moment ago may have found the channel connected already.
        store.forgetEarlier(broadcaster);
        moderators.forEach((person, at) -> gained(new Moderation(person, broadcaster), at));
    }

    /** @param actor who disconnected it */
    public synchronized void channelDisconnected(TwitchUserId broadcaster, TwitchUserId actor) {
        store.forget(broadcaster);
        write(Action.CHANNEL_DISCONNECTED, broadcaster, Actor.of(actor), Optional.empty());
    }

    private void noteDuringLookup(TwitchUserId broadcaster, TwitchUserId person, boolean moderates) {
        Lookup lookup = lookups.get(person);
        if (lookup != null) {
            lookup.since.put(broadcaster, moderates);
        }
    }

    private void gained(Moderation right, Instant confirmedAt) {
        if (store.add(right, clock.instant(), confirmedAt)) {
            log.info(
                    "user={} broadcaster={} may manage the channel as a moderator",
                    right.person(),
                    right.broadcaster());
            write(Action.ACCESS_GAINED, right.broadcaster(), Actor.TWITCH, Optional.of(right.person()));
        }
    }

    private void lost(Moderation right) {
        if (store.remove(right)) {
            log.info("user={} broadcaster={} no longer manages the channel", right.person(), right.broadcaster());
            write(Action.ACCESS_LOST, right.broadcaster(), Actor.TWITCH, Optional.of(right.person()));
        }
    }

    private void write(Action action, TwitchUserId broadcaster, Actor actor, Optional<TwitchUserId> subject) {
        audit.write(new AuditEntry(clock.instant(), action, broadcaster, actor, subject));
    }

    /** What a person may do with a channel. */
    public enum Access {
        /** For this person the channel does not exist. */
        NONE,
        MODERATOR,
        BROADCASTER,
        ADMIN;

        public boolean mayManage() {
            return this != NONE;
        }

        /** Moderators manage a channel like its broadcaster, but cannot take the bot away. */
        public boolean mayDisconnect() {
            return this == BROADCASTER || this == ADMIN;
        }
    }
}
