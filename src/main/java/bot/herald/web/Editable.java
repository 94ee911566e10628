package bot.herald.web;

import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a channel's people may change, by name; safe for concurrent use. */
public interface Editable<T extends Item> {
    Optional<T> find(TwitchUserId broadcaster, String name);

    /** Everything wrong with the content, on its own; a version inside {@code wanted} never counts. */
    List<Problem> problems(TwitchUserId broadcaster, T wanted);

    /** @param expectedVersion of what the change was made from; empty to overwrite whatever is there */
    Change<T> replace(TwitchUserId broadcaster, String name, T wanted, OptionalLong expectedVersion);
}
