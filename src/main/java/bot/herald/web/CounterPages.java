package bot.herald.web;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry.Action;
import bot.herald.channel.Channel;
import bot.herald.feature.command.CounterBook;
import bot.herald.feature.command.CounterStore.ViewerCount;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
import bot.herald.settings.Documents.Shown;
import bot.herald.web.Listing.Found;
import bot.herald.web.Listing.Order;
import bot.herald.web.pages.ConfirmPage;
import bot.herald.web.pages.CountersPage;
import bot.herald.web.pages.CountersPage.OfViewers;
import bot.herald.web.pages.CountersPage.Row;
import bot.herald.web.pages.CountersPage.Viewer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counters of a channel and of its commands, and the viewers whom commands answered most. */
final class CounterPages {
    private static final int TOP = 10;
    private static final String VIEWERS = "/dashboard/{id}/counters/viewers/{name}";

    private static final Listing<Counter> LISTING = new Listing<>(
            "counters.shown",
            counter -> List.of(counter.name()),
            List.of(
                    new Order<>("name", "public.counter", "", Comparator.comparing(Counter::name), false),
                    new Order<>(
                            "value",
                            "label.value",
                            "right",
                            Comparator.comparing(Counter::value).thenComparing(Counter::name),
                            true)));

    private final People people;
    private final Editors editing;
    private final PageNeeds needs;

    CounterPages(People people, Editors editing, PageNeeds needs) {
        this.people = people;
        this.editing = editing;
        this.needs = needs;
    }

    /** @param name as it is called in addresses */
    private record Counter(String name, long value) {
        static Counter of(Shown shown) {
            return new Counter(shown.name(), shown.json().path("value").asLong());
        }

        private boolean isOfCommand() {
            return CounterBook.isOfCommand(name);
        }
    }

    List<Route> routes() {
        return List.of(
                needs.page("/dashboard/{id}/counters", this::show),
                needs.page(VIEWERS + "/reset", this::ask),
                needs.form(VIEWERS + "/reset", this::reset));
    }

    private CounterBook book() {
        return editing.books().counters();
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        String here = needs.links().page(channel, Section.COUNTERS.path());
        String prefix = needs.prefixes().of(channel.id());
        Sentences say = needs.say(request);
        Found<Counter> found = LISTING.of(
                request,
                here,
                book().list(channel.id()).stream().map(Counter::of).toList(),
                say);
        return Answer.html(
                200,
                needs.pages(request, visitor, channel)
                        .counters(new CountersPage(
                                needs.confirmations().of(request, channel, visitor),
                                found.view(),
                                prefix,
                                here + "/new",
                                visitor.session().formToken().reveal(),
                                found.shown().stream()
                                        .map(counter -> row(channel, prefix, counter, say))
                                        .toList(),
                                viewers(channel, prefix, say))));
    }

    private Row row(Channel channel, String prefix, Counter counter, Sentences say) {
        String link = needs.links().edit(channel, Section.COUNTERS.path(), counter.name());
        return new Row(
                counter.isOfCommand() ? prefix + counter.name().substring(1) : counter.name(),
                Numbers.of(counter.value(), say.language()),
                counter.isOfCommand() ? say.say("counters.of-command") : "{counter:" + counter.name() + "}",
                link,
                counter.isOfCommand()
                        ? ""
                        : needs.links().item(channel, Section.COUNTERS.path(), counter.name()) + "/delete");
    }

    private List<OfViewers> viewers(Channel channel, String prefix, Sentences say) {
        Map<String, List<ViewerCount>> byCommand = book().viewers(channel.id(), TOP).stream()
                .collect(Collectors.groupingBy(ViewerCount::command, TreeMap::new, Collectors.toList()));
        return byCommand.entrySet().stream()
                .map(command -> new OfViewers(
                        prefix + command.getKey(),
                        command.getValue().stream()
                                .map(one -> new Viewer(
                                        one.viewer().isEmpty() ? say.say("event.somebody") : one.viewer(),
                                        Numbers.of(one.count(), say.language())))
                                .toList(),
                        resetLink(channel, command.getKey())))
                .toList();
    }

    private String resetLink(Channel channel, String command) {
        return needs.links().item(channel, "counters/viewers", command) + "/reset";
    }

    private Answer ask(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        String command = request.pathValues().getOrDefault("name", "");
        Sentences say = needs.say(request);
        String written = needs.prefixes().of(channel.id()) + command;
        return Answer.html(
                200,
                needs.pages(request, visitor, channel)
                        .confirm(new ConfirmPage(
                                say.say("counters.reset.title", "command", written),
                                say.say("counters.reset.text"),
                                resetLink(channel, command),
                                say.say("counters.reset.command", "command", written),
                                visitor.session().formToken().reveal(),
                                needs.links().page(channel, Section.COUNTERS.path()))));
    }

    private Answer reset(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        FormGuard.form(request, visitor);
        String command = request.pathValues().getOrDefault("name", "");
        TwitchUserId id = channel.id();
        people.edits()
                .noted(
                        id,
                        Actor.of(visitor.person().id()),
                        Action.VIEWERS_FORGOTTEN,
                        command,
                        () -> book().forgetViewers(id, command) > 0);
        return needs.done(channel, visitor, Section.COUNTERS);
    }
}
