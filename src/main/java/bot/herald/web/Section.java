package bot.herald.web;

/** A page of a channel that has a place in the navigation. */
enum Section {
    OVERVIEW("", "Overview", "speedometer2", ""),
    LIVE("", "Live", "chat-dots", "live"),
    COMMANDS("Chat", "Commands", "terminal", "commands"),
    TRIGGERS("Chat", "Triggers", "lightning", "triggers"),
    TIMERS("Chat", "Timers", "stopwatch", "timers"),
    QUOTES("Chat", "Quotes", "chat-quote", "quotes"),
    COUNTERS("Chat", "Counters", "123", "counters"),
    RAIDS("Community", "Raids", "megaphone", "raids"),
    /** Only where Discord is configured. */
    DISCORD("Community", "Discord", "discord", "discord"),
    FEATURES("Community", "Features", "toggles", "features"),
    LOG("Channel", "Log", "clock-history", "log"),
    SETTINGS("Channel", "Settings", "gear", "settings");

    private final String group;
    private final String label;
    private final String icon;
    private final String path;

    Section(String group, String label, String icon, String path) {
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

    String icon() {
        return icon;
    }

    /** Below the channel's address. */
    String path() {
        return path;
    }
}
