package bot.herald.config;

import static java.util.stream.Collectors.toSet;

import bot.herald.config.Values.Given;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The settings in environment variables, by key, and variables that look like misspelt settings. */
record EnvironmentSource(Map<String, Given> given, List<ConfigProblem> problems) {
    private static final List<String> NAMES =
            ConfigKeys.ALL.stream().map(ConfigKey::environmentName).toList();
    private static final Set<String> PREFIXES = ConfigKeys.sections().stream()
            .filter(section -> !section.contains("."))
            .map(section -> ConfigKey.environmentName(section) + "_")
            .collect(toSet());

    /** @param expected variables that the file's placeholders name, which are not misspelt settings */
    static EnvironmentSource read(Map<String, String> environment, Set<String> expected) {
        Map<String, Given> given = new HashMap<>();
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            String value = environment.get(key.environmentName());
            if (value != null) {
                given.put(key.path(), new Given(key.environmentName(), 0, entries(key, value)));
            }
        }
        List<ConfigProblem> problems = new ArrayList<>();
        for (String name : new TreeSet<>(environment.keySet())) {
            if (isMeantAsSetting(name)
                    && !NAMES.contains(name)
                    && !name.equals(SecurityConfig.KEY_VARIABLE)
                    && !expected.contains(name)) {
                String nearest = NearestKey.of(name, NAMES);
                problems.add(new ConfigProblem(name, 0, "", "unknown setting; did you mean " + nearest + "?"));
            }
        }
        return new EnvironmentSource(given, problems);
    }

    private static boolean isMeantAsSetting(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static List<Given.Entry> entries(ConfigKey<?> key, String value) {
        if (!key.list()) {
            return List.of(new Given.Entry(0, value, true));
        }
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> new Given.Entry(0, entry, true))
                .toList();
    }
}
