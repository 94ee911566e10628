package bot.herald.discord;

import bot.herald.discord.BotEvent.Began;
import bot.herald.discord.BotEvent.Member;
import bot.herald.discord.BotEvent.MemberIs;
import bot.herald.discord.BotEvent.MemberLeft;
import bot.herald.discord.BotEvent.ServerDown;
import bot.herald.discord.BotEvent.ServerIs;
import bot.herald.discord.BotEvent.ServerLeft;
import bot.herald.discord.DiscordBot.Asked;
import bot.herald.discord.DiscordBot.Standing;
import bot.herald.discord.ServerStore.Membership;
import bot.herald.discord.ServerStore.Presence;
import bot.herald.identity.DiscordUserId;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.retry.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps track of the servers the bot is in and of who may manage them: by the gateway's events, and after a gap by asking for everybody
 * concerned, a few at a time. Only the leading instance does so; the others read what it stores. Safe for concurrent use.
 */
public final class DiscordServers extends PollingComponent {
    private static final Logger log = LoggerFactory.getLogger(DiscordServers.class);
    /** Members asked for per look, so that a gap of thousands does not use up Discord's limits. */
    private static final int ASKED_AT_ONCE = 20;
    /** How often members are asked for where no event tells when they change. */
    static final Duration WITHOUT_EVENTS = Duration.ofMinutes(50);

