package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditTrail.Wanted;
import bot.herald.channel.Channel;
import bot.herald.language.Sentences;
import bot.herald.settings.Documents.Shown;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.LogPage;
import bot.herald.web.pages.LogPage.Choice;
import bot.herald.web.pages.LogRow.Diff;
import bot.herald.web.pages.Notice;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** A channel's activity log, with undo. */
final class LogPages {
    private static final int SHOWN = 50;

    /** The feature that writes most entries in a busy chat, so it has a list of its own. */
    private static final String FILTERS_ID = "chat-filters";

    private final People people;
    private final UndoService undoing;
    private final PageNeeds needs;
    private final LogRows rows;
    private final AuditDiff diffs;
    private final GuardCards guards;

    LogPages(People people, Editors editing, GuardCards guards, PageNeeds needs) {
        this.people = people;
        this.undoing = editing.undoing();
        this.needs = needs;
        this.diffs = new AuditDiff(editing);
        this.guards = guards;
        this.rows = new LogRows(people, editing, needs.links());
    }

    List<Route> routes() {
        return List.of(
                needs.page("/dashboard/{id}/log", this::show),
                needs.form("/dashboard/{id}/audit/{entry}/undo", this::undo));
    }

    /** The filters of the log. */
    private enum Show {
        ALL(Wanted.ALL.without(FILTERS_ID)),
        DASHBOARD(Wanted.ALL.by(Actor.Kind.PERSON)),
        CHAT(Wanted.ALL.by(Actor.Kind.CHAT)),
        IMPORT(Wanted.of(EnumSet.of(Action.MOVED_IN))),
        BOT(Wanted.of(EnumSet.of(Action.FEATURE_ACTED)).by(Actor.Kind.BOT).without(FILTERS_ID)),
        FILTERS(Wanted.of(EnumSet.of(Action.FEATURE_ACTED)).onlyOf(FILTERS_ID)),
        CONNECTION(Wanted.of(EnumSet.of(
                Action.CHANNEL_CONNECTED,
                Action.CHANNEL_DISCONNECTED,
                Action.PERMISSION_LOST,
                Action.PERMISSION_BACK,
                Action.ACCESS_GAINED,
                Action.ACCESS_LOST,
                Action.BOT_REPLACED)));

        @SuppressWarnings("ImmutableEnumChecker") // Its sets are copies that are.
        private final Wanted wanted;

        Show(Wanted wanted) {
            this.wanted = wanted;
        }
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        return page(200, request, channel, visitor, needs.confirmations().of(request, channel, visitor), List.of());
    }

    private Answer page(
            int status, WebRequest request, Channel channel, Visitor visitor, Notice notice, List<Diff> conflict) {
        Show show = request.parameters().choice("show", Show.class, Show.ALL);
        Sentences say = needs.say(request);
        Optional<String> before = AuditEndpoints.before(request);
        List<AuditEntry> found = people.trail().latest(channel.id(), show.wanted, before, SHOWN + 1);
        List<AuditEntry> shown = found.subList(0, Math.min(SHOWN, found.size()));
        String here = needs.links().page(channel, Section.LOG.path());
        return Answer.html(
                status,
                needs.pages(request, visitor, channel)
                        .log(new LogPage(
                                notice,
                                conflict,
                                guards.of(channel, visitor, say.language()),
                                Arrays.stream(Show.values())
                                        .map(one -> new Choice(
                                                say.say("log.show." + Parameters.text(one)),
                                                one == Show.ALL ? here : here + "?show=" + Parameters.text(one),
                                                one == show))
                                        .toList(),
                                rows.of(shown, channel, say),
                                found.size() > SHOWN
                                        ? here + "?show=" + Parameters.text(show) + "&before="
                                                + shown.get(SHOWN - 1).id()
                                        : "",
                                visitor.session().formToken().reveal())));
    }

    private Answer undo(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Sentences say = needs.say(request);
        FormGuard.form(request, visitor);
        AuditEntry entry = people.trail()
                .find(channel.id(), request.pathValues().getOrDefault("entry", ""))
                .orElseThrow(() -> new ProblemException(HttpProblem.of(404)));
        try {
            Optional<Shown> unusedDocument = undoing.undo(entry, visitor.person());
            return needs.confirmations().undone(entry, needs.links().page(channel, Section.LOG.path()));
        } catch (ProblemException e) {
            return page(
                    e.problem().status(),
                    request,
                    channel,
                    visitor,
                    Notice.notDone(say.say(
                            "log.not-undone",
                            "why",
                            Frame.TEXTS.like(e.problem().message(), say.language()))),
                    e.problem().equals(UndoService.CHANGED_SINCE)
                            ? diffs.ofConflict(entry, undoing.now(entry), say)
                            : List.of());
        }
    }
}
