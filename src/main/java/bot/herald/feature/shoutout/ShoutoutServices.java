package bot.herald.feature.shoutout;

import bot.herald.chat.BotRoles;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.SettingsBook;
import bot.herald.stream.StreamDirectory;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What shoutouts depend on.
 *
 * @param streams must see an event before {@link ShoutoutQueue} does
 * @param bot the account that gives them
 */
public record ShoutoutServices(
        ShoutoutSender sender,
        ShoutoutTurns turns,
        StreamDirectory streams,
        SettingsBook settings,
        BotRoles roles,
        Supplier<Optional<TwitchUserId>> bot,
        ShoutoutObserver observer,
        Clock clock) {}
