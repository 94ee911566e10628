package bot.herald.feature;

import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.feature.Boundary.Doing;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.language.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The chat commands of features. Safe for concurrent use. */
public final class FeatureCommands {
    private static final Texts TEXTS = Texts.beside(FeatureCommands.class);

    private final FeatureRegistry registry;
    private final FeatureBook book;
    private final Supplier<FeatureRunner> runner;
    private final Titles titles;

    /** @param runner only asked for when a command is used */
    public FeatureCommands(FeatureRegistry registry, FeatureBook book, Supplier<FeatureRunner> runner, Titles titles) {
        this.registry = registry;
        this.book = book;
        this.runner = runner;
        this.titles = titles;
    }

    /** What features are called on the dashboard, where people look for them. */
    @FunctionalInterface
    public interface Titles {
        /** @param title the feature's own, in English; returned as it is where it has no other */
        String in(String title, Language language);
    }

    /** A command of a feature that is on in a channel. */
    public interface Brought {
        String name();

        Role leastRole();

        /** The lines of the reply; empty if the feature fails. */
        List<String> answer(ChatMessageReceived message, String prefix, String arguments);
    }

    /** Whether the name is taken in every channel, whether or not the feature is on. */
    public boolean isTaken(String name) {
        return registry.hasCommand(name);
    }

    /** The commands that are answered in the channel now. */
    public List<Brought> of(TwitchUserId broadcasterId) {
        List<Brought> all = new ArrayList<>();
        for (FeatureState<?> state : book.list(broadcasterId)) {
            if (!state.known.commands.isEmpty() && runner.get().answers(state, broadcasterId)) {
                addTo(all, state);
            }
        }
        return List.copyOf(all);
    }

    public Optional<Brought> find(TwitchUserId broadcasterId, String name) {
        if (!isTaken(name)) {
            return Optional.empty();
        }
        return of(broadcasterId).stream()
                .filter(command -> command.name().equals(name))
                .findFirst();
    }

    /** A command whose feature does not answer in the channel now: tells moderators why. */
    public Optional<Brought> resting(TwitchUserId broadcasterId, String name, Language language) {
        return isTaken(name)
                ? book.list(broadcasterId).stream()
                        .filter(state -> state.known.commands.stream()
                                .anyMatch(command -> command.name().equals(name)))
                        .filter(state -> !runner.get().answers(state, broadcasterId))
                        .<Brought>map(state ->
                                new Resting(name, titles.in(state.title(), language), state.isOn(), TEXTS.in(language)))
                        .findFirst()
                : Optional.empty();
    }

    /** @param isWaiting whether its feature is on, but waits for a permission */
    private record Resting(String name, String feature, boolean isWaiting, Sentences say) implements Brought {
        @Override
        public Role leastRole() {
            return Role.MODERATOR;
        }

        @Override
        public List<String> answer(ChatMessageReceived message, String prefix, String arguments) {
            return List.of(say.say(
                    isWaiting ? "command.waiting" : "command.off", "command", prefix + name, "feature", feature));
        }
    }

    private <S extends Record> void addTo(List<Brought> all, FeatureState<S> state) {
        state.known.commands.forEach(command -> all.add(new Answering<>(state, command)));
    }

    private final class Answering<S extends Record> implements Brought {
        private final FeatureState<S> state;
        private final FeatureCommand<S> command;

        Answering(FeatureState<S> state, FeatureCommand<S> command) {
            this.state = state;
            this.command = command;
        }

        @Override
        public String name() {
            return command.name();
        }

        @Override
        public Role leastRole() {
            return command.leastRole();
        }

        @Override
        public List<String> answer(ChatMessageReceived message, String prefix, String arguments) {
            FeatureServices services = runner.get().toolbox(state);
            return Boundary.call(
                    Doing.of(state.id(), message),
                    List.of(),
                    () -> List.copyOf(command.answer()
                            .of(new FeatureCommand.Call<>(message, prefix, arguments, state.settings, services))));
        }
    }
}
