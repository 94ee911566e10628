package bot.herald.web;

import bot.herald.config.BotConfig;
import bot.herald.config.WebConfig.HostAndPort;
import java.net.URI;
import java.util.Optional;

/**
 * Where Herald listens, and the address by which browsers reach it.
 *
 * @param bind the address or host name to listen on
 * @param port 0 for any free one
 * @param publicUrl how browsers reach Herald, with its path prefix, if any, which a web server in front may strip or leave
 * @param management the port for monitoring alone; empty for the same one
 * @param discord whether a Discord application is configured
 * @param commandPrefix what chat commands begin with, for the pages that name one
 * @param pictures the origin of pictures where a simulated Twitch serves them without https; else empty
 */
public record WebSettings(
        String bind,
        int port,
        URI publicUrl,
        Optional<HostAndPort> management,
        boolean discord,
        String commandPrefix,
        Optional<String> pictures) {
    public WebSettings(String bind, int port, URI publicUrl, String commandPrefix) {
        this(bind, port, publicUrl, Optional.empty(), false, commandPrefix, Optional.empty());
    }

    /** Without Discord. */
    public WebSettings(
            String bind,
            int port,
            URI publicUrl,
            Optional<HostAndPort> management,
            String commandPrefix,
            Optional<String> pictures) {
        this(bind, port, publicUrl, management, false, commandPrefix, pictures);
    }

    public static WebSettings of(BotConfig config) {
        return new WebSettings(
                config.web().bind(),
                config.web().port(),
                config.web().publicUrl(),
                config.web().managementBind(),
                config.discord().isPresent(),
                config.bot().commandPrefix(),
                Optional.of(config.twitch().endpoints().helix())
                        .filter(helix -> "http".equals(helix.getScheme()))
                        .map(helix -> "http://" + helix.getRawAuthority()));
    }

    /** The address of a path, as browsers have to ask for it. */
    String link(String path) {
        return basePath() + path;
    }

    boolean secure() {
        return "https".equalsIgnoreCase(publicUrl.getScheme());
    }

    private String basePath() {
        String path = publicUrl.getRawPath();
        return path == null ? "" : path.replaceAll("/+$", "");
    }
}
