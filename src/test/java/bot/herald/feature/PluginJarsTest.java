package bot.herald.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import bot.herald.testing.PluginJar;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class PluginJarsTest {
    private static final String SOURCE = """
            package demo;
            import bot.herald.event.*;
            import bot.herald.feature.*;
            import java.util.*;
            public class Hello implements Feature<Hello.Settings> {
                static int made = ONCE;
                public record Settings(SETTING) {}
                public Hello() { MAKE }
                public String id() { return "ID"; }
                public String title() { return "Hello"; }
                public String summary() { return "Says hello."; }
                public Settings defaults() { return new Settings(DEFAULT); }
                public Wants wants(Settings settings) { return Wants.NOTHING; }
                public void handle(ChannelEvent event, Settings settings, FeatureServices services) {}
                public List<FeatureCommand<Settings>> commands() {
                    return List.of(new FeatureCommand<>("COMMAND", Role.EVERYONE, call -> List.of()));
                }
            }
            """;

    @TempDir
    Path folder = Path.of("");

    private final FeatureRegistry registry = new FeatureRegistry(Set.of("ping"));
    private final Logger logger = (Logger) LoggerFactory.getLogger(PluginJars.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Path plugins = Path.of("");
    private int works;

    @BeforeEach
    void listen() {
        plugins = folder.resolve("plugins");
        registry.add(List.of(new Probe("probe", "probe")));
        log.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    private void load() {
        PluginJars jars = new PluginJars(plugins);
        jars.addTo(registry);
        jars.close();
    }

    private void pack(String jar, Map<String, String> changes) {
        String source = SOURCE;
        for (Map.Entry<String, String> change : changes.entrySet()) {
            source = source.replace(change.getKey(), change.getValue());
        }
        source = source.replace("ONCE", "1")
                .replace("SETTING", "@Setting(label = \"On\") boolean on")
                .replace("DEFAULT", "false")
                .replace("MAKE", "")
                .replace("ID", "hello")
                .replace("COMMAND", "hello");
        works++;
        PluginJar.pack(
                plugins.resolve(jar),
                PluginJar.compile(folder.resolve("work" + works), Map.of("demo/Hello.java", source)),
                "demo.Hello");
    }

    private List<String> ids() {
        return registry.all().stream().map(known -> known.id).toList();
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void aFolderThatIsNotThereIsNoPlugins() {
        load();
        assertThat(ids()).containsExactly("probe");
        assertThat(lines()).isEmpty();
    }

    @Test
    void everyJarIsReadByALoaderOfItsOwn() {
        pack("a.jar", Map.of());
        pack("b.jar", Map.of("ID", "other", "COMMAND", "other"));
        load();
        assertThat(ids()).containsExactly("probe", "hello", "other");
        assertThat(lines()).containsExactly("plugin=a.jar loaded", "plugin=b.jar loaded");
        assertThat(registry.all().get(1).feature.getClass().getClassLoader())
                .isNotSameAs(registry.all().get(2).feature.getClass().getClassLoader());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ID | Hello World | its id Hello World is none",
                "ID | probe | there is another feature with the id probe",
                "COMMAND | ping | its command ping is one that Herald has",
                "COMMAND | probe | its command probe is one that probe has",
                "COMMAND | !hello | its command !hello must be one word in lower case",
                "SETTING | @Setting(label = \"When\") Boolean on | its setting on is of a kind that cannot be shown to people",
                "SETTING | boolean on | its setting on has no @Setting",
                "MAKE | throw new IllegalStateException(\"no luck\"); | no luck",
                "MAKE | throw new NoClassDefFoundError(\"lib/Gone\"); | lib/Gone",
                "ONCE | Integer.parseInt(\"x\") | ExceptionInInitializerError",
            })
    void whatIsWrongWithAJarIsSaidInOneLineAndTheOthersAreUsed(String what, String by, String said) {
        pack("bad.jar", Map.of(what, by));
        pack("good.jar", Map.of("ID", "good", "COMMAND", "good"));
        load();
        assertThat(ids()).containsExactly("probe", "good");
        assertThat(lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("plugin=bad.jar not loaded: ")
                .contains(said)
                .doesNotContain("\n");
    }

    @Test
    void aFileThatIsNoJarAndOneWithoutAFeatureAreNamed() throws IOException {
        Files.createDirectories(plugins);
        Files.writeString(plugins.resolve("broken.jar"), "this is no zip file");
        PluginJar.pack(plugins.resolve("empty.jar"), Files.createDirectories(folder.resolve("nothing")));
        PluginJar.pack(plugins.resolve("lost.jar"), Files.createDirectories(folder.resolve("nothing")), "demo.Missing");
        Files.writeString(plugins.resolve("readme.txt"), "not looked at");
        load();
        assertThat(ids()).containsExactly("probe");
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0)).contains("broken.jar", "it is not a jar, or a broken one");
        assertThat(lines().get(1)).contains("empty.jar", "META-INF/services/bot.herald.feature.Feature");
        assertThat(lines().get(2)).contains("lost.jar", "demo.Missing");
    }

    @Test
    void ofSeveralFeaturesAllAreAddedOrNone() {
        assertThatExceptionOfType(FeatureFault.class)
                .isThrownBy(() -> registry.add(List.of(new Probe("new", "a"), new Probe("probe", "b"))));
        assertThat(ids()).containsExactly("probe");
    }
}
