package bot.herald.moderation;

import bot.herald.account.ManagedChannels;
import bot.herald.account.PersonStore;
import bot.herald.auth.BotAccount;
import bot.herald.auth.Credential;
import bot.herald.chat.BotRoles;
import bot.herald.chat.ChannelRole;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.lifecycle.WhileLeading;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows where the bot is a moderator. It asks Twitch at start, when a bot or a channel connects, and every six hours; in between,
 * events and the badges of the bot's own lines tell. Events for moderators only are subscribed to only there.
 */
public final class BotModeration implements EventHandler, Component {
    private static final Logger log = LoggerFactory.getLogger(BotModeration.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofHours(6);
    /** At first the stored answer is good enough, and creating subscriptions needs the processor. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private final BotAccount bot;
    private final PersonStore people;
    private final ManagedChannels managed;
    private final Function<TwitchUserId, Set<TwitchUserId>> known;
    private final BotRoles roles;
    private final WhileLeading leading;
    private final Clock clock;
    private final Runnable reconcileAll;
    private final Consumer<TwitchUserId> reconcile;
    /** Where the bot is known to moderate; a badge elsewhere is news. */
    private final Set<TwitchUserId> moderated = ConcurrentHashMap.newKeySet();

    private final Recurring looks = new Recurring(
            "bot-moderation",
            FIRST_LOOK,
            BETWEEN_LOOKS,
            this::look,
            fault -> log.warn(
                    "asking Twitch where the bot is a moderator failed, retrying: {}",
                    fault.getClass().getSimpleName()));

    /**
     * @param known stores where people moderate
     * @param roles told where the bot is a moderator, first as stored and then as Twitch answers
     * @param leading whether this process is the one to ask Twitch
     * @param reconcileAll called when the answer may have changed anywhere
     * @param reconcile called for one broadcaster
     */
    public BotModeration(
            BotAccount bot,
            PersonStore people,
            ManagedChannels managed,
            Function<TwitchUserId, Set<TwitchUserId>> known,
            BotRoles roles,
            WhileLeading leading,
            Clock clock,
            Runnable reconcileAll,
            Consumer<TwitchUserId> reconcile) {
        this.bot = bot;
        this.people = people;
        this.managed = managed;
        this.known = known;
        this.roles = roles;
        this.leading = leading;
        this.clock = clock;
        this.reconcileAll = reconcileAll;
        this.reconcile = reconcile;
    }

    @Override
    public String name() {
        return looks.name();
    }

    @Override
    public void start() {
        looks.start();
    }

    /** Asks Twitch in the background. */
    public void lookSoon() {
        looks.soon();
    }

    private void look() {
        bot.credential().ifPresent(credential -> {
            TwitchUserId self = credential.key().userId();
            Set<TwitchUserId> before = known.apply(self);
            moderated.addAll(before);
            before.forEach(roles::isModerator);
            leading.run(() -> ask(credential, before));
        });
    }

    private void ask(Credential credential, Set<TwitchUserId> before) {
        TwitchUserId self = credential.key().userId();
        introduce(credential);
        managed.learn(self);
        Set<TwitchUserId> now = known.apply(self);
        moderated.addAll(now);
        moderated.retainAll(now);
        now.forEach(roles::isModerator);
        before.stream().filter(id -> !now.contains(id)).forEach(roles::isNoModerator);
        reconcileAll.run();
    }

    /** Where people moderate is stored only for known people, and the bot never logs in to the dashboard. */
    private void introduce(Credential credential) {
        TwitchUserId id = credential.key().userId();
        if (people.find(id).isEmpty()) {
            people.loggedIn(
                    new TwitchProfile(id, credential.login(), credential.login().value(), ""), clock.instant());
        }
    }

    @Override
    public boolean hear(ChatMessageReceived line) {
        return showsThatItModerates(line) && !moderated.contains(line.broadcasterId());
    }

    @Override
    public void handle(ChannelEvent event) {
        if (event instanceof ChatMessageReceived message) {
            seen(message);
        } else if (event instanceof ModeratorAdded added) {
            changed(added.broadcasterId(), added.moderator().id());
        } else if (event instanceof ModeratorRemoved removed) {
            changed(removed.broadcasterId(), removed.moderator().id());
        }
    }

    /** Events about new moderators arrive only for some channels; the badge of the bot's own line works in all. */
    private void seen(ChatMessageReceived message) {
        TwitchUserId broadcaster = message.broadcasterId();
        if (!showsThatItModerates(message) || !moderated.add(broadcaster)) {
            return;
        }
        try {
            managed.moderatorAdded(broadcaster, message.chatter().id());
        } catch (RuntimeException e) {
            // The badge of the bot's next line tells again.
            moderated.remove(broadcaster);
            if (!StorageFailure.isReasonOf(e)) {
                throw e;
            }
            log.debug("broadcaster={} that the bot moderates there is kept when the database is back", broadcaster);
            return;
        }
        reconcile.accept(broadcaster);
    }

    private boolean showsThatItModerates(ChatMessageReceived line) {
        TwitchUserId chatter = line.chatter().id();
        return bot.get().filter(chatter::equals).isPresent()
                && !line.isSharedChatCopy()
                && !line.broadcasterId().equals(chatter)
                && ChannelRole.of(line.badges()) == ChannelRole.MODERATOR;
    }

    private void changed(TwitchUserId broadcaster, TwitchUserId moderator) {
        if (bot.get().filter(moderator::equals).isPresent()) {
            moderated.remove(broadcaster);
            reconcile.accept(broadcaster);
        }
    }

    @Override
    public Health check() {
        return looks.check();
    }

    @Override
    public void close() {
        looks.close();
    }
}
