package bot.herald.feature.command;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.feature.ChannelSettings;
import bot.herald.feature.EditLog;
import bot.herald.feature.Feature;
import bot.herald.feature.FeatureCommands;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.Wants;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Texts;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.moderation.SpeechRules;
import bot.herald.settings.ItemName;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import bot.herald.template.ChatText;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Answers chat commands, both built-in and custom, with replies to the message. */
public final class CommandResponder implements Feature.WithoutSettings {
    static final Texts TEXTS = Texts.beside(CommandResponder.class);

    private final CommandRegistry builtIns;
    private final CustomAnswers customAnswers;
    private final Cooldowns cooldowns;
    private final RecentChatters chatters = new RecentChatters();
    private final Triggers triggers;
    private final Needs services;
    private final Predicate<ChatMessageReceived> actsOn;
    private final Consumer<OutgoingMessage> chat;

    /** @param actsOn whether this process may act on a line; only asked for commands that exist */
    public CommandResponder(Needs services, Predicate<ChatMessageReceived> actsOn, Consumer<OutgoingMessage> chat) {
        this.builtIns = new CommandRegistry(services, chat);
        this.customAnswers = new CustomAnswers(services, chatters);
        this.cooldowns = new Cooldowns(services.clock());
        this.services = services;
        this.triggers = new Triggers(services.triggers(), services.streams()::isLive, services.random());
        this.actsOn = actsOn;
        this.chat = chat;
    }

    /** Shows what it would do. */
    public Rehearsal rehearsal() {
        return new Rehearsal(services, customAnswers, cooldowns, triggers);
    }

    @Override
    public String id() {
        return "commands";
    }

    @Override
    public String title() {
        return "Commands";
    }

    @Override
    public String summary() {
        return "Answers chat commands, Herald's and the channel's own, and triggers.";
    }

    @Override
    public Wants wants(Unset settings) {
        return Wants.events(Set.of(ChatMessageReceived.class));
    }

    @Override
    public boolean hear(ChatMessageReceived line, Unset settings) {
        chatters.wrote(line.broadcasterId(), line.chatter(), services.clock().millis());
        services.lastSeen().wrote(line.broadcasterId(), line.chatter());
        return call(line).isPresent() || triggers.of(line).isPresent();
    }

    @Override
    public void handle(ChannelEvent event, Unset settings, FeatureServices bot) {
        if (event instanceof ChatMessageReceived message) {
            Optional<CommandCall> call = call(message);
            if (call.isPresent()) {
                answerOrSayWhy(call.get());
            } else {
                triggers.of(message).ifPresent(trigger -> answer(message, trigger));
            }
        }
    }

    private Optional<CommandCall> call(ChatMessageReceived message) {
        return CommandCall.parse(message, services.prefix().apply(message.broadcasterId()));
    }

    private void answerOrSayWhy(CommandCall call) {
        try {
            answer(call);
        } catch (RuntimeException e) {
            if (!StorageFailure.isReasonOf(e)) {
                throw e;
            }
            say(
                    call,
                    List.of(TEXTS.in(services.settings().language(call.broadcasterId()))
                            .say("without-database")));
        }
    }

    private void answer(CommandCall written) {
        ChannelSettings channel = services.settings().of(written.broadcasterId());
        CommandCall call = meant(written, channel);
        boolean isOff = channel.disabledCommands().contains(call.name());
        Optional<ChatCommand> builtIn = isOff ? Optional.empty() : builtIns.find(call.broadcasterId(), call.name());
        Optional<CustomCommand> custom =
                builtIn.isEmpty() ? services.commands().find(call.broadcasterId(), call.name()) : Optional.empty();
        if (custom.isPresent()) {
            custom.filter(CustomCommand::enabled)
                    .filter(command -> mayUse(call, command.name(), command.role(), command.cooldown()))
                    .ifPresent(command -> customAnswers.answer(call, command, line -> say(call, List.of(line))));
        } else {
            builtIn.or(() -> isOff ? Optional.empty() : secondary(call, channel))
                    .filter(command -> mayUse(
                            call,
                            command.name(),
                            command.leastRole(),
                            BuiltIns.cooldown(
                                    command.name(), services.settings().of(call.broadcasterId()))))
                    .ifPresent(command -> say(call, command.answer(call, TEXTS.in(channel.language()))));
        }
    }

