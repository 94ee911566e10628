package bot.herald.feature.command;

import bot.herald.event.Account;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamEditor;
import bot.herald.stream.StreamEditor.Outcome;
import bot.herald.stream.StreamState;
import bot.herald.stream.StreamWords;
import bot.herald.template.Placeholder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Changes of title and category, as moderators ask for them in chat.
 *
 * @param isOn whether a channel lets its moderators do that
 */
public record StreamChanges(StreamEditor editor, Predicate<TwitchUserId> isOn, Log log) {
    /** Writes down who changed what. */
    public interface Log {
        /** @param what {@code title} or {@code category} */
        void changed(TwitchUserId broadcasterId, Account moderator, String what, String before, String after);
    }

    List<String> title(CommandCall call, StreamDirectory streams) {
        String title = call.arguments();
        return title.codePointCount(0, title.length()) > StreamEditor.LONGEST_TITLE
                ? List.of("A title can have at most " + StreamEditor.LONGEST_TITLE + " characters.")
                : changed(call, streams, "title", StreamState::title, editor::title);
    }

    List<String> category(CommandCall call, StreamDirectory streams) {
        return changed(call, streams, "category", StreamState::category, editor::category);
    }

    private List<String> changed(
            CommandCall call,
            StreamDirectory streams,
            String what,
            Function<StreamState, String> shown,
            BiFunction<TwitchUserId, String, Outcome> change) {
        if (!isOn.test(call.broadcasterId())) {
            return List.of("Changing the " + what + " from chat is off. Switch on 'Stream editing' on the dashboard.");
        }
        Optional<StreamState> before = streams.of(call.broadcasterId());
        Outcome outcome = change.apply(call.broadcasterId(), call.arguments());
        if (outcome instanceof Outcome.Changed changed) {
            streams.changed(call.broadcasterId());
            log.changed(
                    call.broadcasterId(),
                    call.message().chatter(),
                    what,
                    before.map(shown).orElse(""),
                    changed.now());
        }
        return List.of(answer(outcome, what));
    }

    private static String answer(Outcome outcome, String what) {
        if (outcome instanceof Outcome.Changed changed) {
            return "The " + what + " is now: " + changed.now();
        }
        if (outcome instanceof Outcome.NotGranted) {
            return "The streamer has to allow that first: connect the channel again on the dashboard.";
        }
        if (outcome instanceof Outcome.NoSuchCategory) {
            return "Twitch has no category like that.";
        }
        if (outcome instanceof Outcome.SeveralCategories several) {
            return "Which one: " + String.join(", ", several.names()) + "?";
        }
        if (outcome instanceof Outcome.Refused refused) {
            return "Twitch refused this " + what + ": " + refused.reason();
        }
        return outcome instanceof Outcome.Later
                ? "Twitch isn't answering right now, so nothing changed. Please try again."
                : "Twitch didn't say whether the " + what + " changed. Please check.";
    }

    /** {@code !game}: shows the category, or changes it for a moderator who writes one. */
    static final class GameCommand implements ChatCommand {
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
                    .map(state -> List.of(
                            "Category: " + StreamWords.of(Placeholder.GAME, Optional.of(state), clock.instant())))
                    .orElse(List.of(Say.TWITCH_SILENT));
        }
    }

    /** {@code !title}: shows the stream's title, or changes it for a moderator who writes one. */
    static final class TitleCommand implements ChatCommand {
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
}
