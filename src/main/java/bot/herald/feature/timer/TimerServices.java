package bot.herald.feature.timer;

import bot.herald.identity.TwitchUserId;
import bot.herald.settings.SettingsBook;
import bot.herald.stream.StreamDirectory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What timers work with.
 *
 * @param connected the channels to speak in
 * @param bot the account that speaks, whose lines do not count
 * @param channelName the channel's display name
 */
public record TimerServices(
        TimerBook timers,
        TimerStore store,
        SettingsBook settings,
        StreamDirectory streams,
        Supplier<List<TwitchUserId>> connected,
        Supplier<Optional<TwitchUserId>> bot,
        Function<TwitchUserId, String> channelName,
        RandomGenerator random,
        Clock clock) {}
