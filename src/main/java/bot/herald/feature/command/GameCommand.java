package bot.herald.feature.command;

import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamWords;
import bot.herald.template.Placeholder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code !game}: shows the category, or changes it for a moderator who writes one. */
final class GameCommand implements ChatCommand {
    private final StreamDirectory streams;
    private final StreamChanges changes;
    private final Clock clock;

    GameCommand(StreamDirectory streams, StreamChanges changes, Clock clock) {
        this.streams = streams;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "game";
    }

    @Override
    public List<String> answer(CommandCall call) {
        if (call.isByModerator() && !call.arguments().isBlank()) {
            return changes.category(call, streams);
        }
        return streams.of(call.broadcasterId())
                .map(state ->
                        List.of("Category: " + StreamWords.of(Placeholder.GAME, Optional.of(state), clock.instant())))
                .orElse(List.of(Say.TWITCH_SILENT));
    }
}
