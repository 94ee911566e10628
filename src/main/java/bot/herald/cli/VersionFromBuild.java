package bot.herald.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build recorded. */
final class VersionFromBuild implements IVersionProvider {
    private static final String RESOURCE = "/bot/herald/build.properties";

    @Override
    public String[] getVersion() throws IOException {
        try (InputStream resource = VersionFromBuild.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException("not in the jar: " + RESOURCE);
            }
            Properties build = new Properties();
            build.load(resource);
            return new String[] {"herald " + build.getProperty("version")};
        }
    }
}
