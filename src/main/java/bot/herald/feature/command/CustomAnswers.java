package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.moderation.Speech;
import bot.herald.settings.Change;
import bot.herald.settings.Document;
import bot.herald.stream.StreamState;
import bot.herald.stream.StreamWords;
import bot.herald.template.Characters;
import bot.herald.template.CounterStep;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.TemplateValues;
import bot.herald.template.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills in the texts of custom commands. */
final class CustomAnswers {
    private static final Logger log = LoggerFactory.getLogger(CustomAnswers.class);

    private final CommandResponder.Needs services;
    private final RecentChatters chatters;

    CustomAnswers(CommandResponder.Needs services, RecentChatters chatters) {
        this.services = services;
        this.chatters = chatters;
    }

    /**
     * Counts the use and passes on the line to say; none if the channel does not let its viewers say it, or if the
     * stored text is invalid.
     *
     * @param say called at most once; on another thread if an address has to be fetched first, so that chat does not
     * wait for it
     */
    void answer(CommandCall call, CustomCommand command, Consumer<String> say) {
        answer(call, command.text(), () -> services.commands().countUse(call.broadcasterId(), command), say);
    }

    /** The same for a trigger, with the whole message as its arguments. */
    void answer(CommandCall call, ChatTrigger trigger, Consumer<String> say) {
        answer(call, trigger.text(), () -> services.triggers().countUse(call.broadcasterId(), trigger), say);
    }

    private <T extends Document> void answer(
            CommandCall call, String text, Supplier<Change<T>> counting, Consumer<String> say) {
        if (Template.parse(text, Placeholder.COMMAND) instanceof Template.Parsed.Good good) {
            if (counting.get() instanceof Change.Done<T> done) {
                Runnable answer = () -> said(call, done.item(), good.template()).ifPresent(say);
                if (good.template().uses(Placeholder.FETCH)) {
                    later(call, answer);
                } else {
                    answer.run();
                }
            }
            return;
        }
        log.error(
                "broadcaster={} command={} has a text that cannot be used: change it or delete the command",
                call.broadcasterId(),
                call.name());
    }

    /**
     * The line that it would say, as far as that can be told without counting or fetching anything.
     *
     * @param document with the count that it would have
     */
    Optional<Template.Said> tried(CommandCall call, Document document, String text) {
        return Template.parse(text, Placeholder.COMMAND) instanceof Template.Parsed.Good good
                ? Optional.of(good.template().said(new TriedValues(call, document), services.random()))
                : Optional.empty();
    }

    /** Why the channel does not let its viewers say it; empty if it does. */
    Optional<Saying> objection(CommandCall call, Template.Said said) {
        return services.speech().objection(speech(call, said));
    }

    private void later(CommandCall call, Runnable answer) {
        try {
            services.slow().execute(() -> {
                try {
                    answer.run();
                } catch (RuntimeException e) {
                    if (StorageFailure.isReasonOf(e)) {
                        // Whoever watches the database reports that it does not answer.
                        log.debug("broadcaster={} command={} needs the database", call.broadcasterId(), call.name(), e);
                    } else {
                        log.error("broadcaster={} command={} cannot be answered", call.broadcasterId(), call.name(), e);
                    }
                }
            });
        } catch (RejectedExecutionException e) {
            log.warn(
                    "broadcaster={} command={} is not answered: too many commands are waiting for what they fetch",
                    call.broadcasterId(),
                    call.name());
        }
    }

    private Optional<String> said(CommandCall call, Document command, Template template) {
        Template.Said said = template.said(new Values(call, command), services.random());
        return services.speech().allow(speech(call, said)) ? Optional.of(said.text()) : Optional.empty();
    }

    private static Speech speech(CommandCall call, Template.Said said) {
        ChatMessageReceived message = call.message();
        Set<String> quiet = new HashSet<>(message.emotes().keySet());
        quiet.add(message.chatter().displayName());
        return new Speech(call.broadcasterId(), Optional.of(message.chatter()), call.role(), said, quiet);
    }

    private class Values implements TemplateValues {
        private final CommandCall call;
        private final Document command;

