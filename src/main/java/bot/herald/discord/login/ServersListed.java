package bot.herald.discord.login;

import bot.herald.identity.DiscordUserId;
import java.util.List;

/** Hears which servers somebody is in, once at each login. Must not block for long. */
@FunctionalInterface
public interface ServersListed {
    /** @param servers all of the person's */
    void listed(DiscordUserId person, List<OwnServer> servers);
}
