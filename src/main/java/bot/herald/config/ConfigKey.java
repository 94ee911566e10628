package bot.herald.config;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its path, the values that it takes, and its default.
 *
 * @param list whether it is a list in the file; in the environment, its entries are separated by commas
 * @param defaultText as it would be written in the file; null if the setting is required
 * @param allowed completes "must be ..." (of a list: for each entry); for a required key, what to enter
 * @param secret whether the value must never be quoted
 * @param reader turns the text, or one entry of the list, into its value; throws {@link BadValue} with a reason of its
 *     own or any {@link IllegalArgumentException} where {@code allowed} says it all
 */
record ConfigKey<T>(
        String path,
        boolean list,
        @Nullable String defaultText,
        String allowed,
        boolean secret,
        Function<String, T> reader) {

    static <T> ConfigKey<T> text(String path, String defaultText, String allowed, Function<String, T> reader) {
        return new ConfigKey<>(path, false, defaultText, allowed, false, reader);
    }

    static <T> ConfigKey<T> list(String path, String allowed, Function<String, T> reader) {
        return new ConfigKey<>(path, true, "", allowed, false, reader);
    }

    ConfigKey<T> notQuoted() {
        return new ConfigKey<>(path, list, defaultText, allowed, true, reader);
    }

    static <T> ConfigKey<T> required(String path, String whatToEnter, boolean secret, Function<String, T> reader) {
        return new ConfigKey<>(path, false, null, whatToEnter, secret, reader);
    }

    boolean isRequired() {
        return defaultText == null;
    }

    /** {@code twitch.client-id} is {@code HERALD_TWITCH_CLIENT_ID}. */
    String environmentName() {
        return environmentName(path);
    }

    static String environmentName(String path) {
        return "HERALD_" + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
