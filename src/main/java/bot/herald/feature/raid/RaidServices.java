package bot.herald.feature.raid;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.RaidReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.moderation.SpeechRules;
import bot.herald.settings.SettingsBook;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * What a greeting is made from, and where it goes.
 *
 * @param streams knows the raided channel
 * @param lookup asked about the raider
 * @param channelName the raided channel's name, to read
 * @param speech judges greetings, which hold the raider's words
 * @param hostile whether a raid was found to be one, which is not greeted
 */
public record RaidServices(
        SettingsBook settings,
        StreamDirectory streams,
        StreamLookup lookup,
        Function<TwitchUserId, String> channelName,
        RaidShoutouts shoutouts,
        Consumer<OutgoingMessage> chat,
        Announcements announcements,
        SpeechRules speech,
        Predicate<RaidReceived> hostile,
        RandomGenerator random,
        Clock clock) {}