    /** What answers a name that neither comes before the channel's own commands nor is one of them. */
    private Optional<ChatCommand> secondary(CommandCall call, ChannelSettings channel) {
        return builtIns.resting(call.broadcasterId(), call.name(), channel.language())
                .or(() -> builtIns.fallback(call.name()));
    }

    /** People write commands in capitals of their language, without accents, and with a full stop behind them. */
    private CommandCall meant(CommandCall written, ChannelSettings channel) {
        return known(written, channel)
                .or(() -> known(written.withoutSentenceEnd(), channel))
                .orElse(written);
    }

    private Optional<CommandCall> known(CommandCall call, ChannelSettings channel) {
        String name = call.name();
        if (isEverywhere(name, channel)
                || services.commands().find(call.broadcasterId(), name).isPresent()) {
            return Optional.of(call);
        }
        String alike = ItemName.alike(name);
        return isEverywhere(alike, channel) ? Optional.of(call.named(alike)) : Optional.empty();
    }

    private boolean isEverywhere(String name, ChannelSettings channel) {
        return builtIns.isKnown(name) || channel.disabledCommands().contains(name);
    }

    private void answer(ChatMessageReceived message, ChatTrigger trigger) {
        CommandCall call = new CommandCall(
                services.prefix().apply(message.broadcasterId()),
                trigger.name(),
                ChatText.clean(message.text()),
                message);
        if (triggers.isDue(trigger, message.broadcasterId())
                && mayUse(call, Triggers.resting(trigger), trigger.role(), trigger.cooldown())) {
            customAnswers.answer(call, trigger, line -> say(call, List.of(line)));
        }
    }

    private boolean mayUse(CommandCall call, String name, Role least, Cooldown cooldown) {
        return call.role().isAtLeast(least)
                && actsOn.test(call.message())
                && cooldowns.tryUse(
                        call.broadcasterId(), name, call.message().chatter().id(), call.role(), cooldown);
    }

    private void say(CommandCall call, List<String> lines) {
        for (String line : lines) {
            String said = ChatText.harmless(ChatText.shortened(ChatText.clean(line)));
            if (!said.isEmpty()) {
                chat.accept(OutgoingMessage.reply(call.message(), said));
            }
        }
    }

    /**
     * What the chat commands work with.
     *
     * @param features the commands of other features
     * @param edits makes changes, with their entries in the activity log
     * @param counters counts other than those of uses
     * @param lastSeen when people last wrote
     * @param addresses fetches addresses for texts
     * @param slow runs what waits for an address; may refuse
     * @param speech checks answers that contain a viewer's words
     * @param prefix a channel's command prefix
     * @param channelName the channel's display name
     * @param page the address where viewers can read a channel's commands, if there is one
     */
    public record Needs(
            CommandBook commands,
            TriggerBook triggers,
            FeatureCommands features,
            QuoteBook quotes,
            EditLog edits,
            SettingsBook settings,
            StreamDirectory streams,
            StreamChanges streamChanges,
            StreamLookup streamLookup,
            PeopleLookup people,
            Shoutouts shoutouts,
            CounterStore counters,
            LastSeen lastSeen,
            Addresses addresses,
            Executor slow,
            SpeechRules speech,
            Function<TwitchUserId, String> prefix,
            Function<TwitchUserId, String> channelName,
            Function<TwitchUserId, Optional<String>> page,
            RandomGenerator random,
            Clock clock) {
        CounterBook counterBook() {
            return new CounterBook(counters, commands);
        }
    }

    /** Fetches an address for a text. */
    @FunctionalInterface
    public interface Addresses {
        /**
         * One line, even if there is no answer; blocks.
         *
         * @param path into the JSON of the answer; empty for all of it
         */
        String text(TwitchUserId channel, TwitchUserId user, String address, List<String> path);
    }

    /** Accepts requests for Twitch's own shoutouts, which are given within Twitch's cooldowns. Must not block. */
    public interface Shoutouts {
        void request(TwitchUserId broadcasterId, TwitchUserId target);

        /** For an installation that gives none: {@code !so} is only the chat line. */
        static Shoutouts none() {
            return (broadcasterId, target) -> {};
        }
    }
}
