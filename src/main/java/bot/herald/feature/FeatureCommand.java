package bot.herald.feature;

import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import java.util.List;

/**
 * A chat command that a feature brings; custom commands cannot take its name.
 *
 * @param name in lower case, without the prefix
 * @param leastRole who may use it
 * @param <S> the feature's settings
 */
public record FeatureCommand<S extends Record>(String name, Role leastRole, Answer<S> answer) {
    /** What the command does; called from one thread at a time for one channel. */
    public interface Answer<S extends Record> {
        /** The lines of the reply to the message that asked; none to say nothing. */
        List<String> of(Call<S> call);
    }

    /**
     * The command as a chatter wrote it.
     *
     * @param prefix what commands begin with in this channel
     * @param arguments what stands behind the name, stripped; may be empty
     */
    public record Call<S extends Record>(
            ChatMessageReceived message, String prefix, String arguments, S settings, FeatureServices services) {}
}
