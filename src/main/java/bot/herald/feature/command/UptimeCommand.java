package bot.herald.feature.command;

import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamState;
import bot.herald.template.Words;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code !uptime}: how long the stream has run. */
final class UptimeCommand implements ChatCommand {
    private final StreamDirectory streams;
    private final Function<TwitchUserId, String> channelName;
    private final Clock clock;

    UptimeCommand(StreamDirectory streams, Function<TwitchUserId, String> channelName, Clock clock) {
        this.streams = streams;
        this.channelName = channelName;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "uptime";
    }

    @Override
    public List<String> answer(CommandCall call, Sentences say) {
        Optional<StreamState> state = streams.of(call.broadcasterId());
        if (state.isEmpty()) {
            return List.of(say.say("twitch-silent"));
        }
        String channel = channelName.apply(call.broadcasterId());
        return List.of(state.get()
                .liveSince()
                .map(since -> say.say(
                        "uptime",
                        "channel",
                        channel,
                        "time",
                        Words.span(say.language(), Duration.between(since, clock.instant()))))
                .orElse(say.say("uptime.offline", "channel", channel)));
    }
}