    private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE / 2);

    private final Optional<DiscordBot> bot;
    private final Optional<BotConnection> connection;
    private final ServerStore store;
    private final Predicate<DiscordUserId> isKnown;
    private final Consumer<Member> profiles;
    private final Consumer<String> counted;
    private final Consumer<Server> changed;
    private final WhileLeading leading;
    private final Clock clock;
    /** Events per server and member: an answer that was requested before the latest event is outdated. Also the lock for both. */
    private final Map<String, Long> events = new HashMap<>();
    /** Guarded by the same. */
    private boolean closed;

    private final OwnLists lists;

    /**
     * Everything this depends on.
     *
     * @param bot empty without a bot token; then people's own lists are the only source
     * @param isKnown whether the account has logged in here; nothing is stored about others
     * @param ownLists asks Discord for somebody's server list, with their own token; empty if that is not possible now
     * @param profiles receives the current names and pictures of known members
     * @param counted receives {@code joined} or {@code left} for every member
     * @param changed receives each server that changed, so that links to it can be checked again
     */
    public record Needs(
            Optional<DiscordBot> bot,
            ServerStore store,
            Predicate<DiscordUserId> isKnown,
            Function<DiscordUserId, Optional<List<ListedServer>>> ownLists,
            Consumer<Member> profiles,
            Consumer<String> counted,
            Consumer<Server> changed,
            WhileLeading leading,
            Clock clock) {}

    public DiscordServers(Needs needs) {
        super("discord", "who may manage servers is not kept up to date");
        this.bot = needs.bot();
        this.store = needs.store();
        this.isKnown = needs.isKnown();
        this.profiles = needs.profiles();
        this.counted = needs.counted();
        this.changed = needs.changed();
        this.leading = needs.leading();
        this.clock = needs.clock();
        this.lists = new OwnLists(needs.store(), needs.ownLists(), needs.clock());
        this.connection = bot.map(one -> new BotConnection(one, this::heard, clock));
    }

    @Override
    public void close() {
        super.close();
        bot.ifPresent(DiscordBot::close);
        synchronized (events) {
            // What is under way has ended; what still waits is told anew at the next start.
            closed = true;
        }
    }

    public Standing standing() {
        return bot.map(DiscordBot::standing).orElse(Standing.CLOSED);
    }

    /** Stores a person's own list, as read at a login; called on any instance. */
    public void listed(DiscordUserId person, List<ListedServer> servers) {
        lists.listed(person, servers);
        soon();
    }

    @Override
    void look() {
        boolean leads = leading.run(() -> {
            connection.ifPresent(BotConnection::keep);
            bot.filter(at -> at.standing().isConnected()).ifPresent(this::ask);
            lists.look(standing());
        });
        if (!leads) {
            connection.ifPresent(BotConnection::giveUp);
        }
    }

    /** Asks for members about whom an event may have been missed. */
    private void ask(DiscordBot at) {
        for (Membership due : store.due(clock.instant(), ASKED_AT_ONCE)) {
            long before = eventsOf(due.serverId(), due.person());
            Asked answer = at.member(due.serverId(), due.person());
            synchronized (events) {
                if (eventsOf(due.serverId(), due.person()) != before) {
                    log.debug("discord={} an event came while this person was asked for: it wins", due.person());
                } else if (answer instanceof Asked.Is is) {
                    remember(due.serverId(), is.member());
                } else if (answer instanceof Asked.NoMember) {
                    remove(due.serverId(), due.person());
                } else if (answer instanceof Asked.Failed failed) {
                    log.debug("discord={} cannot be asked for: {}", due.person(), failed.reason());
                    store.put(due, clock.instant().plus(RetryPolicy.PASSING.after(1, Optional.empty())));
                    // The others would probably run into the same timeout, one after the other.
                    return;
                }
            }
        }
    }

    private void heard(BotEvent event) {
        synchronized (events) {
            if (closed) {
                return;
            }
            if (event instanceof Began began) {
                began(began);
            } else if (event instanceof ServerIs is) {
                server(is.server());
            } else if (event instanceof ServerDown down) {
                log.info("discord: server={} has an outage", down.serverId());
                store.presence(down.serverId(), Presence.DOWN);
            } else if (event instanceof ServerLeft left) {
                left(left.serverId());
            } else if (event instanceof MemberIs is) {
                member(is);
            } else if (event instanceof MemberLeft left) {
                memberLeft(left);
            }
        }
    }

    private void began(Began began) {
        log.info("discord: connected, in {} servers", began.serverIds().size());
        store.presences().forEach((id, presence) -> {
            if (began.serverIds().contains(id)) {
                askFor(id);
            } else if (presence != Presence.ABSENT) {
                left(id);
            }
        });
    }

    private void left(String serverId) {
        log.info("discord: the bot was removed from server={}", serverId);
        store.presence(serverId, Presence.ABSENT);
        // From now on people's own lists are the only source.
        askFor(serverId);
        store.server(serverId).ifPresent(changed);
    }

    private void askFor(String serverId) {
        store.askFor(serverId);
        soon();
    }

    private void server(Server server) {
        Presence before = store.presence(server.id()).orElse(Presence.ABSENT);
        store.here(server);
        if (before != Presence.HERE) {
            log.info(
                    "discord: {} server={}",
                    before == Presence.DOWN ? "the outage is over in" : "the bot is now in",
                    server.id());
            askFor(server.id());
        }
        Instant now = clock.instant();
        for (Membership member : store.members(server.id())) {
            boolean manages = server.mayManage(member.person(), member.roleIds());
            // Memberships that come from a person's own list have no roles.
            if (!member.fromList() && isNews(member.person(), server.id(), manages)) {
                store.put(new Membership(server.id(), member.person(), manages, member.roleIds(), false, now), askAt());
            }
        }
        changed.accept(server);
    }

    private void member(MemberIs is) {
        if (is.isNew()) {
            counted.accept("joined");
        }
        if (isKnown.test(is.member().id())) {
            if (is.isNew()) {
                log.info("discord={} joined server={}", is.member().id(), is.serverId());
            }
            concerned(is.serverId(), is.member().id());
            remember(is.serverId(), is.member());
            profiles.accept(is.member());
        }
    }

    private void memberLeft(MemberLeft left) {
        counted.accept("left");
        if (isKnown.test(left.person())) {
            concerned(left.serverId(), left.person());
            log.info("discord={} left server={}", left.person(), left.serverId());
            remove(left.serverId(), left.person());
        }
    }

    private void remember(String serverId, Member member) {
        store.server(serverId).ifPresent(server -> {
            boolean manages = server.mayManage(member.id(), member.roleIds());
            boolean isNews = isNews(member.id(), serverId, manages);
            store.put(
                    new Membership(serverId, member.id(), manages, member.roleIds(), false, clock.instant()), askAt());
            if (isNews) {
                changed.accept(server);
            }
        });
    }

    private void remove(String serverId, DiscordUserId person) {
        boolean isNews = isNews(person, serverId, false);
        store.remove(serverId, person);
        if (isNews) {
            store.server(serverId).ifPresent(changed);
        }
    }

    private boolean isNews(DiscordUserId person, String serverId, boolean manages) {
        if (manages == store.manages(serverId, person)) {
            return false;
        }
        log.info("discord={} {} server={}", person, manages ? "may manage" : "may no longer manage", serverId);
        return true;
    }

    private Instant askAt() {
        return standing() == Standing.WITHOUT_MEMBERS ? clock.instant().plus(WITHOUT_EVENTS) : NEVER;
    }

    private long eventsOf(String serverId, DiscordUserId person) {
        synchronized (events) {
            return events.getOrDefault(serverId + " " + person, 0L);
        }
    }

    private void concerned(String serverId, DiscordUserId person) {
        events.merge(serverId + " " + person, 1L, Long::sum);
    }
}
