package bot.herald.feature.raid;

import bot.herald.chat.OutgoingMessage;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.SettingsBook;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What a greeting is made from, and where it goes.
 *
 * @param streams knows the raided channel
 * @param lookup asked about the raider
 * @param channelName the raided channel's name, to read
 */
public record RaidServices(
        SettingsBook settings,
        StreamDirectory streams,
        StreamLookup lookup,
        Function<TwitchUserId, String> channelName,
        RaidShoutouts shoutouts,
        Consumer<OutgoingMessage> chat,
        RandomGenerator random,
        Clock clock) {}
