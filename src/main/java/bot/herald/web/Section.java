package bot.herald.web;

import bot.herald.web.pages.Icon;

/** A page of a channel that has a place in the navigation. */
enum Section {
    OVERVIEW("", "Overview", Icon.SPEEDOMETER2, ""),
    LIVE("", "Live", Icon.CHAT_DOTS, "live"),
    COMMANDS("Chat", "Commands", Icon.TERMINAL, "commands"),
    TRIGGERS("Chat", "Triggers", Icon.LIGHTNING, "triggers"),
    TIMERS("Chat", "Timers", Icon.STOPWATCH, "timers"),
    QUOTES("Chat", "Quotes", Icon.CHAT_QUOTE, "quotes"),
    COUNTERS("Chat", "Counters", Icon.NUMBERS, "counters"),
    RAIDS("Community", "Raids", Icon.MEGAPHONE, "raids"),
    /** Only where Discord is configured. */
    DISCORD("Community", "Discord", Icon.DISCORD, "discord"),
    FEATURES("Community", "Features", Icon.TOGGLES, "features"),
    LOG("Channel", "Log", Icon.CLOCK_HISTORY, "log"),
    SETTINGS("Channel", "Settings", Icon.GEAR, "settings");

    private final String group;
    private final String label;
    private final Icon icon;
    private final String path;

    Section(String group, String label, Icon icon, String path) {
        this.group = group;
        this.label = label;
        this.icon = icon;
        this.path = path;
    }

    /** The one whose page lists documents that are called so in addresses. */
    static Section of(String path) {
        for (Section section : values()) {
            if (section.path.equals(path)) {
                return section;
            }
        }
        throw new IllegalArgumentException("no section has the path " + path);
    }

    /** Empty for those at the top. */
    String group() {
        return group;
    }

    String label() {
        return label;
    }

    Icon icon() {
        return icon;
    }

    /** Below the channel's address. */
    String path() {
        return path;
    }
}
