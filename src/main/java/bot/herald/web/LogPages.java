package bot.herald.web;

import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.channel.Channel;
import bot.herald.settings.Documents.Shown;
import bot.herald.web.pages.LogPage;
import bot.herald.web.pages.LogPage.Choice;
import bot.herald.web.pages.Notice;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The log of a channel, and the way to take a change back. */
final class LogPages {
    private static final int SHOWN = 50;

    private final People people;
    private final Undoing undoing;
    private final PageNeeds needs;
    private final LogRows rows;

    LogPages(People people, Editing editing, PageNeeds needs) {
        this.people = people;
        this.undoing = editing.undoing();
        this.needs = needs;
        this.rows = new LogRows(people, undoing, needs.links());
    }

    List<Route> routes() {
        return List.of(
                needs.page("/dashboard/{id}/log", this::show),
                needs.form("/dashboard/{id}/audit/{entry}/undo", this::undo));
    }

    /** What may be shown. */
    private enum Show {
        ALL("Everything", EnumSet.allOf(Action.class)),
        CHANGES(
                "Changes",
                EnumSet.of(
                        Action.SETTINGS_CHANGED,
                        Action.COMMAND_CREATED,
                        Action.COMMAND_CHANGED,
                        Action.COMMAND_DELETED,
                        Action.TRIGGER_CREATED,
                        Action.TRIGGER_CHANGED,
                        Action.TRIGGER_DELETED,
                        Action.TIMER_CREATED,
                        Action.TIMER_CHANGED,
                        Action.TIMER_DELETED,
                        Action.FEATURE_CHANGED,
                        Action.MOVED_IN,
                        Action.STREAM_CHANGED)),
        BOT("Herald's own", EnumSet.of(Action.FEATURE_ACTED)),
        CONNECTION(
                "Connection",
                EnumSet.of(
                        Action.CHANNEL_CONNECTED,
                        Action.CHANNEL_DISCONNECTED,
                        Action.PERMISSION_LOST,
                        Action.PERMISSION_BACK,
                        Action.ACCESS_GAINED,
                        Action.ACCESS_LOST,
                        Action.BOT_REPLACED));

        private final String label;

        @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf makes one that is.
        private final Set<Action> actions;

        Show(String label, Set<Action> actions) {
            this.label = label;
            this.actions = Set.copyOf(actions);
        }

        private String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        private static Show of(WebRequest request) {
            String wanted = request.parameters().find("show").orElse("");
            return Arrays.stream(values())
                    .filter(show -> show.text().equals(wanted))
                    .findFirst()
                    .orElse(ALL);
        }
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        return page(200, request, channel, visitor, needs.confirmations().of(request, channel, visitor));
    }

    private Answer page(int status, WebRequest request, Channel channel, Visitor visitor, Notice notice) {
        Show show = Show.of(request);
        Optional<String> before = request.parameters().find("before");
        List<AuditEntry> found = people.trail().latest(channel.id(), show.actions, before, SHOWN + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(SHOWN, found.size()));
        String here = needs.links().page(channel, Section.LOG.path());
        return Answer.html(
                status,
                needs.pages(request, visitor, channel)
                        .log(new LogPage(
                                notice,
                                Arrays.stream(Show.values())
                                        .map(one -> new Choice(
                                                one.label,
                                                one == Show.ALL ? here : here + "?show=" + one.text(),
                                                one == show))
                                        .toList(),
                                rows.of(shown, channel),
                                found.size() > SHOWN
                                        ? here + "?show=" + show.text() + "&before="
                                                + shown.get(SHOWN - 1).id()
                                        : "",
                                visitor.session().formToken().reveal())));
    }

    private Answer undo(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters unused = FormGuard.form(request, visitor);
        AuditEntry entry = people.trail()
                .find(channel.id(), request.pathValues().getOrDefault("entry", ""))
                .orElseThrow(() -> new ProblemException(Problem.of(404)));
        try {
            Optional<Shown> unusedDocument = undoing.undo(entry, visitor.person());
            return needs.confirmations().undone(entry, needs.links().page(channel, Section.LOG.path()));
        } catch (ProblemException e) {
            return page(
                    e.problem().status(),
                    request,
                    channel,
                    visitor,
                    Notice.notDone("Nothing was changed. " + e.problem().message()));
        }
    }
}
