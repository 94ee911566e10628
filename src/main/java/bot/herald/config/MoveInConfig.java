package bot.herald.config;

import java.net.URI;

/**
 * Where the command lists of other bots are.
 *
 * @param online whether they may be asked; else only files can be brought in
 */
public record MoveInConfig(boolean online, URI nightbot, URI streamelements, URI fossabot, URI moobot) {
    public static final MoveInConfig DEFAULT = new MoveInConfig(
            true,
            URI.create("https://api.nightbot.tv/1"),
            URI.create("https://api.streamelements.com/kappa/v2"),
            URI.create("https://api.fossabot.com/v2"),
            URI.create("https://api.moo.bot/1"));
}
