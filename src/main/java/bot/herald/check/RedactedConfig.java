package bot.herald.check;

import bot.herald.config.BotConfig;
import bot.herald.config.DiscordConfig;
import bot.herald.config.SecurityConfig;
import bot.herald.config.TwitchConfig.Endpoints;
import bot.herald.config.WebConfig;
import bot.herald.config.WebConfig.HostAndPort;
import bot.herald.identity.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The settings by key, safe to show to strangers: without secrets, and with the number of people in place of their names. */
final class RedactedConfig {
    private RedactedConfig() {}

    static List<String> lines(BotConfig config) {
        Endpoints endpoints = config.twitch().endpoints();
        WebConfig web = config.web();
        List<String> lines = new ArrayList<>(List.of(
                "twitch.client-id: (" + config.twitch().clientId().length() + " characters)",
                "twitch.client-secret: " + set(config.twitch().clientSecret()),
                "twitch.endpoints.oauth: " + endpoints.oauth(),
                "twitch.endpoints.helix: " + endpoints.helix(),
                "twitch.endpoints.eventsub-websocket: " + endpoints.eventsubWebsocket(),
                "twitch.endpoints.eventsub-subscriptions: " + endpoints.eventsubSubscriptions(),
                "twitch.eventsub.transport: " + text(config.twitch().eventsub().transport()),
                "twitch.eventsub.shards: " + shards(config.twitch().eventsub().shards()),
                "bot.login: " + (config.bot().login().isPresent() ? "(set)" : "(empty)"),
                "bot.command-prefix: " + config.bot().commandPrefix(),
                "bot.verified: " + config.bot().verified(),
                "web.bind: " + web.bind(),
                "web.port: " + web.port(),
                "web.management-bind: "
                        + web.managementBind().map(HostAndPort::toString).orElse("(empty)"),
                "web.public-url: " + web.publicUrl(),
                "web.admins: (" + web.admins().size() + ")",
                "web.registration: " + text(web.registration()),
                "web.allowlist: (" + web.allowlist().size() + ")",
                "database.url: "
                        + config.database().url().replaceFirst("[?;].*", "?...").replaceFirst("//.*@", "//...@"),
                "database.user: " + (config.database().user().isEmpty() ? "(empty)" : "(set)"),
                "database.password: " + set(config.database().password()),
                "database.backup: " + config.database().backup().name().toLowerCase(Locale.ROOT),
                "security.key-file: " + config.security().keyFile(),
                "security.key-file-mode: " + text(config.security().keyFileMode()),
                SecurityConfig.KEY_VARIABLE + ": " + set(config.security().key().orElse(new Secret(""))),
                "log.level: " + text(config.log().level()),
                "log.format: " + config.log().format().text(),
                "log.file: " + config.log().file().map(Object::toString).orElse("(empty)"),
                "log.file-megabytes: " + config.log().fileMegabytes(),
                "log.keep-days: " + config.log().keepDays()));
        config.discord().ifPresent(discord -> lines.addAll(discord(discord)));
        return lines;
    }

    private static List<String> discord(DiscordConfig discord) {
        return List.of(
                "discord.client-id: (" + discord.clientId().length() + " characters)",
                "discord.client-secret: " + set(discord.clientSecret()),
                "discord.bot-token: " + set(discord.botToken().orElse(new Secret(""))),
                "discord.endpoints.oauth: " + discord.endpoints().oauth(),
                "discord.endpoints.api: " + discord.endpoints().api(),
                "discord.endpoints.gateway: " + discord.endpoints().gateway());
    }

    private static String set(Secret secret) {
        return secret.isEmpty() ? "(empty)" : "(set)";
    }

    private static String shards(OptionalInt shards) {
        return shards.isPresent() ? Integer.toString(shards.getAsInt()) : "auto";
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
