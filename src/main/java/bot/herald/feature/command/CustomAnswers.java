package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import bot.herald.moderation.Speech;
import bot.herald.settings.Change;
import bot.herald.stream.StreamState;
import bot.herald.stream.StreamWords;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.TemplateValues;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fills in the texts of custom commands. */
final class CustomAnswers {
    private static final Logger log = LoggerFactory.getLogger(CustomAnswers.class);

    private final CommandResponder.Needs services;

    CustomAnswers(CommandResponder.Needs services) {
        this.services = services;
    }

    /** Counts the use and gives the line to say; none for what the channel does not let its viewers say, or for a text that came into the store without being checked. */
    List<String> answer(CommandCall call, CustomCommand command) {
        if (Template.parse(command.text(), Placeholder.COMMAND) instanceof Template.Parsed.Good good) {
            Change<CustomCommand> counted = services.commands().countUse(call.broadcasterId(), command);
            return counted instanceof Change.Done<CustomCommand> done
                    ? said(call, good.template(), done.item().count())
                    : List.of();
        }
        log.error(
                "broadcaster={} command={} has a text that cannot be used: change it or delete the command",
                call.broadcasterId(),
                command.name());
        return List.of();
    }

    private List<String> said(CommandCall call, Template template, long count) {
        ChatMessageReceived message = call.message();
        Template.Said said = template.said(new Values(call, count), services.random());
        Set<String> quiet = new HashSet<>(message.emotes());
        quiet.add(message.chatter().displayName());
        Speech speech = new Speech(call.broadcasterId(), Optional.of(message.chatter()), call.role(), said, quiet);
        return services.speech().allow(speech) ? List.of(said.text()) : List.of();
    }

    private final class Values implements TemplateValues {
        private final CommandCall call;
        private final long count;

        Values(CommandCall call, long count) {
            this.call = call;
            this.count = count;
        }

        @Override
        public String of(Placeholder placeholder) {
            return switch (placeholder) {
                case USER -> call.message().chatter().displayName();
                case TOUSER -> Addressee.of(call);
                case CHANNEL -> services.channelName().apply(call.broadcasterId());
                case ARGS -> call.arguments();
                case COUNT -> Long.toString(count);
                case UPTIME, GAME, TITLE -> {
                    Optional<StreamState> state = services.streams().of(call.broadcasterId());
                    yield StreamWords.of(placeholder, state, services.clock().instant());
                }
                default -> throw new IllegalArgumentException("not for commands: " + placeholder);
            };
        }

        @Override
        public String own(Placeholder placeholder, String value) {
            return switch (placeholder) {
                case USER, TOUSER, ARGS -> Template.GAP;
                default -> value;
            };
        }

        @Override
        public Instant now() {
            return services.clock().instant();
        }

        @Override
        public List<String> arguments() {
            return call.words();
        }
    }
}
