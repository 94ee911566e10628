package bot.herald.config;

/** How events come from Twitch. */
public record EventSubConfig(Transport transport) {}
