package bot.herald.feature.known;

import bot.herald.feature.Setting;
import bot.herald.identity.TwitchLogin;
import java.util.List;

/**
 * The people whom a channel recommends, and how.
 *
 * @param people logins as they were typed
 */
public record KnownPeopleSettings(
        @Setting(label = "Shoutouts for people you know", help = "When they first write in a stream.")
        boolean enabled,

        @Setting(
                label = "People",
                help = "Up to 100 Twitch names, separated by spaces.",
                max = KnownPeopleSettings.MOST,
                words = true)
        List<String> people,

        @Setting(
                label = "What they get",
                help =
                        "The message is the one for !so, among the channel's settings; Twitch's shoutout waits for its turn.")
        Gift gift) {
    static final int MOST = 100;
    static final KnownPeopleSettings DEFAULTS = new KnownPeopleSettings(false, List.of(), Gift.BOTH);

    public KnownPeopleSettings {
        people = List.copyOf(people);
    }

    boolean isOn() {
        return enabled && !people.isEmpty();
    }

    boolean names(String login) {
        return people.stream().map(TwitchLogin::bare).anyMatch(login::equals);
    }

    /** The kinds of shoutout. */
    public enum Gift {
        MESSAGE,
        SHOUTOUT,
        BOTH
    }
}
