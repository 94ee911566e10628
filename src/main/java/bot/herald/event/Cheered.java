package bot.herald.event;

import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/**
 * Somebody cheered with bits.
 *
 * @param chatter empty if anonymous
 */
public record Cheered(EventOrigin origin, TwitchUserId broadcasterId, Optional<Account> chatter, int bits, String text)
        implements ChannelEvent {}
