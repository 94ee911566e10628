package bot.herald.config;

import bot.herald.config.ValueReaders.BadValue;
import bot.herald.template.Characters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parses given settings, and collects all problems. */
final class Values {
    private static final int LONGEST_QUOTE = 60;

    private final Map<String, String> environment;
    private final Map<String, List<?>> byPath = new HashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    /** @param environment for the placeholders in a file's values */
    Values(Map<String, String> environment) {
        this.environment = environment;
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    <T> void read(ConfigKey<T> key, Given given) {
        List<T> values = new ArrayList<>();
        for (Given.Entry entry : given.entries()) {
            read(key, given, entry, values);
        }
        byPath.put(key.path(), values);
    }

    <T> void readDefault(ConfigKey<T> key, String text) {
        byPath.put(key.path(), key.list() ? List.of() : List.of(key.reader().apply(text)));
    }

    private <T> void read(ConfigKey<T> key, Given given, Given.Entry entry, List<T> values) {
        boolean fromFile = entry.line() > 0;
        String text = entry.text();
        try {
            text = fromFile ? Placeholders.resolve(text, environment) : text;
            if (key.isRequired() && text.isEmpty()) {
                throw new BadValue("is empty; enter " + key.allowed());
            }
            values.add(key.reader().apply(text));
        } catch (BadValue e) {
            problem(given, entry, key, e.reason());
        } catch (IllegalArgumentException e) {
            // The value of a variable is not shown: it may be a secret behind the wrong key.
            boolean quotable = entry.quotable() && !key.secret() && text.equals(entry.text());
            problem(given, entry, key, "must be " + key.allowed() + (quotable ? ", not " + quoted(text) : ""));
        }
    }

    private void problem(Given given, Given.Entry entry, ConfigKey<?> key, String message) {
        problems.add(new ConfigProblem(given.source(), entry.line(), key.path(), message));
    }

    private static String quoted(String text) {
        String cut = Characters.first(LONGEST_QUOTE, text);
        String shown = cut.equals(text) ? text : cut + "...";
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }

    <T> T one(ConfigKey<T> key) {
        return all(key).get(0);
    }

    /** The cast is safe: the map holds only what the key's own reader returned. */
    @SuppressWarnings("unchecked")
    <T> List<T> all(ConfigKey<T> key) {
        List<?> values = byPath.get(key.path());
        if (values == null) {
            throw new IllegalStateException("never read: " + key.path());
        }
        return (List<T>) values;
    }

    /**
     * A setting as written, not checked yet.
     *
     * @param source the file, or the environment variable
     * @param line of the key, counted from 1; 0 in the environment
     * @param entries one for a single value, any number for a list
     */
    record Given(String source, int line, List<Entry> entries) {
        Given {
            entries = List.copyOf(entries);
        }

        /** @param quotable whether a problem may show the text; not if it spans lines, which may include a secret */
        record Entry(int line, String text, boolean quotable) {}
    }
}
