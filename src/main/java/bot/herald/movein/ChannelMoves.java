package bot.herald.movein;

import bot.herald.channel.Channel;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * What a channel has, in and out.
 *
 * @param tables reads {@link PhantomBotReader#TABLES} of a database file, by name
 */
public record ChannelMoves(
        MoveIn moveIn,
        OnlineLists online,
        MoveIn.Needs needs,
        Function<Path, Map<String, Map<String, String>>> tables) {
    /** All that the channel has, for {@link Source#HERALD}. */
    public ObjectNode export(Channel channel) {
        return HeraldFile.write(channel, needs);
    }

    /** What is in PhantomBot's database; the file is opened for reading only. */
    public Reading phantomBot(Path file) {
        return Reading.ofPhantomBot(tables.apply(file));
    }
}
