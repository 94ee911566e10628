package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.channel.Channel;
import bot.herald.web.pages.LogRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The audit log as rows of a page, with what can be undone. */
final class LogRows {
    private final AuditWords words;
    private final Undoing undoing;
    private final ChannelLinks links;

    LogRows(People people, Undoing undoing, ChannelLinks links) {
        this.words = new AuditWords(people.persons());
        this.undoing = undoing;
        this.links = links;
    }

    /** @param entries the latest first */
    List<LogRow> of(List<AuditEntry> entries, Channel channel) {
        Set<String> changedLater = new HashSet<>();
        List<LogRow> rows = new ArrayList<>();
        for (AuditEntry entry : entries) {
            boolean possible = undoing.isPossible(entry);
            List<String> details = new ArrayList<>(words.details(entry));
            String thing = AuditWords.kind(entry.action())
                    + "/"
                    + entry.edit().map(Edit::item).orElse("");
            if (entry.edit().isPresent() && undoing.isEdit(entry) && !changedLater.add(thing) && !possible) {
                details.add("It was changed again since.");
            }
            rows.add(new LogRow(
                    bot.herald.web.pages.When.of(entry.at()),
                    AuditWords.icon(entry.action()),
                    entry.actor().kind() == Actor.Kind.BOT,
                    words.text(entry, channel),
                    details,
                    possible ? links.page(channel, "audit/" + entry.id() + "/undo") : ""));
        }
        return List.copyOf(rows);
    }
}
