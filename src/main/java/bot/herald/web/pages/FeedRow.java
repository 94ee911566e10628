package bot.herald.web.pages;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An event of the live feed, in words.
 *
 * @param kind {@code ""} for a line of chat, {@code bot} for one of the bot's; else {@code event} with what its colour says
 * @param icon of an event; empty for a line of chat
 * @param name who wrote a line of chat; empty for an event
 * @param hue of the name, 1 to 8
 * @param badge what the writer is: {@code own}, {@code mod}, {@code vip}, {@code sub}, {@code botb}; empty for nobody in particular
 * @param parts the text of a chat line, or all of an event, with emotes apart
 * @param replyTo whose message it answers; empty for nobody's
 * @param deleted whether it was taken off the chat
 * @param messageId of the chat message that it is about, which is shown once; empty for none
 * @param writerId whose line of chat it is; empty for nobody's in particular
 */
public record FeedRow(
        When at,
        String kind,
        Optional<Icon> icon,
        String name,
        int hue,
        String badge,
        List<Part> parts,
        String replyTo,
        boolean deleted,
        String messageId,
        String writerId) {
    private static final String EMOTES = "https://static-cdn.jtvnw.net/emoticons/v2/";

    /** @param emote Twitch's id of it; empty for plain text */
    public record Part(String text, String emote) {
        public String picture() {
            return EMOTES + emote + "/default/light/1.0";
        }
    }

    /** Without emotes, and an answer to nobody. */
    public FeedRow(
            When at,
            String kind,
            Optional<Icon> icon,
            String name,
            int hue,
            String badge,
            String text,
            String messageId) {
        this(at, kind, icon, name, hue, badge, List.of(new Part(text, "")), "", false, messageId, "");
    }

    public String text() {
        return parts.stream().map(Part::text).collect(Collectors.joining());
    }

    /** What a class in the page says of it. */
    public String look() {
        return deleted ? kind + " deleted" : kind;
    }

    public boolean isChat() {
        return icon.isEmpty();
    }

    /** What the badge shows. */
    public Icon badgeIcon() {
        return switch (badge) {
            case "own" -> Icon.CAMERA_VIDEO_FILL;
            case "mod" -> Icon.SHIELD_FILL;
            case "vip" -> Icon.GEM;
            case "sub" -> Icon.STAR_FILL;
            default -> Icon.MEGAPHONE_FILL;
        };
    }
}
