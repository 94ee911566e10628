package bot.herald.check;

import bot.herald.auth.ScopesInUse;
import bot.herald.feature.FeatureBook;
import bot.herald.feature.FeatureRegistry;
import bot.herald.feature.PluginJars;
import bot.herald.feature.WantedScopes;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.DatabaseInspection;

/**
 * A read-only view of an installation's features, built-in and plug-ins, with their settings in a database. For one command,
 * on one thread.
 */
public final class InstalledFeatures implements AutoCloseable {
    private final FeatureRegistry registry;
    private final PluginJars jars;

    /** @param jars the plug-ins that added features to the registry; closed with this */
    public InstalledFeatures(FeatureRegistry registry, PluginJars jars) {
        this.registry = registry;
        this.jars = jars;
        jars.addTo(registry);
    }

    /** The scopes that enabled features need. */
    public ScopesInUse scopes(DatabaseInspection database) {
        return new WantedScopes(
                new FeatureBook(registry, database.features(), InstalledFeatures::unheard), database::channels);
    }

    private static void unheard(TwitchUserId channel) {}

    @Override
    public void close() {
        jars.close();
    }
}
