package bot.herald.web;

/** How the people of a channel change what is set there, from programs and pages alike. */
record Editing(
        ChannelBooks books,
        ItemEditor<CommandItem> commands,
        ItemEditor<TimerItem> timers,
        ItemEditor<SettingsItem> settings,
        ItemEditor<FeatureItem> features) {
    static Editing of(People people) {
        ChannelBooks books = people.books();
        return new Editing(
                books,
                new ItemEditor<>(
                        books.commands(),
                        CommandItem::read,
                        ItemEditor.Actions.COMMAND,
                        people.audit(),
                        people.clock()),
                new ItemEditor<>(
                        books.timers(), TimerItem::read, ItemEditor.Actions.TIMER, people.audit(), people.clock()),
                new ItemEditor<>(
                        books.settings(),
                        SettingsItem::read,
                        ItemEditor.Actions.SETTINGS,
                        people.audit(),
                        people.clock()),
                new ItemEditor<>(
                        books.features(),
                        FeatureItem::read,
                        ItemEditor.Actions.FEATURE,
                        people.audit(),
                        people.clock()));
    }
}
