package bot.herald.web.pages;

import java.util.Locale;

/**
 * The icons of Bootstrap that pages show, as the classes {@code bi-...} name them. Pages load these and no others, so one that a
 * template or a script needs has to stand here, too.
 */
public enum Icon {
    NUMBERS,
    ARROW_COUNTERCLOCKWISE,
    ARROW_LEFT,
    ARROW_REPEAT,
    BAN,
    BOX_ARROW_IN_DOWN,
    BROADCAST,
    CAMERA_REELS,
    CAMERA_VIDEO_FILL,
    CARET_DOWN_FILL,
    CARET_UP_FILL,
    CHAT_DOTS,
    CHAT_QUOTE,
    CHECK_CIRCLE_FILL,
    CHECK2_CIRCLE,
    CHEVRON_EXPAND,
    CIRCLE,
    CIRCLE_HALF,
    CLOCK_HISTORY,
    DISCORD,
    DOT,
    EXCLAMATION_CIRCLE_FILL,
    EXCLAMATION_TRIANGLE_FILL,
    GEAR,
    GEM,
    GIFT,
    GIFT_FILL,
    GRID,
    HDD,
    HDD_NETWORK,
    HEART,
    IMAGE,
    IMAGE_FILL,
    KEY_FILL,
    LAPTOP,
    LIGHTBULB,
    LIGHTNING,
    LINK_45DEG,
    LIST,
    MEGAPHONE,
    MEGAPHONE_FILL,
    MOON_STARS,
    PAUSE_FILL,
    PENCIL,
    PENCIL_SQUARE,
    PEOPLE_FILL,
    PERSON,
    PERSON_HEART,
    PLUG,
    PLUG_FILL,
    PLUS_LG,
    PUZZLE,
    REPEAT,
    REPLY_FILL,
    SEARCH,
    SEND,
    SHIELD_CHECK,
    SHIELD_EXCLAMATION,
    SHIELD_FILL,
    SHIELD_SHADED,
    SLIDERS,
    SPEEDOMETER2,
    STAR,
    STAR_FILL,
    STAR_HALF,
    STOPWATCH,
    SUN,
    TERMINAL,
    TOGGLES,
    TRASH,
    TROPHY,
    TWITCH,
    TYPE,
    VOLUME_MUTE_FILL,
    X_CIRCLE_FILL;

    /** Its class in a page. */
    public String look() {
        return "bi-" + symbol();
    }

    /** Bootstrap's name of it. */
    public String symbol() {
        return this == NUMBERS ? "123" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
