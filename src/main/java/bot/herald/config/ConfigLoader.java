package bot.herald.config;

import static java.util.stream.Collectors.toSet;

import bot.herald.config.TwitchConfig.Endpoints;
import bot.herald.config.TwitchConfig.EventSubConfig;
import bot.herald.config.Values.Given;
import bot.herald.identity.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration from a file and the environment, which wins over the file.
 *
 * <p>Stateless and safe for concurrent use. Never puts the value of a secret into a problem.
 */
public final class ConfigLoader {
    private static final String ENVIRONMENT = "environment";
    private static final List<ConfigKey<? extends Optional<?>>> DISCORD =
            List.of(ConfigKeys.DISCORD_CLIENT_ID, ConfigKeys.DISCORD_CLIENT_SECRET, ConfigKeys.DISCORD_BOT_TOKEN);

    /** @throws ConfigException with every problem of the file and the environment */
    public BotConfig load(Path file, Map<String, String> environment) {
        try {
            return load(file, YamlSource.read(file), environment);
        } catch (ConfigFile.Unreadable e) {
            throw new ConfigException(List.of(e.problem()));
        }
    }

    /**
     * Keys in the file that probably lost their value or a part of it, unless the environment sets them. Empty if the
     * file cannot be loaded, since {@link #load} reports why.
     */
    public List<ConfigWarning> warnings(Path file, Map<String, String> environment) {
        try {
            return YamlSource.read(file).warnings().stream()
                    .filter(warning -> ConfigKeys.byPath(warning.problem().key())
                            .filter(key -> environment.containsKey(key.environmentName()))
                            .isEmpty())
                    .toList();
        } catch (ConfigFile.Unreadable e) {
            return List.of();
        }
    }

    /** Reads the text of a file that is yet to be written. */
    BotConfig load(Path file, String text, Map<String, String> environment) {
        try {
            return load(file, YamlSource.parse(file, text), environment);
        } catch (ConfigFile.Unreadable e) {
            throw new ConfigException(List.of(e.problem()));
        }
    }

    private static BotConfig load(Path file, YamlSource yaml, Map<String, String> environment) {
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        return load(file.toString(), yaml.given(), yaml.problems(), environment, folder);
    }

    /**
     * Reads the configuration from environment variables alone.
     *
     * @param baseFolder where relative paths start
     * @throws ConfigException with every problem
     */
    public BotConfig fromEnvironment(Map<String, String> environment, Path baseFolder) {
        return load(
                "environment",
                Map.of(),
                List.of(),
                environment,
                baseFolder.toAbsolutePath().normalize());
    }

