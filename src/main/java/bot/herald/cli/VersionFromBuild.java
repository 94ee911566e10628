package bot.herald.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build recorded. */
final class VersionFromBuild implements IVersionProvider {
    private static final String RESOURCE = "/bot/herald/build.properties";

    /** The name and the version, such as {@code herald 1.0.0}. */
    static String version() {
        try (InputStream resource = VersionFromBuild.class.getResourceAsStream(RESOURCE)) {
            Properties build = new Properties();
            build.load(Objects.requireNonNull(resource, RESOURCE));
            return "herald " + build.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {version()};
    }
}
