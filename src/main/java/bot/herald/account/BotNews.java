package bot.herald.account;

import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the activity log of every channel that the bot is another account now. */
public final class BotNews {
    private static final Logger log = LoggerFactory.getLogger(BotNews.class);

    private final Supplier<List<TwitchUserId>> channels;
    private final AuditLog audit;
    private final Clock clock;

    /** @param channels the connected ones */
    public BotNews(Supplier<List<TwitchUserId>> channels, AuditLog audit, Clock clock) {
        this.channels = channels;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param by who confirmed it; empty for the operator */
    public void replaced(TwitchLogin old, TwitchUserId nowId, TwitchLogin now, Optional<TwitchUserId> by) {
        Actor actor = by.map(Actor::of).orElse(Actor.COMMAND_LINE);
        log.warn("user={} login={} is the bot in place of {}, confirmed by {}", nowId, now, old, actor);
        Edit edit = new Edit("bot", Optional.of(json(old)), Optional.of(json(now)));
        channels.get()
                .forEach(channel -> audit.write(new AuditEntry(
                        clock.instant(), Action.BOT_REPLACED, channel, actor, Optional.of(nowId), Optional.of(edit))));
    }

    /** A login needs no escaping. */
    private static String json(TwitchLogin login) {
        return "{\"login\":\"" + login + "\"}";
    }
}
