package bot.herald.feature.command;

import bot.herald.chat.OutgoingMessage;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Answers chat commands with a reply to the message that asked.
 *
 * <p>Never answers the bot itself, nor a shared chat's copy of a message written in another channel.
 */
public final class CommandResponder implements EventHandler {
    private final CommandParser parser;
    private final CommandRegistry registry;
    private final Supplier<Optional<TwitchUserId>> bot;
    private final Consumer<OutgoingMessage> chat;

    /** @param bot the account that speaks */
    public CommandResponder(String prefix, Supplier<Optional<TwitchUserId>> bot, Consumer<OutgoingMessage> chat) {
        this.parser = new CommandParser(prefix);
        this.registry = new CommandRegistry(prefix);
        this.bot = bot;
        this.chat = chat;
    }

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public void handle(ChannelEvent event) {
        if (event instanceof ChatMessageReceived message && isMeantForUs(message)) {
            parser.parse(message).ifPresent(this::answer);
        }
    }

    private boolean isMeantForUs(ChatMessageReceived message) {
        return !message.isSharedChatCopy()
                && !bot.get().equals(Optional.of(message.chatter().id()));
    }

    private void answer(CommandCall call) {
        registry.find(call.name())
                .filter(command -> call.role().mayUse(command))
                .ifPresent(command -> chat.accept(OutgoingMessage.reply(
                        call.message().broadcasterId(), call.message().chatMessageId(), command.answer(call))));
    }
}
