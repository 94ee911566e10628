package bot.herald.discord;

import bot.herald.identity.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A webhook on Discord; whoever knows its token may post with it. */
public record WebhookAddress(String id, Secret token) {
    private static final Pattern PART = Pattern.compile("([0-9]{1,20})/([A-Za-z0-9_-]{20,200})/?");
    private static final Pattern DISCORD =
            Pattern.compile("https://(?:(?:canary|ptb)\\.)?discord(?:app)?\\.com/api/(?:v[0-9]{1,2}/)?webhooks/");

    /**
     * Reads an address that somebody copied on Discord; empty if it is not a webhook's. Only id and token are taken from it, so
     * requests never go to another host.
     *
     * @param api the configured address of Discord's API
     */
    static Optional<WebhookAddress> copied(String text, URI api) {
        String stripped = text.strip();
        Matcher discord = DISCORD.matcher(stripped);
        String configured = api + "/webhooks/";
        return discord.lookingAt()
                ? stored(stripped.substring(discord.end()))
                : stripped.startsWith(configured) ? stored(stripped.substring(configured.length())) : Optional.empty();
    }

    /** As {@link #reveal} wrote it. */
    public static Optional<WebhookAddress> stored(String text) {
        Matcher part = PART.matcher(text);
        return part.matches()
                ? Optional.of(new WebhookAddress(part.group(1), new Secret(part.group(2))))
                : Optional.empty();
    }

    /** In clear text, for encryption and for requests only. */
    public String reveal() {
        return id + "/" + token.reveal();
    }
}
