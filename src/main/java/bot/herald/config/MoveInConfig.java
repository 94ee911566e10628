package bot.herald.config;

import java.net.URI;

/**
 * The addresses at which other bots publish command lists.
 *
 * @param online whether Herald may ask there; otherwise only files can be imported
 */
public record MoveInConfig(boolean online, URI nightbot, URI streamelements, URI fossabot, URI moobot) {
    public static final MoveInConfig DEFAULT = new MoveInConfig(
            true,
            URI.create("https://api.nightbot.tv/1"),
            URI.create("https://api.streamelements.com/kappa/v2"),
            URI.create("https://api.fossabot.com/v2"),
            URI.create("https://api.moo.bot/1"));
}
