package bot.herald.moderation;

import bot.herald.event.Account;
import bot.herald.event.Role;
import bot.herald.identity.TwitchUserId;
import bot.herald.template.Template;
import java.util.Optional;
import java.util.Set;

/**
 * Something the bot is about to say in which a viewer chose some of the words.
 *
 * @param viewer who chose them; empty if anonymous, or several people
 * @param role of the viewer, as far as it is known
 * @param quiet words whose capitals are not shouting: emotes and names
 */
public record Speech(
        TwitchUserId broadcasterId, Optional<Account> viewer, Role role, Template.Said said, Set<String> quiet) {
    public Speech {
        quiet = Set.copyOf(quiet);
    }
}
