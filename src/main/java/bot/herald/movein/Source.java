package bot.herald.movein;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where commands can be imported from. */
public enum Source {
    NIGHTBOT("Nightbot", true),
    STREAMELEMENTS("StreamElements", true),
    FOSSABOT("Fossabot", true),
    MOOBOT("Moobot", true),
    STREAMLABS("Streamlabs Chatbot", false),
    PHANTOMBOT("PhantomBot", false),
    FIREBOT("Firebot", false),
    CSV("CSV", false),
    HERALD("Herald", false);

    private final String title;
    private final boolean online;

    Source(String title, boolean online) {
        this.title = title;
        this.online = online;
    }

    /** Its name for people. */
    public String title() {
        return title;
    }

    /** Its name on the command line and in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it publishes commands by the channel's name. */
    public boolean isOnline() {
        return online;
    }

    public static Optional<Source> of(String id) {
        return Arrays.stream(values())
                .filter(source -> source.id().equals(id.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** All ids, for messages. */
    public static String choices() {
        return Arrays.stream(values()).map(Source::id).collect(Collectors.joining(", "));
    }
}
