package bot.herald.web;

import java.util.List;

/** Where a feature stands in the list, and with which sign. */
record FeatureLooks(String group, String icon, String colour) {
    private static final String CHAT = "Keep chat friendly";
    private static final String THANKS = "Say thanks";
    private static final String STREAM = "Help with the stream";
    private static final String MORE = "More";
    private static final String ALWAYS = "Always on";

    /** In the order of the page. */
    static final List<String> GROUPS = List.of(CHAT, THANKS, STREAM, MORE, ALWAYS);

    /** Of a part that is switched by itself, with a sign of its own where there is one. */
    static FeatureLooks of(FeatureItem item, String field) {
        FeatureLooks whole = of(item);
        String icon = switch (item.id() + " " + field) {
            case "chat-filters links" -> "link-45deg";
            case "chat-filters capitals" -> "type";
            case "chat-filters repetition" -> "repeat";
            case "chat-filters words" -> "ban";
            case "alerts follows" -> "person-heart";
            case "alerts subscriptions" -> "star";
            case "alerts resubscriptions" -> "star-half";
            case "alerts gifts" -> "gift";
            case "alerts cheers" -> "gem";
            case "alerts redemptions" -> "trophy";
            default -> whole.icon();
        };
        return new FeatureLooks(whole.group(), icon, whole.colour());
    }

    /** What Herald does not know comes from a plug-in. */
    static FeatureLooks of(FeatureItem item) {
        if (item.fields().isEmpty()) {
            return new FeatureLooks(ALWAYS, "check2-circle", "");
        }
        return switch (item.id()) {
            case "chat-filters" -> new FeatureLooks(CHAT, "shield-check", "");
            case "raid-guard" -> new FeatureLooks(CHAT, "shield-shaded", "raid");
            case "alerts" -> new FeatureLooks(THANKS, "heart", "good");
            case "known-people" -> new FeatureLooks(STREAM, "megaphone", "raid");
            case "stream-editing" -> new FeatureLooks(STREAM, "pencil-square", "info");
            case "clips" -> new FeatureLooks(STREAM, "camera-reels", "info");
            default -> new FeatureLooks(MORE, "puzzle", "");
        };
    }
}
