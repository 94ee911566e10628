package bot.herald.web;

/** What a channel's people set. */
public record ChannelBooks(
        Items<CommandItem> commands, Items<TimerItem> timers, Editable<SettingsItem> settings, FeatureItems features) {}