    private static BotConfig load(
            String source,
            Map<String, Given> fromFile,
            List<ConfigProblem> fileProblems,
            Map<String, String> environment,
            Path folder) {
        EnvironmentSource variables = EnvironmentSource.read(environment, placeholders(fromFile));
        Map<String, Given> given = new HashMap<>(fromFile);
        given.putAll(variables.given());

        Values values = new Values(environment);
        List<ConfigProblem> problems = new ArrayList<>(fileProblems);
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            Given found = given.get(key.path());
            String defaultText = key.defaultText();
            if (found != null) {
                values.read(key, found);
            } else if (defaultText != null) {
                values.readDefault(key, defaultText);
            } else if (fileProblems.stream().noneMatch(problem -> problem.key().equals(key.path()))) {
                problems.add(new ConfigProblem(source, 0, key.path(), missing(key, source)));
            }
        }
        problems.addAll(values.problems());
        problems.addAll(halfOfDiscord(values, given, source));
        problems.addAll(variables.problems());
        if (!problems.isEmpty()) {
            // In the order of the file; problems without a line come last.
            problems.sort(Comparator.comparingInt(problem -> problem.line() > 0 ? problem.line() : Integer.MAX_VALUE));
            throw new ConfigException(problems);
        }
        return config(values, environment, folder);
    }

    private static Set<String> placeholders(Map<String, Given> fromFile) {
        return fromFile.values().stream()
                .flatMap(given -> given.entries().stream())
                .flatMap(entry -> Placeholders.names(entry.text()).stream())
                .collect(toSet());
    }

    private static String missing(ConfigKey<?> key, String source) {
        return source.equals(ENVIRONMENT)
                ? "is required; set " + key.environmentName() + " to " + key.allowed()
                : "is required; enter " + key.allowed() + ", here or in " + key.environmentName();
    }

    private static BotConfig config(Values values, Map<String, String> environment, Path folder) {
        return new BotConfig(
                new TwitchConfig(
                        values.one(ConfigKeys.CLIENT_ID),
                        values.one(ConfigKeys.CLIENT_SECRET),
                        endpoints(values),
                        new EventSubConfig(values.one(ConfigKeys.TRANSPORT), values.one(ConfigKeys.SHARDS))),
                new AccountConfig(
                        values.one(ConfigKeys.BOT_LOGIN),
                        values.one(ConfigKeys.COMMAND_PREFIX),
                        values.one(ConfigKeys.BOT_VERIFIED)),
                new WebConfig(
                        values.one(ConfigKeys.WEB_BIND),
                        values.one(ConfigKeys.WEB_PORT),
                        values.one(ConfigKeys.PUBLIC_URL),
                        values.one(ConfigKeys.MANAGEMENT_BIND),
                        values.all(ConfigKeys.ADMINS),
                        values.one(ConfigKeys.REGISTRATION),
                        values.all(ConfigKeys.ALLOWLIST),
                        values.one(ConfigKeys.PUBLIC_PAGE)),
                new DatabaseConfig(
                        values.one(ConfigKeys.DATABASE_URL).startingAt(folder),
                        values.one(ConfigKeys.DATABASE_USER),
                        values.one(ConfigKeys.DATABASE_PASSWORD),
                        values.one(ConfigKeys.DATABASE_BACKUP)),
                new SecurityConfig(
                        folder.resolve(values.one(ConfigKeys.KEY_FILE)).normalize(),
                        values.one(ConfigKeys.KEY_FILE_MODE),
                        key(environment)),
                new LogConfig(
                        values.one(ConfigKeys.LOG_LEVEL),
                        values.one(ConfigKeys.LOG_FORMAT),
                        values.one(ConfigKeys.LOG_FILE)
                                .map(file -> folder.resolve(file).normalize()),
                        values.one(ConfigKeys.LOG_FILE_MEGABYTES),
                        values.one(ConfigKeys.LOG_KEEP_DAYS)),
                Optional.of(folder.resolve(values.one(ConfigKeys.PLUGINS)).normalize()),
                new MoveInConfig(
                        values.one(ConfigKeys.MOVE_IN_ONLINE),
                        values.one(ConfigKeys.NIGHTBOT),
                        values.one(ConfigKeys.STREAMELEMENTS),
                        values.one(ConfigKeys.FOSSABOT),
                        values.one(ConfigKeys.MOOBOT)),
                new FetchConfig(values.one(ConfigKeys.FETCH_MODE), values.all(ConfigKeys.FETCH_ALLOW)),
                discord(values));
    }

    private static Optional<DiscordConfig> discord(Values values) {
        return values.one(ConfigKeys.DISCORD_CLIENT_ID)
                .map(id -> new DiscordConfig(
                        id,
                        values.one(ConfigKeys.DISCORD_CLIENT_SECRET).orElseThrow(),
                        values.one(ConfigKeys.DISCORD_BOT_TOKEN),
                        new DiscordConfig.Endpoints(
                                values.one(ConfigKeys.DISCORD_OAUTH),
                                values.one(ConfigKeys.DISCORD_API),
                                values.one(ConfigKeys.DISCORD_GATEWAY))));
    }

    /** An application needs both an id and a secret, and a bot needs an application. */
    private static List<ConfigProblem> halfOfDiscord(Values values, Map<String, Given> given, String source) {
        Predicate<ConfigKey<? extends Optional<?>>> filled =
                key -> values.all(key).stream().anyMatch(Optional::isPresent);
        // A refused value is neither; it has its own problem.
        Predicate<ConfigKey<? extends Optional<?>>> empty =
                key -> values.all(key).stream().anyMatch(Optional::isEmpty);
        return DISCORD.stream()
                .filter(filled)
                .findFirst()
                .map(set -> DISCORD.stream()
                        .filter(key -> !key.equals(ConfigKeys.DISCORD_BOT_TOKEN))
                        .filter(empty)
                        .map(key -> without(key, set, given.get(key.path()), source))
                        .toList())
                .orElse(List.of());
    }

    private static ConfigProblem without(ConfigKey<?> key, ConfigKey<?> set, @Nullable Given written, String source) {
        return new ConfigProblem(
                written == null ? source : written.source(),
                written == null ? 0 : written.line(),
                key.path(),
                "is empty, but " + set.path() + " is set; enter "
                        + key.allowed().replace("empty, or ", "") + ", here or in " + key.environmentName()
                        + ", or leave all of discord empty");
    }

    private static Optional<Secret> key(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(SecurityConfig.KEY_VARIABLE))
                .filter(key -> !key.isBlank())
                .map(Secret::new);
    }

    private static Endpoints endpoints(Values values) {
        URI oauth = values.one(ConfigKeys.OAUTH);
        URI helix = values.one(ConfigKeys.HELIX);
        URI webSocket = values.one(ConfigKeys.EVENTSUB_WEBSOCKET);
        return values.one(ConfigKeys.EVENTSUB_SUBSCRIPTIONS)
                .map(subscriptions -> new Endpoints(oauth, helix, webSocket, subscriptions))
                .orElseGet(() -> Endpoints.of(oauth, helix, webSocket));
    }
}
