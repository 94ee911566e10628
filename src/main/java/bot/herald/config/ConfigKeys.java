package bot.herald.config;

import static bot.herald.config.ConfigKey.list;
import static bot.herald.config.ConfigKey.required;
import static bot.herald.config.ConfigKey.text;

import bot.herald.config.SecurityConfig.KeyFileMode;
import bot.herald.config.TwitchConfig.Transport;
import bot.herald.config.WebConfig.HostAndPort;
import bot.herald.config.WebConfig.Registration;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** All settings. Loading, the names of environment variables and suggestions follow from this table. */
final class ConfigKeys {
    private static final String HTTP = "an absolute http or https address without query, such as http://localhost:8080";

    static final ConfigKey<String> CLIENT_ID = required(
            "twitch.client-id",
            "the client ID of your application at dev.twitch.tv/console",
            false,
            ValueReaders::withoutSpace);
    static final ConfigKey<Secret> CLIENT_SECRET = required(
            "twitch.client-secret",
            "the client secret of your application at dev.twitch.tv/console",
            true,
            text -> new Secret(ValueReaders.withoutSpace(text)));
    static final ConfigKey<URI> OAUTH =
            text("twitch.endpoints.oauth", "https://id.twitch.tv/oauth2", HTTP, ValueReaders::http);
    static final ConfigKey<URI> HELIX =
            text("twitch.endpoints.helix", "https://api.twitch.tv/helix", HTTP, ValueReaders::http);
    static final ConfigKey<URI> EVENTSUB_WEBSOCKET = text(
            "twitch.endpoints.eventsub-websocket",
            "wss://eventsub.wss.twitch.tv/ws",
            "an absolute ws or wss address, such as ws://localhost:8090/ws",
            ValueReaders::webSocket);
    static final ConfigKey<Optional<URI>> EVENTSUB_SUBSCRIPTIONS = text(
            "twitch.endpoints.eventsub-subscriptions",
            "",
            "empty, or " + HTTP,
            text -> ValueReaders.optional(text, ValueReaders::http));
    static final ConfigKey<Transport> TRANSPORT = text(
            "twitch.eventsub.transport",
            "websocket",
            "one of " + ValueReaders.names(Transport.values()),
            text -> ValueReaders.oneOf(Transport.values(), text));
    static final ConfigKey<OptionalInt> SHARDS =
            text("twitch.eventsub.shards", "auto", "auto, or a number from 1 to 100", ValueReaders::shards);
    static final ConfigKey<Optional<TwitchLogin>> BOT_LOGIN = text(
            "bot.login",
            "",
            "empty, or a Twitch login (1 to 25 letters, digits or _)",
            text -> ValueReaders.optional(text, TwitchLogin::new));
    static final ConfigKey<String> COMMAND_PREFIX = text(
            "bot.command-prefix",
            "!",
            "1 to 5 visible characters, no white space, /, . or @",
            ValueReaders::commandPrefix);
    static final ConfigKey<Boolean> BOT_VERIFIED = text("bot.verified", "false", "true or false", ValueReaders::bool);
    static final ConfigKey<String> WEB_BIND = text(
            "web.bind",
            "127.0.0.1",
            "an address or host name of this machine, such as 127.0.0.1 or 0.0.0.0",
            ValueReaders::withoutSpace);
    static final ConfigKey<Integer> WEB_PORT = text("web.port", "8080", "a number from 0 to 65535", ValueReaders::port);
    static final ConfigKey<URI> PUBLIC_URL = text("web.public-url", "http://localhost:8080", HTTP, ValueReaders::http);
    static final ConfigKey<Optional<HostAndPort>> MANAGEMENT_BIND = text(
            "web.management-bind",
            "",
            "empty, or an address of this machine and a port, such as 127.0.0.1:9090",
            text -> ValueReaders.optional(text, HostAndPort::parse));
    static final ConfigKey<String> ADMINS =
            list("web.admins", "Twitch logins or user ids", ValueReaders::loginOrUserId);
    static final ConfigKey<Registration> REGISTRATION = text(
            "web.registration",
            "open",
            "one of " + ValueReaders.names(Registration.values()),
            text -> ValueReaders.oneOf(Registration.values(), text));
    static final ConfigKey<String> ALLOWLIST =
            list("web.allowlist", "Twitch logins or user ids", ValueReaders::loginOrUserId);
    // Never quoted, since JDBC allows a password in the address.
    static final ConfigKey<DatabaseUrl> DATABASE_URL = text(
                    "database.url",
                    "jdbc:sqlite:data/herald.db",
                    "an address that starts with jdbc:sqlite: or jdbc:postgresql:",
                    DatabaseUrl::parse)
            .notQuoted();
    static final ConfigKey<String> DATABASE_USER = text("database.user", "", "text", text -> text);
    static final ConfigKey<Secret> DATABASE_PASSWORD =
            text("database.password", "", "text", Secret::new).notQuoted();
    static final ConfigKey<DatabaseConfig.Backup> DATABASE_BACKUP = text(
            "database.backup",
            "daily",
            "one of " + ValueReaders.names(DatabaseConfig.Backup.values()),
            text -> ValueReaders.oneOf(DatabaseConfig.Backup.values(), text));
    static final ConfigKey<Path> KEY_FILE =
            text("security.key-file", "data/herald.key", "the path of a file", ValueReaders::path);
    static final ConfigKey<KeyFileMode> KEY_FILE_MODE = text(
            "security.key-file-mode",
            "strict",
            "one of " + ValueReaders.names(KeyFileMode.values()),
            text -> ValueReaders.oneOf(KeyFileMode.values(), text));
    static final ConfigKey<Path> PLUGINS =
            text("features.plugins", "plugins", "the path of a folder", ValueReaders::path);

