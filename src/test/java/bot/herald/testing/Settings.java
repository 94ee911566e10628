package bot.herald.testing;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.feature.SettingsBook;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.OptionalLong;

/** Sets what a test needs of a channel's settings, by the names in the API, and leaves the rest. */
public final class Settings {
    private Settings() {}

    public static void set(SettingsBook book, TwitchUserId channel, Map<String, Object> values) {
        assertThat(book.documents()
                        .replace(channel, "settings", new ObjectMapper().valueToTree(values), OptionalLong.empty()))
                .isInstanceOf(Change.Done.class);
    }
}
