package bot.herald.check;

import bot.herald.config.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether the configuration file has lost values, or can be read by others. */
public final class ConfigFileProbe {
    private ConfigFileProbe() {}

    /** Empty if nothing is wrong. */
    public static List<Finding> look(Path file, Map<String, String> environment) {
        Stream<Finding> lostValues = new ConfigLoader()
                .warnings(file, environment).stream()
                        .map(warning -> Finding.warning(
                                "configuration", warning.problem().toString(), warning.remedy()));
        return Stream.concat(lostValues, FilesProbe.look(file).stream()).toList();
    }
}