    static final ConfigKey<LogConfig.Level> LOG_LEVEL = text(
            "log.level",
            "info",
            "one of " + ValueReaders.names(LogConfig.Level.values()),
            text -> ValueReaders.oneOf(LogConfig.Level.values(), text));
    static final ConfigKey<LogConfig.Format> LOG_FORMAT = text(
            "log.format",
            "text",
            "one of " + ValueReaders.names(LogConfig.Format.values()),
            text -> ValueReaders.oneOf(LogConfig.Format.values(), text));
    static final ConfigKey<Optional<Path>> LOG_FILE = text(
            "log.file", "", "empty, or the path of a file", text -> ValueReaders.optional(text, ValueReaders::path));
    static final ConfigKey<Integer> LOG_FILE_MEGABYTES =
            text("log.file-megabytes", "10", "a number from 1 to 1000", text -> ValueReaders.between(1, 1000, text));
    static final ConfigKey<Integer> LOG_KEEP_DAYS =
            text("log.keep-days", "14", "a number from 1 to 3650", text -> ValueReaders.between(1, 3650, text));

    static final ConfigKey<Boolean> PUBLIC_PAGE =
            text("web.public-page", "on", "one of on, off", ValueReaders::onOrOff);
    static final ConfigKey<Boolean> MOVE_IN_ONLINE =
            text("move-in.online", "true", "true or false", ValueReaders::bool);
    static final ConfigKey<URI> NIGHTBOT =
            text("move-in.endpoints.nightbot", "https://api.nightbot.tv/1", HTTP, ValueReaders::http);
    static final ConfigKey<URI> STREAMELEMENTS = text(
            "move-in.endpoints.streamelements", "https://api.streamelements.com/kappa/v2", HTTP, ValueReaders::http);
    static final ConfigKey<URI> FOSSABOT =
            text("move-in.endpoints.fossabot", "https://api.fossabot.com/v2", HTTP, ValueReaders::http);
    static final ConfigKey<URI> MOOBOT =
            text("move-in.endpoints.moobot", "https://api.moo.bot/1", HTTP, ValueReaders::http);
    static final ConfigKey<FetchConfig.Mode> FETCH_MODE = text(
            "fetch.mode",
            "listed",
            "one of " + ValueReaders.names(FetchConfig.Mode.values()),
            text -> ValueReaders.oneOf(FetchConfig.Mode.values(), text));
    static final ConfigKey<String> FETCH_ALLOW =
            list("fetch.allow", "host names, such as api.example.com", ValueReaders::hostName);
    static final ConfigKey<Optional<String>> DISCORD_CLIENT_ID = text(
            "discord.client-id",
            "",
            "empty, or the id of your application at discord.com/developers",
            text -> ValueReaders.optional(text, ValueReaders::withoutSpace));
    static final ConfigKey<Optional<Secret>> DISCORD_CLIENT_SECRET = secret(
            "discord.client-secret", "empty, or the client secret of your application at discord.com/developers");
    static final ConfigKey<Optional<Secret>> DISCORD_BOT_TOKEN =
            secret("discord.bot-token", "empty, or the token of your application's bot at discord.com/developers");
    static final ConfigKey<URI> DISCORD_OAUTH =
            text("discord.endpoints.oauth", "https://discord.com", HTTP, ValueReaders::http);
    static final ConfigKey<URI> DISCORD_API =
            text("discord.endpoints.api", "https://discord.com/api/v10", HTTP, ValueReaders::http);
    static final ConfigKey<URI> DISCORD_GATEWAY = text(
            "discord.endpoints.gateway",
            "wss://gateway.discord.gg",
            "an absolute ws or wss address, such as ws://localhost:8090/gateway",
            ValueReaders::webSocket);

