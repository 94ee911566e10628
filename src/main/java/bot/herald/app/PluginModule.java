package bot.herald.app;

import bot.herald.auth.BotAccount;
import bot.herald.auth.CredentialService;
import bot.herald.channel.ChannelService;
import bot.herald.check.InstalledFeatures;
import bot.herald.config.BotConfig;
import bot.herald.feature.FeatureBook;
import bot.herald.feature.FeatureCommands;
import bot.herald.feature.FeatureRegistry;
import bot.herald.feature.FeatureRunner;
import bot.herald.feature.FeatureScopes;
import bot.herald.feature.PluginJars;
import bot.herald.feature.alert.AlertFeature;
import bot.herald.feature.command.BuiltIns;
import bot.herald.feature.editing.StreamEditing;
import bot.herald.feature.filter.ChatFilters;
import bot.herald.feature.filter.RetryQueue;
import bot.herald.feature.guard.RaidGuard;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.Database;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.web.pages.Frame;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Which features there are, what channels set for them, and which scopes follow from that.
 *
 * @param jars to be closed when the bot stops
 * @param filterRetries likewise
 */
public record PluginModule(
        FeatureRegistry registry,
        FeatureBook book,
        FeatureScopes scopes,
        PluginJars jars,
        RaidGuard guard,
        RetryQueue filterRetries) {

    /**
     * Registers Herald's own features that have settings, and so scopes: the command line requests these, too. {@link
     * #addPlugins} adds the rest.
     *
     * @param changed notified of every channel whose feature settings somebody changed here
     */
    static PluginModule of(
            BotConfig config,
            Database database,
            ChannelService channels,
            CredentialService credentials,
            BotAccount bot,
            Consumer<TwitchUserId> changed) {
        RaidGuard guard = new RaidGuard();
        RetryQueue filterRetries = new RetryQueue();
        FeatureRegistry registry = ownFeatures(guard, filterRetries);
        FeatureBook book = new FeatureBook(registry, new JdbiDocumentStore(database), changed);
        return new PluginModule(
                registry,
                book,
                new FeatureScopes(book, channels, credentials, bot),
                jars(config),
                guard,
                filterRetries);
    }

    /** The same features, for a command that runs without the bot. */
    public static InstalledFeatures installed(BotConfig config) {
        return new InstalledFeatures(ownFeatures(new RaidGuard(), new RetryQueue()), jars(config));
    }

    private static PluginJars jars(BotConfig config) {
        return config.plugins().map(PluginJars::new).orElseGet(PluginJars::none);
    }

    private static FeatureRegistry ownFeatures(RaidGuard guard, RetryQueue filterRetries) {
        FeatureRegistry registry = new FeatureRegistry(BuiltIns.RESERVED);
        // The guard comes first: a raid that it finds hostile is neither greeted nor thanked. Then the filters, ahead
        // of everything that answers.
        registry.add(List.of(guard, new ChatFilters(filterRetries), new StreamEditing(), new AlertFeature()));
        return registry;
    }

    void addPlugins() {
        jars.addTo(registry);
    }

    /** The commands of features, which chat calls what the dashboard calls them. */
    FeatureCommands commands(Supplier<FeatureRunner> runner) {
        return new FeatureCommands(registry, book, runner, Frame.TEXTS::like);
    }
}
