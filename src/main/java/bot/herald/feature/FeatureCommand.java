package bot.herald.feature;

import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import java.util.List;

/**
 * A chat command of a feature; custom commands cannot use its name.
 *
 * @param name in lower case, without the prefix
 * @param leastRole the lowest role that may use it
 * @param <S> the feature's settings
 */
public record FeatureCommand<S extends Record>(String name, Role leastRole, Answer<S> answer) {
    /** What the command does; called from one thread at a time for one channel. */
    public interface Answer<S extends Record> {
        /** The lines of the reply; empty to say nothing. */
        List<String> of(Call<S> call);
    }

    /**
     * The command as somebody wrote it.
     *
     * @param prefix the channel's command prefix
     * @param arguments everything after the name, stripped; may be empty
     */
    public record Call<S extends Record>(
            ChatMessageReceived message, String prefix, String arguments, S settings, FeatureServices services) {}
}
