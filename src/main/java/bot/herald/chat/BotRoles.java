package bot.herald.chat;

import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what the bot is in each channel: from the badges of its own lines, from moderator events, and from Twitch's
 * answers. Unknown counts as no role, which is slower and never wrong. Safe for concurrent use.
 */
public final class BotRoles implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(BotRoles.class);

    private final Supplier<Optional<TwitchUserId>> bot;
    private final Map<TwitchUserId, Known> known = new ConcurrentHashMap<>();
    private final List<Consumer<TwitchUserId>> listeners = new CopyOnWriteArrayList<>();

    /** Roles of the previous account say nothing about this one. */
    private record Known(TwitchUserId bot, ChannelRole role) {}

    /** @param bot the bot's account; empty while none is connected */
    public BotRoles(Supplier<Optional<TwitchUserId>> bot) {
        this.bot = bot;
    }

    @Override
    public String name() {
        return "bot-roles";
    }

    /** @param changed called with a channel where the bot's role changed, on the thread that found out; must not block */
    void listen(Consumer<TwitchUserId> changed) {
        listeners.add(changed);
    }

    /** The account that has these roles; another account starts without any, and no listener is called. */
    Optional<TwitchUserId> bot() {
        return bot.get();
    }

    public ChannelRole of(TwitchUserId broadcasterId) {
        Optional<TwitchUserId> self = bot.get();
        if (self.equals(Optional.of(broadcasterId))) {
            return ChannelRole.MODERATOR;
        }
        Known held = known.get(broadcasterId);
        return held != null && self.equals(Optional.of(held.bot())) ? held.role() : ChannelRole.EVERYONE;
    }

    /** Whether the bot is known to be a moderator or the broadcaster there. */
    public boolean moderates(TwitchUserId broadcasterId) {
        return of(broadcasterId) == ChannelRole.MODERATOR;
    }

    /** Call this when Twitch did something for the bot that it does only for moderators. */
    public void isModerator(TwitchUserId broadcasterId) {
        learn(broadcasterId, ChannelRole.MODERATOR);
    }

    /** Call this when Twitch treated the bot as somebody who is not a moderator. */
    public void isNoModerator(TwitchUserId broadcasterId) {
        if (moderates(broadcasterId)) {
            learn(broadcasterId, ChannelRole.EVERYONE);
        }
    }

    @Override
    public boolean hear(ChatMessageReceived line) {
        return isBot(line.chatter().id());
    }

    @Override
    public void handle(ChannelEvent event) {
        if (event instanceof ChatMessageReceived message
                && isBot(message.chatter().id())
                && !message.isSharedChatCopy()) {
            learn(message.broadcasterId(), ChannelRole.of(message.badges()));
        } else if (event instanceof ModeratorAdded added
                && isBot(added.moderator().id())) {
            isModerator(added.broadcasterId());
        } else if (event instanceof ModeratorRemoved removed
                && isBot(removed.moderator().id())) {
            isNoModerator(removed.broadcasterId());
        }
    }

    private boolean isBot(TwitchUserId user) {
        return bot.get().equals(Optional.of(user));
    }

    private void learn(TwitchUserId broadcasterId, ChannelRole role) {
        bot.get().ifPresent(self -> {
            Known now = new Known(self, role);
            Known before = known.put(broadcasterId, now);
            if (before == null) {
                // After each start, for every channel.
                log.debug("broadcaster={} the bot's role is {}", broadcasterId, role);
            } else if (before.role() != role) {
                log.info("broadcaster={} the bot's role is {} now", broadcasterId, role);
            }
            if (!now.equals(before)) {
                listeners.forEach(listener -> listener.accept(broadcasterId));
            }
        });
    }
}
