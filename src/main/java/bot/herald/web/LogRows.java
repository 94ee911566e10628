package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.channel.Channel;
import bot.herald.language.Sentences;
import bot.herald.web.pages.LogRow;
import bot.herald.web.pages.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The audit log as rows of a page, with what can be undone. */
final class LogRows {
    /** This many similar entries in quick succession become one row. */
    private static final int FEWEST_GROUPED = 3;

    private static final Duration APART = Duration.ofMinutes(5);

    private final AuditWords words;
    private final AuditDiff diffs;
    private final UndoService undoing;
    private final ChannelLinks links;

    LogRows(People people, Editors editing, ChannelLinks links) {
        this.words = new AuditWords(people.persons());
        this.diffs = new AuditDiff(editing);
        this.undoing = editing.undoing();
        this.links = links;
    }

    /** @param entries the latest first */
    List<LogRow> of(List<AuditEntry> entries, Channel channel, Sentences say) {
        Map<String, AuditEntry> undone = undoing.undone(channel.id(), entries);
        List<LogRow> rows = new ArrayList<>();
        int from = 0;
        while (from < entries.size()) {
            int to = from + 1;
            while (to < entries.size() && belongTogether(entries.get(to - 1), entries.get(to))) {
                to++;
            }
            List<AuditEntry> group = entries.subList(from, to);
            List<LogRow> parts = group.stream()
                    .map(entry -> row(entry, channel, undone, say))
                    .toList();
            if (group.size() < FEWEST_GROUPED) {
                rows.addAll(parts);
            } else {
                LogRow first = parts.get(0);
                rows.add(new LogRow(
                        first.at(),
                        first.icon(),
                        first.bot(),
                        words.text(group, channel, say),
                        List.of(),
                        List.of(),
                        "",
                        parts));
            }
            from = to;
        }
        return List.copyOf(rows);
    }

    private static boolean belongTogether(AuditEntry later, AuditEntry earlier) {
        return AuditWords.areAlike(later, earlier)
                && !earlier.at().isBefore(later.at().minus(APART));
    }

    private LogRow row(AuditEntry entry, Channel channel, Map<String, AuditEntry> undone, Sentences say) {
        UndoService.State state = undoing.state(entry, undone.keySet());
        Optional<String> since = switch (state) {
            case FINAL, UNDOABLE -> Optional.empty();
            case UNDONE ->
                Optional.ofNullable(undone.get(entry.id()))
                        .map(by -> say.say("log.undone-by", "who", words.undoer(by, channel, say)));
            case CHANGED_SINCE -> Optional.of(say.say("log.since.changed"));
            case DELETED_SINCE -> Optional.of(say.say("log.since.deleted"));
            case THERE_AGAIN -> Optional.of(say.say("log.since.there"));
        };
        return new LogRow(
                When.of(entry.at()),
                AuditWords.icon(entry.action()),
                entry.actor().kind() == Actor.Kind.BOT,
                words.text(entry, channel, say),
                since.map(List::of).orElse(List.of()),
                diffs.of(entry, say),
                state == UndoService.State.UNDOABLE ? links.page(channel, "audit/" + entry.id() + "/undo") : "",
                List.of());
    }
}
