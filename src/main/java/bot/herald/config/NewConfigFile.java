package bot.herald.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import bot.herald.identity.Secret;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A {@code config.yaml} that does not exist yet.
 *
 * <p>Settings of the web server and of Twitch's and Discord's addresses in the environment are written into the file, too, so
 * that the bot runs without these variables later.
 */
public final class NewConfigFile {
    private static final String PUBLIC_URL = ConfigKeys.PUBLIC_URL.environmentName();
    private static final List<ConfigKey<?>> ENDPOINTS = List.of(
            ConfigKeys.OAUTH, ConfigKeys.HELIX, ConfigKeys.EVENTSUB_WEBSOCKET, ConfigKeys.EVENTSUB_SUBSCRIPTIONS);
    private static final List<ConfigKey<?>> DISCORD_ENDPOINTS =
            List.of(ConfigKeys.DISCORD_OAUTH, ConfigKeys.DISCORD_API, ConfigKeys.DISCORD_GATEWAY);
    private static final List<ConfigKey<?>> WEB = List.of(ConfigKeys.WEB_BIND, ConfigKeys.WEB_PORT);

    private final Path file;
    private final Map<String, String> environment;
    private final String usualPort;

    public NewConfigFile(Path file, Map<String, String> environment) {
        this(file, environment, "");
    }

    private NewConfigFile(Path file, Map<String, String> environment, String usualPort) {
        this.file = file;
        this.environment = Map.copyOf(environment);
        this.usualPort = usualPort;
    }

    /** A copy in which this is the web server's default port. */
    public NewConfigFile withUsualPort(int port) {
        return new NewConfigFile(file, environment, String.valueOf(port));
    }

    public Path path() {
        return file;
    }

    /** The folder that the file will be in. */
    public Path folder() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }

    /** Whether something of that name exists by now. */
    public boolean isThere() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The configuration that follows from the environment and the defaults, with a placeholder for client id and secret.
     *
     * @throws ConfigException if the environment is wrong
     */
    public BotConfig preview() {
        BotConfig config = load(saidOnly(""));
        return publicUrlIsGiven()
                ? config
                : load(saidOnly("http://localhost:" + config.web().port()));
    }

    private FirstSettings saidOnly(String publicUrl) {
        return new FirstSettings(usualPort, publicUrl, "unknown", new Secret("unknown"), "");
    }

    /** Whether the environment sets the public address, which overrides the file. */
    public boolean publicUrlIsGiven() {
        return !environment.getOrDefault(PUBLIC_URL, "").isBlank();
    }

    /**
     * The configuration that the file would result in.
     *
     * @throws ConfigException with everything that is wrong with the settings
     */
    public BotConfig check(FirstSettings settings) {
        return load(settings);
    }

    private BotConfig load(FirstSettings settings) {
        return new ConfigLoader().load(file, text(settings), environment);
    }

    /**
     * Writes the file atomically, readable by its owner alone.
     *
     * @throws FileAlreadyExistsException if the file exists by now; it stays as it is
     */
    public void write(FirstSettings settings) throws IOException {
        PrivateFile.create(file, text(settings));
    }

    /**
     * Replaces the settings in the file.
     *
     * @param written the settings that {@link #write} wrote
     * @return false if somebody has changed the file since; then it stays as it is
     */
    public boolean rewrite(FirstSettings written, FirstSettings wanted) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                || !Arrays.equals(Files.readAllBytes(file), text(written).getBytes(UTF_8))) {
            return false;
        }
        PrivateFile.replace(file, text(wanted));
        return true;
    }

    /** Whether the environment sets the web server's port, which overrides the file. */
    public boolean portIsGiven() {
        return isGiven(ConfigKeys.WEB_PORT);
    }

    /** Whether the environment sets the application on Discord, which overrides the file. */
    public boolean discordIsGiven() {
        return isGiven(ConfigKeys.DISCORD_CLIENT_ID);
    }

    /** Whether the environment sets the admins, which override the file's. */
    public boolean adminsAreGiven() {
        return isGiven(ConfigKeys.ADMINS);
    }

    private String text(FirstSettings settings) {
        StringBuilder text = new StringBuilder("""
                # Herald's configuration, made at its first start. herald config example shows every other key.
                # It holds your client secret: keep it to yourself.

                twitch:
                """);
        line(text, "  ", "client-id", settings.clientId());
        line(text, "  ", "client-secret", settings.clientSecret().reveal());
        if (ENDPOINTS.stream().anyMatch(this::isGiven)) {
            text.append("  endpoints:\n");
            ENDPOINTS.forEach(key -> given(text, "    ", key));
        }
        text.append("\nweb:\n");
        WEB.forEach(key -> given(text, "  ", key));
        if (!settings.port().isEmpty() && !portIsGiven()) {
            line(text, "  ", "port", settings.port());
        }
        if (!settings.publicUrl().isEmpty()) {
            line(text, "  ", "public-url", settings.publicUrl());
        }
        if (!settings.admin().isEmpty()) {
            text.append("  # Who may see and manage everything; a user id is safer than a login.\n");
            text.append("  admins: [").append(quoted(settings.admin())).append("]\n");
        }
        discord(text, settings.discord());
        return text.toString();
    }

    private void discord(StringBuilder text, FirstSettings.Discord discord) {
        if (discord.equals(FirstSettings.Discord.NONE)) {
            return;
        }
        text.append("\ndiscord:\n");
        line(text, "  ", "client-id", discord.clientId());
        line(text, "  ", "client-secret", discord.clientSecret().reveal());
        if (!discord.botToken().isEmpty()) {
            line(text, "  ", "bot-token", discord.botToken().reveal());
        }
        if (DISCORD_ENDPOINTS.stream().anyMatch(this::isGiven)) {
            text.append("  endpoints:\n");
            DISCORD_ENDPOINTS.forEach(key -> given(text, "    ", key));
        }
    }

    private boolean isGiven(ConfigKey<?> key) {
        return !environment.getOrDefault(key.environmentName(), "").isBlank();
    }

    private void given(StringBuilder text, String indent, ConfigKey<?> key) {
        if (isGiven(key)) {
            String name = key.path().substring(key.path().lastIndexOf('.') + 1);
            line(text, indent, name, environment.getOrDefault(key.environmentName(), ""));
        }
    }

    /** In YAML's single quotes, only the quote itself needs escaping. */
    private static void line(StringBuilder text, String indent, String name, String value) {
        text.append(indent).append(name).append(": ").append(quoted(value)).append('\n');
    }

    private static String quoted(String value) {
        return "'" + value.replace("${", "$${").replace("'", "''") + "'";
    }
}
