package bot.herald.web;

import bot.herald.web.pages.Icon;
import java.util.List;

/**
 * A feature's place in the list, and its icon.
 *
 * @param group the key of its text
 */
record FeatureLooks(String group, Icon icon, String colour) {
    private static final String CHAT = "features.chat";
    private static final String THANKS = "features.thanks";
    private static final String STREAM = "features.stream";
    private static final String MORE = "more";
    private static final String ALWAYS = "features.always";

    /** In the order of the page. */
    static final List<String> GROUPS = List.of(CHAT, THANKS, STREAM, MORE, ALWAYS);

    /** Of a part with a switch of its own, which may have its own icon. */
    static FeatureLooks of(FeatureView item, String field) {
        FeatureLooks whole = of(item);
        Icon icon = switch (item.id() + " " + field) {
            case "chat-filters links" -> Icon.LINK_45DEG;
            case "chat-filters capitals" -> Icon.TYPE;
            case "chat-filters repetition" -> Icon.REPEAT;
            case "chat-filters words" -> Icon.BAN;
            case "alerts follows" -> Icon.PERSON_HEART;
            case "alerts subscriptions" -> Icon.STAR;
            case "alerts resubscriptions" -> Icon.STAR_HALF;
            case "alerts gifts" -> Icon.GIFT;
            case "alerts cheers" -> Icon.GEM;
            case "alerts redemptions" -> Icon.TROPHY;
            default -> whole.icon();
        };
        return new FeatureLooks(whole.group(), icon, whole.colour());
    }

    /** An unknown feature comes from a plug-in. */
    static FeatureLooks of(FeatureView item) {
        if (item.fields().isEmpty()) {
            return new FeatureLooks(ALWAYS, Icon.CHECK2_CIRCLE, "");
        }
        return switch (item.id()) {
            case "chat-filters" -> new FeatureLooks(CHAT, Icon.SHIELD_CHECK, "");
            case "raid-guard" -> new FeatureLooks(CHAT, Icon.SHIELD_SHADED, "raid");
            case "alerts" -> new FeatureLooks(THANKS, Icon.HEART, "good");
            case "known-people" -> new FeatureLooks(STREAM, Icon.MEGAPHONE, "raid");
            case "stream-editing" -> new FeatureLooks(STREAM, Icon.PENCIL_SQUARE, "info");
            case "clips" -> new FeatureLooks(STREAM, Icon.CAMERA_REELS, "info");
            default -> new FeatureLooks(MORE, Icon.PUZZLE, "");
        };
    }
}
