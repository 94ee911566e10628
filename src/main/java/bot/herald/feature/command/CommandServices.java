package bot.herald.feature.command;

import bot.herald.feature.FeatureCommands;
import bot.herald.identity.TwitchUserId;
import bot.herald.moderation.SpeechRules;
import bot.herald.settings.SettingsBook;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import java.time.Clock;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * What the chat commands work with.
 *
 * @param features the commands that other features bring
 * @param speech judges answers that hold a viewer's words
 * @param prefix what commands begin with in a channel
 * @param channelName the channel's display name
 */
public record CommandServices(
        CommandBook commands,
        FeatureCommands features,
        QuoteStore quotes,
        SettingsBook settings,
        StreamDirectory streams,
        StreamChanges streamChanges,
        StreamLookup streamLookup,
        PeopleLookup people,
        ShoutoutRequests shoutouts,
        SpeechRules speech,
        Function<TwitchUserId, String> prefix,
        Function<TwitchUserId, String> channelName,
        RandomGenerator random,
        Clock clock) {}
