package bot.herald.feature.command;

import bot.herald.chat.OutgoingMessage;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.ChannelSettings;
import bot.herald.template.ChatText;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Answers chat commands, built-in and custom, with replies to the message that asked.
 *
 * <p>Never answers the bot itself, nor a shared chat's copy of a message written in another channel.
 */
public final class CommandResponder implements EventHandler {
    private final CommandRegistry builtIns;
    private final CustomAnswers customAnswers;
    private final Cooldowns cooldowns;
    private final CommandServices services;
    private final Supplier<Optional<TwitchUserId>> bot;
    private final Predicate<ChatMessageReceived> actsOn;
    private final Consumer<OutgoingMessage> chat;

    /**
     * @param bot the account that speaks
     * @param actsOn whether this process may act on a line, asked only for commands that there are
     */
    public CommandResponder(
            CommandServices services,
            Supplier<Optional<TwitchUserId>> bot,
            Predicate<ChatMessageReceived> actsOn,
            Consumer<OutgoingMessage> chat) {
        this.builtIns = new CommandRegistry(services);
        this.customAnswers = new CustomAnswers(services);
        this.cooldowns = new Cooldowns(services.clock());
        this.services = services;
        this.bot = bot;
        this.actsOn = actsOn;
        this.chat = chat;
    }

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public void handle(ChannelEvent event) {
        if (event instanceof ChatMessageReceived message && isMeantForUs(message)) {
            CommandParser.parse(message, services.prefix().apply(message.broadcasterId()))
                    .ifPresent(this::answer);
        }
    }

    private boolean isMeantForUs(ChatMessageReceived message) {
        return !message.isSharedChatCopy()
                && !bot.get().equals(Optional.of(message.chatter().id()));
    }

    private void answer(CommandCall call) {
        ChannelSettings settings = services.settings().of(call.broadcasterId());
        if (settings.ignores(call.message().chatter().login())) {
            return;
        }
        boolean isOff = settings.disabledCommands().contains(call.name());
        Optional<ChatCommand> builtIn = isOff ? Optional.empty() : builtIns.find(call.broadcasterId(), call.name());
        Optional<CustomCommand> custom =
                builtIn.isEmpty() ? services.commands().find(call.broadcasterId(), call.name()) : Optional.empty();
        if (custom.isPresent()) {
            custom.filter(CustomCommand::enabled)
                    .filter(command -> mayUse(call, command.name(), command.role(), command.cooldown()))
                    .ifPresent(command -> say(call, customAnswers.answer(call, command)));
        } else {
            builtIn.or(() -> isOff ? Optional.empty() : builtIns.resting(call.broadcasterId(), call.name()))
                    .filter(command -> mayUse(call, command.name(), command.leastRole(), command.cooldown()))
                    .ifPresent(command -> say(call, command.answer(call)));
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
                chat.accept(OutgoingMessage.reply(
                        call.broadcasterId(), call.message().chatMessageId(), said));
            }
        }
    }
}
