package bot.herald.feature.command;

import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamWords;
import bot.herald.template.Placeholder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code !title}: shows the stream's title, or changes it for a moderator who writes one. */
final class TitleCommand implements ChatCommand {
    private final StreamDirectory streams;
    private final StreamChanges changes;
    private final Clock clock;

    TitleCommand(StreamDirectory streams, StreamChanges changes, Clock clock) {
        this.streams = streams;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "title";
    }

    @Override
    public List<String> answer(CommandCall call) {
        if (call.isByModerator() && !call.arguments().isBlank()) {
            return changes.title(call, streams);
        }
        return streams.of(call.broadcasterId())
                .map(state ->
                        List.of("Title: " + StreamWords.of(Placeholder.TITLE, Optional.of(state), clock.instant())))
                .orElse(List.of(Say.TWITCH_SILENT));
    }
}
