package bot.herald.feature;

import bot.herald.lifecycle.Component;
import bot.herald.lifecycle.Health;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plug-ins: jars in a folder, each with a class loader of its own over Herald's. A jar that cannot be used costs a
 * log line that names it and says why, and nothing else.
 */
public final class PluginJars implements Component {
    private static final Logger log = LoggerFactory.getLogger(PluginJars.class);
    private static final String SERVICES = "META-INF/services/" + Feature.class.getName();

    private final Optional<Path> folder;
    private final List<URLClassLoader> loaders = new ArrayList<>();

    /** @param folder need not exist */
    public PluginJars(Path folder) {
        this.folder = Optional.of(folder);
    }

    private PluginJars() {
        this.folder = Optional.empty();
    }

    /** For an installation without plug-ins. */
    public static PluginJars none() {
        return new PluginJars();
    }

    /** Adds the jars of the folder in the order of their names. Must be called once. */
    public void addTo(FeatureRegistry registry) {
        for (Path jar : jars()) {
            try {
                registry.add(features(jar));
                log.info("plugin={} loaded", jar.getFileName());
            } catch (FeatureFault e) {
                log.error("plugin={} not loaded: {}", jar.getFileName(), e.getMessage());
            }
        }
    }

    private List<Path> jars() {
        List<Path> jars = new ArrayList<>();
        folder.filter(Files::isDirectory).ifPresent(existing -> {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(existing, "*.jar")) {
                found.forEach(jars::add);
            } catch (IOException e) {
                log.error(
                        "the plug-in folder {} cannot be read, so no plug-in is loaded: {}", existing, e.getMessage());
            }
        });
        jars.sort(Comparator.naturalOrder());
        return jars;
    }

    private List<Feature<?>> features(Path jar) {
        requireServices(jar);
        URLClassLoader loader;
        try {
            loader = new URLClassLoader(
                    "plugin " + jar.getFileName(), new URL[] {jar.toUri().toURL()}, Feature.class.getClassLoader());
        } catch (IOException e) {
            throw new FeatureFault("it cannot be opened: " + e.getMessage());
        }
        loaders.add(loader);
        try {
            List<Feature<?>> features = made(loader);
            if (features.isEmpty()) {
                throw new FeatureFault(SERVICES + " in it names no class");
            }
            return features;
        } catch (FeatureFault e) {
            throw e;
        } catch (Throwable e) {
            Boundary.survive(e);
            throw new FeatureFault(why(e));
        }
    }

    @SuppressWarnings(
            "rawtypes") // The class literal that a service loader takes cannot express the type of the settings.
    private static List<Feature<?>> made(ClassLoader loader) {
        List<Feature<?>> features = new ArrayList<>();
        // The loader also sees Herald's own class path, which is not part of this plug-in.
        ServiceLoader.load(Feature.class, loader).stream()
                .filter(provider -> provider.type().getClassLoader() == loader)
                .forEach(provider -> features.add(provider.get()));
        return features;
    }

    private static void requireServices(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.getEntry(SERVICES) == null) {
                throw new FeatureFault("there is no " + SERVICES + " in it, which names the feature's class");
            }
        } catch (IOException e) {
            throw new FeatureFault("it is not a jar, or a broken one: " + e.getMessage());
        }
    }

    /** The innermost useful message: service loaders wrap what a constructor throws. */
    private static String why(Throwable thrown) {
        Throwable cause = thrown.getCause();
        String own = thrown instanceof java.util.ServiceConfigurationError
                ? String.valueOf(thrown.getMessage())
                : thrown.getClass().getName() + ": " + thrown.getMessage();
        return cause == null ? own : own + " (" + cause.getClass().getName() + ": " + cause.getMessage() + ")";
    }

    @Override
    public String name() {
        return "plugins";
    }

    @Override
    public void start() {
        // Nothing runs by itself; features act when they are called.
    }

    @Override
    public Health check() {
        return Health.UP;
    }

    @Override
    public void close() {
        for (URLClassLoader loader : loaders) {
            try {
                loader.close();
            } catch (IOException e) {
                log.warn("{} cannot be closed: {}", loader.getName(), e.getMessage());
            }
        }
        loaders.clear();
    }
}
