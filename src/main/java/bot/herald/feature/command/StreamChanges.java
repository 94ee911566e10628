package bot.herald.feature.command;

import bot.herald.event.Account;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamEditor;
import bot.herald.stream.StreamEditor.Outcome;
import bot.herald.stream.StreamState;
import bot.herald.stream.StreamWords;
import bot.herald.template.Characters;
import bot.herald.template.Placeholder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Changes of title and category that moderators make in chat.
 *
 * @param isOn whether a channel lets its moderators do that
 */
public record StreamChanges(StreamEditor editor, Predicate<TwitchUserId> isOn, Log log) {
    /** Logs who changed what. */
    public interface Log {
        /** @param what {@code title} or {@code category} */
        void changed(TwitchUserId broadcasterId, Account moderator, String what, String before, String after);
    }

    List<String> title(CommandCall call, StreamDirectory streams, Sentences say) {
        String title = call.arguments();
        return Characters.areMoreThan(StreamEditor.LONGEST_TITLE, title)
                ? List.of(say.say("title.long", "most", StreamEditor.LONGEST_TITLE))
                : changed(call, streams, say, "title", StreamState::title, editor::title);
    }

    List<String> category(CommandCall call, StreamDirectory streams, Sentences say) {
        return changed(call, streams, say, "category", StreamState::category, editor::category);
    }

    private List<String> changed(
            CommandCall call,
            StreamDirectory streams,
            Sentences say,
            String what,
            Function<StreamState, String> shown,
            BiFunction<TwitchUserId, String, Outcome> change) {
        if (!isOn.test(call.broadcasterId())) {
            return List.of(say.say(what + ".off"));
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
        return List.of(answer(outcome, what, say));
    }

    private static String answer(Outcome outcome, String what, Sentences say) {
        if (outcome instanceof Outcome.Changed changed) {
            return say.say(what + ".now", what, changed.now());
        }
        if (outcome instanceof Outcome.NotGranted) {
            return say.say("stream.not-granted");
        }
        if (outcome instanceof Outcome.NoSuchCategory) {
            return say.say("category.none");
        }
        if (outcome instanceof Outcome.SeveralCategories several) {
            return say.say("category.several", "names", String.join(", ", several.names()));
        }
        if (outcome instanceof Outcome.Refused refused) {
            return say.say(what + ".refused", "reason", refused.reason());
        }
        return outcome instanceof Outcome.Later ? say.say("stream.later") : say.say(what + ".unclear");
    }

    private static String shown(StreamState state, Placeholder what, Clock clock, Sentences say) {
        return StreamWords.of(say.language(), what, Optional.of(state), clock.instant());
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
        public List<String> answer(CommandCall call, Sentences say) {
            if (call.isByModerator() && !call.arguments().isBlank()) {
                return changes.category(call, streams, say);
            }
            return streams.of(call.broadcasterId())
                    .map(state -> List.of(say.say("category", "category", shown(state, Placeholder.GAME, clock, say))))
                    .orElseGet(() -> List.of(say.say("twitch-silent")));
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
        public List<String> answer(CommandCall call, Sentences say) {
            if (call.isByModerator() && !call.arguments().isBlank()) {
                return changes.title(call, streams, say);
            }
            return streams.of(call.broadcasterId())
                    .map(state -> List.of(say.say("title", "title", shown(state, Placeholder.TITLE, clock, say))))
                    .orElseGet(() -> List.of(say.say("twitch-silent")));
        }
    }
}
