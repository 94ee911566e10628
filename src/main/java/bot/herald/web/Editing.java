package bot.herald.web;

/** How the people of a channel change what is set there, from programs and pages alike. */
record Editing(
        ChannelBooks books,
        ItemEditor<CommandItem> commands,
        ItemEditor<TimerItem> timers,
        ItemEditor<SettingsItem> settings,
        ItemEditor<FeatureItem> features) {
    /** Takes edits back, by the same way. */
    Undoing undoing() {
        return new Undoing(
                Undo.ofSeveral(books.commands(), CommandItem.BLANK, CommandItem::read, commands),
                Undo.ofSeveral(books.timers(), TimerItem.BLANK, TimerItem::read, timers),
                Undo.of(books.settings(), SettingsItem::read, settings),
                Undo.ofSettings(books.features(), FeatureItem::read, features));
    }

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
                        (actor, channel, before, wanted) -> {
                            if (books.features().writesToStream(channel, wanted)
                                    && !books.features().writesToStream(channel, before)
                                    && !people.managed().access(actor, channel).mayDisconnect()) {
                                throw new ProblemException(AccessProblems.STREAM_OF_THE_BROADCASTER);
                            }
                        },
                        ItemEditor.Actions.FEATURE,
                        people.audit(),
                        people.clock()));
    }
}
