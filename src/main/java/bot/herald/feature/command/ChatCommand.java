package bot.herald.feature.command;

/** A command that chatters can use. */
interface ChatCommand {
    /** In lower case, without the prefix. */
    String name();

    default Role leastRole() {
        return Role.EVERYONE;
    }

    /** The text of the reply to the message that asked. */
    String answer(CommandCall call);
}