    static final List<ConfigKey<?>> ALL = List.of(
            CLIENT_ID,
            CLIENT_SECRET,
            OAUTH,
            HELIX,
            EVENTSUB_WEBSOCKET,
            EVENTSUB_SUBSCRIPTIONS,
            TRANSPORT,
            SHARDS,
            BOT_LOGIN,
            COMMAND_PREFIX,
            BOT_VERIFIED,
            WEB_BIND,
            WEB_PORT,
            PUBLIC_URL,
            MANAGEMENT_BIND,
            ADMINS,
            REGISTRATION,
            ALLOWLIST,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_BACKUP,
            KEY_FILE,
            KEY_FILE_MODE,
            LOG_LEVEL,
            LOG_FORMAT,
            LOG_FILE,
            LOG_FILE_MEGABYTES,
            LOG_KEEP_DAYS,
            PLUGINS,
            PUBLIC_PAGE,
            MOVE_IN_ONLINE,
            NIGHTBOT,
            STREAMELEMENTS,
            FOSSABOT,
            MOOBOT,
            FETCH_MODE,
            FETCH_ALLOW,
            DISCORD_CLIENT_ID,
            DISCORD_CLIENT_SECRET,
            DISCORD_BOT_TOKEN,
            DISCORD_OAUTH,
            DISCORD_API,
            DISCORD_GATEWAY);

    private ConfigKeys() {}

    private static ConfigKey<Optional<Secret>> secret(String path, String allowed) {
        return text(
                        path,
                        "",
                        allowed,
                        text -> ValueReaders.optional(text, ValueReaders::withoutSpace)
                                .map(Secret::new))
                .notQuoted();
    }

    static Optional<ConfigKey<?>> byPath(String path) {
        for (ConfigKey<?> key : ALL) {
            if (key.path().equals(path)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** The paths of all sections, including nested ones: {@code twitch}, {@code twitch.endpoints} and so on. */
    static Set<String> sections() {
        Set<String> sections = new TreeSet<>();
        for (ConfigKey<?> key : ALL) {
            for (int dot = key.path().indexOf('.'); dot > 0; dot = key.path().indexOf('.', dot + 1)) {
                sections.add(key.path().substring(0, dot));
            }
        }
        return sections;
    }
}
