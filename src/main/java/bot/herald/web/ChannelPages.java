package bot.herald.web;

import bot.herald.account.AuditEntry;
import bot.herald.channel.Channel;
import bot.herald.feed.ChannelFeed;
import bot.herald.feed.FeedEvent;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import bot.herald.web.ChannelLinks.Done;
import bot.herald.web.pages.ChannelPage;
import bot.herald.web.pages.DisconnectPage;
import bot.herald.web.pages.FormPage;
import bot.herald.web.pages.FormView;
import bot.herald.web.pages.ItemRow;
import bot.herald.web.pages.LogRow;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of one channel, its settings, and the way out. */
final class ChannelPages {
    private static final int AUDIT_SHOWN = 20;
    private static final int FEED_SHOWN = 20;

    private final People people;
    private final Editing editing;
    private final ChannelFeed feed;
    private final PageNeeds needs;
    private final ChannelCards cards;
    private final AuditWords auditWords;
    private final Undoing undoing;

    ChannelPages(People people, Editing editing, ChannelFeed feed, ChannelCards cards, PageNeeds needs) {
        this.people = people;
        this.editing = editing;
        this.feed = feed;
        this.needs = needs;
        this.cards = cards;
        this.undoing = editing.undoing();
        this.auditWords = new AuditWords(people.persons());
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(List.of(
                needs.page("/dashboard/{id}", this::show),
                needs.page("/dashboard/{id}/settings", this::showSettings),
                needs.form("/dashboard/{id}/settings", this::changeSettings),
                needs.form("/dashboard/{id}/audit/{entry}/undo", this::undo),
                needs.page("/dashboard/{id}/disconnect", this::confirm),
                needs.form("/dashboard/{id}/disconnect", this::disconnect)));
        ChannelBooks books = editing.books();
        routes.addAll(new ItemPages<>(
                        "command", Forms.COMMAND, books.commands(), CommandItem.BLANK, editing.commands(), needs)
                .routes());
        routes.addAll(new ItemPages<>("timer", Forms.TIMER, books.timers(), Forms.NEW_TIMER, editing.timers(), needs)
                .routes());
        return List.copyOf(routes);
    }

    private Answer show(WebRequest request, Visitor visitor) {
        return page(200, needs.channels().of(request, visitor), visitor, Done.words(request), "");
    }

    private Answer page(int status, Channel channel, Visitor visitor, String done, String notDone) {
        ChannelLinks links = needs.links();
        SettingsItem settings =
                editing.books().settings().find(channel.id(), "settings").orElseThrow();
        List<FeedEvent> events = feed.latest(channel.id());
        boolean mayDisconnect =
                people.managed().access(visitor.person(), channel.id()).mayDisconnect();
        return Answer.html(
                status,
                needs.pages()
                        .channel(new ChannelPage(
                                cards.of(people.views().of(channel), visitor.person()),
                                done,
                                notDone,
                                settingsForm(
                                        channel,
                                        visitor,
                                        IfMatch.tag(settings),
                                        Forms.SETTINGS.typed(settings),
                                        List.of()),
                                commands(channel),
                                links.page(channel, "new-command"),
                                timers(channel),
                                links.page(channel, "new-timer"),
                                audit(channel),
                                links.feed(channel),
                                events.isEmpty()
                                        ? 0
                                        : events.get(events.size() - 1).id(),
                                FeedRows.latest(events, FEED_SHOWN),
                                Assets.script(needs.settings()),
                                links.dashboard(),
                                mayDisconnect ? links.page(channel, "disconnect") : "")));
    }

    private Answer undo(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters unused = FormGuard.form(request, visitor);
        AuditEntry entry = people.trail()
                .find(channel.id(), request.pathValues().getOrDefault("entry", ""))
                .orElseThrow(() -> new ProblemException(bot.herald.web.Problem.of(404)));
        try {
            Optional<Item> unusedItem = undoing.undo(entry, visitor.person());
            return needs.links().done(channel, Done.UNDONE, "log");
        } catch (ProblemException e) {
            return page(e.problem().status(), channel, visitor, "", e.problem().message());
        }
    }

