package bot.herald.web;

import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import java.util.List;
import java.util.OptionalLong;

/** One kind of thing of which a channel has several; safe for concurrent use. */
public interface Items<T extends Item> extends Editable<T> {
    /** By name. */
    List<T> list(TwitchUserId broadcaster);

    Change<T> create(TwitchUserId broadcaster, T wanted);

    /** @param expectedVersion as with {@link #replace} */
    Change<T> delete(TwitchUserId broadcaster, String name, OptionalLong expectedVersion);
}
