package bot.herald.config;

import bot.herald.identity.Secret;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A {@code config.yaml} that does not exist yet.
 *
 * <p>What the environment says about the web server and Twitch's addresses goes into the file too, so that the bot is
 * the same without these variables.
 */
public final class NewConfigFile {
    private static final String PUBLIC_URL = ConfigKeys.PUBLIC_URL.environmentName();
    private static final List<ConfigKey<?>> ENDPOINTS = List.of(
            ConfigKeys.OAUTH, ConfigKeys.HELIX, ConfigKeys.EVENTSUB_WEBSOCKET, ConfigKeys.EVENTSUB_SUBSCRIPTIONS);
    private static final List<ConfigKey<?>> WEB = List.of(ConfigKeys.WEB_BIND, ConfigKeys.WEB_PORT);
    private static final FirstSettings NOTHING_SAID = new FirstSettings("", "unknown", new Secret("unknown"));

    private final Path file;
    private final Map<String, String> environment;

    public NewConfigFile(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = Map.copyOf(environment);
    }

    public Path path() {
        return file;
    }

    /** Whether there is something under that name by now. */
    public boolean isThere() {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The configuration as far as the environment and the defaults say; its client id and secret are none.
     *
     * @throws ConfigException if the environment is wrong
     */
    public BotConfig preview() {
        BotConfig config = load(NOTHING_SAID);
        String local = "http://localhost:" + config.web().port();
        return publicUrlIsGiven() ? config : load(new FirstSettings(local, "unknown", new Secret("unknown")));
    }

    /** Whether the environment says how browsers reach Herald; the file would not count. */
    public boolean publicUrlIsGiven() {
        return !environment.getOrDefault(PUBLIC_URL, "").isBlank();
    }

    /**
     * The configuration that the file would be.
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
     * Writes the file, for its owner alone and all at once.
     *
     * @throws FileAlreadyExistsException if there is one by now, which stays as it is
     */
    public void write(FirstSettings settings) throws IOException {
        OwnerOnlyFile.create(file, text(settings));
    }

    private String text(FirstSettings settings) {
        StringBuilder text = new StringBuilder("""
                # Herald's configuration, made at its first start. config.example.yaml shows every other key.
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
        if (!settings.publicUrl().isEmpty()) {
            line(text, "  ", "public-url", settings.publicUrl());
        }
        return text.toString();
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

    /** In single quotes, where nothing but the quote itself means anything to YAML. */
    private static void line(StringBuilder text, String indent, String name, String value) {
        text.append(indent)
                .append(name)
                .append(": '")
                .append(value.replace("${", "$${").replace("'", "''"))
                .append("'\n");
    }
}