        Values(CommandCall call, Document command) {
            this.call = call;
            this.command = command;
        }

        final TwitchUserId broadcaster() {
            return call.broadcasterId();
        }

        @Override
        public String of(Placeholder placeholder) {
            return switch (placeholder) {
                case USER -> call.message().chatter().displayName();
                case TOUSER -> Addressee.of(call);
                case CHANNEL -> services.channelName().apply(call.broadcasterId());
                case ARGS -> call.arguments();
                case COUNT -> Long.toString(command.count());
                case COUNT_USER ->
                    Long.toString(services.counters()
                            .countFor(
                                    call.broadcasterId(),
                                    command.name(),
                                    call.message().chatter().id(),
                                    call.message().chatter().displayName(),
                                    now()));
                case PICK_CHATTER ->
                    chatters.any(call.broadcasterId(), services.clock().millis(), services.random())
                            .orElse(call.message().chatter().displayName());
                case UPTIME, GAME, TITLE -> {
                    Optional<StreamState> state = services.streams().of(call.broadcasterId());
                    yield StreamWords.of(language(), placeholder, state, now());
                }
                default -> throw new IllegalArgumentException("not for commands: " + placeholder);
            };
        }

        @Override
        public String own(Placeholder placeholder, String value) {
            return switch (placeholder) {
                case USER, TOUSER, ARGS, PICK_CHATTER -> Template.GAP;
                default -> value;
            };
        }

        @Override
        public Language language() {
            return services.settings().of(call.broadcasterId()).language();
        }

        @Override
        public Instant now() {
            return services.clock().instant();
        }

        @Override
        public List<String> arguments() {
            return call.words();
        }

        @Override
        public long counter(String name, CounterStep step) {
            return services.counters().step(call.broadcasterId(), name, step);
        }

        @Override
        public String lastSeen(String name) {
            LastSeen seen = services.lastSeen();
            return seen.isKnownIn(call.broadcasterId())
                    ? Words.ago(
                            language(),
                            seen.of(call.broadcasterId(), Addressee.bare(name)).map(at -> Duration.between(at, now())))
                    : "?";
        }

        @Override
        public String fetched(String address, List<String> path) {
            return services.addresses()
                    .text(call.broadcasterId(), call.message().chatter().id(), address, path);
        }
    }
    /** The same, with stand-ins for values that would be counted or fetched. */
    private final class TriedValues extends Values {
        private static final Pattern HOST = Pattern.compile("^https?://([^/?#]*).*$");

        TriedValues(CommandCall call, Document document) {
            super(call, document);
        }

        @Override
        public String of(Placeholder placeholder) {
            return switch (placeholder) {
                case COUNT_USER, PICK_CHATTER -> placeholder.sample();
                case UPTIME, GAME, TITLE ->
                    services.streams()
                            .peek(broadcaster())
                            .map(state -> StreamWords.of(language(), placeholder, Optional.of(state), now()))
                            .orElse(placeholder.sample());
                default -> super.of(placeholder);
            };
        }

        @Override
        public long counter(String name, CounterStep step) {
            return CommandBook.clamped(
                    step.sets() ? step.number() : super.counter(name, CounterStep.NONE) + step.number());
        }

        @Override
        public String fetched(String address, List<String> path) {
            return "(what " + HOST.matcher(address).replaceFirst("$1") + " answers)";
        }
    }

    /** Whom a command is about: the person named after it, or whoever wrote it. */
    private static final class Addressee {
        /** The longest name that Twitch allows; in other scripts names are longer than they look. */
        private static final int LONGEST = 25;

        private static final Pattern AROUND = Pattern.compile("^[(\"“‘«'„]*@?|[,.!?:;…)\"”’»'“]+$");

        private Addressee() {}

        /** A name as people write it, without the characters around it. */
        static String bare(String name) {
            return AROUND.matcher(name.strip()).replaceAll("");
        }

        static String of(CommandCall call) {
            String name = bare(call.word(0));
            if (name.isEmpty()) {
                return call.message().chatter().displayName();
            }
            return Characters.first(LONGEST, name);
        }
    }
}
