package bot.herald.account;

import bot.herald.account.AuditEntry.Action;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which connected channels a person may manage: their own, those they moderate, and for admins all.
 *
 * <p>Twitch is asked once, at login; from then on its events keep the answer true, so showing a page costs no call.
 * Safe for concurrent use.
 */
public final class ManagedChannels {
    private static final Logger log = LoggerFactory.getLogger(ManagedChannels.class);

    private final ChannelService channels;
    private final ManagedChannelStore store;
    private final ModeratedChannels twitch;
    private final Admins admins;
    private final AuditLog audit;
    private final Clock clock;
    /** What events said while Twitch was being asked about a person: they are younger than its answer. */
    private final Map<TwitchUserId, Map<TwitchUserId, Boolean>> duringLookup = new ConcurrentHashMap<>();

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

    /** The person's own channel first, the others by login. */
    public List<Channel> of(Person person) {
        Set<TwitchUserId> moderated = store.moderatedBy(person.id());
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
        return store.moderatedBy(person.id()).contains(broadcaster) ? Access.MODERATOR : Access.NONE;
    }

    /** Asks Twitch where the person moderates; if it does not answer, what was known stays. */
    public void learn(TwitchUserId person) {
        duringLookup.put(person, new ConcurrentHashMap<>());
        Optional<Set<TwitchUserId>> answer = twitch.of(person);
        synchronized (this) {
            Map<TwitchUserId, Boolean> since =
                    Optional.ofNullable(duringLookup.remove(person)).orElse(Map.of());
            answer.ifPresent(moderated -> replace(person, moderated, since));
        }
    }

    private void replace(TwitchUserId person, Set<TwitchUserId> moderated, Map<TwitchUserId, Boolean> since) {
        Set<TwitchUserId> now = new HashSet<>(moderated);
        since.forEach((broadcaster, moderates) -> {
            if (moderates) {
                now.add(broadcaster);
            } else {
                now.remove(broadcaster);
            }
        });
        now.remove(person);
        // No event tells when it ends, so it counts for some hours only.
        Set<TwitchUserId> notConnected = now.stream()
                .filter(broadcaster -> channels.find(broadcaster).isEmpty())
                .collect(Collectors.toSet());
        now.removeAll(notConnected);
        store.remember(person, notConnected, clock.instant());
        Set<TwitchUserId> before = store.moderatedBy(person);
        before.stream()
                .filter(broadcaster -> !now.contains(broadcaster))
                .forEach(broadcaster -> lost(person, broadcaster));
        now.forEach(broadcaster -> gained(person, broadcaster));
    }

    synchronized void moderatorAdded(TwitchUserId broadcaster, TwitchUserId person) {
        noteDuringLookup(broadcaster, person, true);
        if (channels.find(broadcaster).isPresent()) {
            gained(person, broadcaster);
        }
    }

    synchronized void moderatorRemoved(TwitchUserId broadcaster, TwitchUserId person) {
        noteDuringLookup(broadcaster, person, false);
        lost(person, broadcaster);
    }

    /**
     * Whoever is known to moderate the channel manages it at once.
     *
     * @param news whether it was not connected until now: then nobody kept true who moderated it before
     */
    public synchronized void channelConnected(TwitchUserId broadcaster, boolean news) {
        write(Action.CHANNEL_CONNECTED, broadcaster, Actor.of(broadcaster), Optional.empty());
        if (news) {
            rememberModerators(broadcaster);
        }
    }

    /** As {@link #channelConnected}, by another process, which wrote down that it was. */
    public synchronized void channelConnectedElsewhere(TwitchUserId broadcaster) {
        rememberModerators(broadcaster);
    }

    private void rememberModerators(TwitchUserId broadcaster) {
        Set<TwitchUserId> moderators = store.rememberedModerators(broadcaster, clock.instant());
        store.forget(broadcaster);
        moderators.forEach(person -> gained(person, broadcaster));
    }

    /** @param actor who disconnected it */
    public synchronized void channelDisconnected(TwitchUserId broadcaster, TwitchUserId actor) {
        store.forget(broadcaster);
        write(Action.CHANNEL_DISCONNECTED, broadcaster, Actor.of(actor), Optional.empty());
    }

    private void noteDuringLookup(TwitchUserId broadcaster, TwitchUserId person, boolean moderates) {
        duringLookup.computeIfPresent(person, (id, since) -> {
            since.put(broadcaster, moderates);
            return since;
        });
    }

    private void gained(TwitchUserId person, TwitchUserId broadcaster) {
        if (store.add(new Moderation(person, broadcaster), clock.instant())) {
            log.info("user={} broadcaster={} may manage the channel as a moderator", person, broadcaster);
            write(Action.ACCESS_GAINED, broadcaster, Actor.TWITCH, Optional.of(person));
        }
    }

    private void lost(TwitchUserId person, TwitchUserId broadcaster) {
        if (store.remove(new Moderation(person, broadcaster))) {
            log.info("user={} broadcaster={} no longer manages the channel", person, broadcaster);
            write(Action.ACCESS_LOST, broadcaster, Actor.TWITCH, Optional.of(person));
        }
    }

    private void write(Action action, TwitchUserId broadcaster, Actor actor, Optional<TwitchUserId> subject) {
        audit.write(new AuditEntry(clock.instant(), action, broadcaster, actor, subject));
    }
}
