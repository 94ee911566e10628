package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;

/**
 * A command as a chatter wrote it.
 *
 * @param name the first word in lower case, without the prefix
 * @param arguments the rest, stripped; may be empty
 */
record CommandCall(String name, String arguments, ChatMessageReceived message) {
    Role role() {
        return Role.of(message.badges());
    }
}
