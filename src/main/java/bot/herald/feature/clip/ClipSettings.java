package bot.herald.feature.clip;

import bot.herald.event.Role;
import bot.herald.feature.Setting;

/**
 * Clips and markers made from chat.
 *
 * @param who the lowest role that may make clips
 */
public record ClipSettings(
        @Setting(
                label = "Clips from chat",
                help =
                        "!clip makes a clip of the last seconds and posts its link. The broadcaster connects the channel once more"
                                + " to allow it.")
        boolean clips,

        @Setting(label = "Who may clip", help = "Higher roles may, too.")
        Role who,

        @Setting(
                label = "Stream markers from chat",
                help =
                        "!marker, for moderators, marks the moment in the recording. The broadcaster connects the channel once"
                                + " more to allow it.")
        boolean markers) {
    static final ClipSettings DEFAULTS = new ClipSettings(false, Role.EVERYONE, false);

    boolean isOn() {
        return clips || markers;
    }
}