    private Answer changeSettings(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        Map<String, String> typed = Forms.SETTINGS.typed(form);
        Change<SettingsItem> change = editing.settings()
                .replace(
                        visitor.person(),
                        channel.id(),
                        "settings",
                        new Fields(Forms.SETTINGS.json(typed)),
                        new IfMatch(form.find("version")));
        if (change instanceof Change.Done<SettingsItem>) {
            return needs.links().done(channel, Done.SAVED, "settings");
        }
        bot.herald.web.Problem problem = Changes.problem(change, new IfMatch(Optional.of("form")));
        SettingsItem now =
                editing.books().settings().find(channel.id(), "settings").orElseThrow();
        return settingsPage(problem.status(), channel, visitor, IfMatch.tag(now), typed, Changes.faults(problem));
    }

    private Answer showSettings(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        SettingsItem now =
                editing.books().settings().find(channel.id(), "settings").orElseThrow();
        Optional<Parameters> typed = needs.forms().typed(request);
        return settingsPage(
                200,
                channel,
                visitor,
                typed.flatMap(kept -> kept.find("version")).orElse(IfMatch.tag(now)),
                typed.map(Forms.SETTINGS::typed).orElseGet(() -> Forms.SETTINGS.typed(now)),
                typed.isPresent() ? List.of(FormShape.NOT_SAVED_YET) : List.of());
    }

    private Answer settingsPage(
            int status,
            Channel channel,
            Visitor visitor,
            String version,
            Map<String, String> typed,
            List<Problem> problems) {
        return Answer.html(
                status,
                needs.pages()
                        .form(new FormPage(
                                "Settings",
                                "",
                                settingsForm(channel, visitor, version, typed, problems),
                                needs.links().page(channel) + "#settings",
                                channel.profile().displayName(),
                                "")));
    }

    private FormView settingsForm(
            Channel channel, Visitor visitor, String version, Map<String, String> typed, List<Problem> problems) {
        return new FormView(
                needs.links().page(channel, "settings"),
                visitor.session().formToken().reveal(),
                version,
                "Save the settings",
                Forms.SETTINGS.fields(typed, problems),
                Forms.SETTINGS.errors(problems));
    }

    private List<ItemRow> commands(Channel channel) {
        return editing.books().commands().list(channel.id()).stream()
                .map(command -> new ItemRow(
                        command.name(),
                        command.text(),
                        notes(command),
                        command.enabled(),
                        needs.links().item(channel, "commands", command.name())))
                .toList();
    }

    private static String notes(CommandItem command) {
        List<String> notes = new ArrayList<>();
        if (!command.aliases().isEmpty()) {
            notes.add("also " + String.join(", ", command.aliases()));
        }
        if (!command.role().equals("everyone")) {
            notes.add("for " + command.role() + " and more");
        }
        if (command.count() != 0) {
            notes.add("used " + command.count() + (command.count() == 1 ? " time" : " times"));
        }
        return String.join("; ", notes);
    }

    private List<ItemRow> timers(Channel channel) {
        return editing.books().timers().list(channel.id()).stream()
                .map(timer -> new ItemRow(
                        timer.name(),
                        String.join(" / ", timer.messages()),
                        timer.intervalMinutes() == 1 ? "every minute" : "every " + timer.intervalMinutes() + " minutes",
                        timer.enabled(),
                        needs.links().item(channel, "timers", timer.name())))
                .toList();
    }

    private List<LogRow> audit(Channel channel) {
        List<AuditEntry> entries = people.trail().latest(channel.id(), AUDIT_SHOWN);
        return entries.stream()
                .map(entry -> undoing.isPossible(entry)
                        ? auditWords.undoable(
                                entry, channel, needs.links().page(channel, "audit/" + entry.id() + "/undo"))
                        : auditWords.of(entry, channel))
                .toList();
    }

    private Answer confirm(WebRequest request, Visitor visitor) {
        Channel channel = disconnectable(request, visitor);
        ChannelLinks links = needs.links();
        return Answer.html(
                200,
                needs.pages()
                        .disconnect(new DisconnectPage(
                                channel.profile().displayName(),
                                links.page(channel, "disconnect"),
                                visitor.session().formToken().reveal(),
                                links.page(channel))));
    }

    private Answer disconnect(WebRequest request, Visitor visitor) {
        Channel channel = disconnectable(request, visitor);
        Parameters unused = FormGuard.form(request, visitor);
        people.disconnecting().disconnect(channel.id());
        people.managed().channelDisconnected(channel.id(), visitor.person().id());
        return Answer.seeOther(URI.create(needs.links().dashboard()));
    }

    private Channel disconnectable(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        if (!people.managed().access(visitor.person(), channel.id()).mayDisconnect()) {
            throw new ProblemException(AccessProblems.BROADCASTER_ONLY);
        }
        return channel;
    }
}
