package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import bot.herald.web.pages.DisconnectPage;
import bot.herald.web.pages.FormView;
import bot.herald.web.pages.SettingsPage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A channel's settings, and the way out. */
final class SettingsPages {
    private final People people;
    private final Editing editing;
    private final PageNeeds needs;

    SettingsPages(People people, Editing editing, PageNeeds needs) {
        this.people = people;
        this.editing = editing;
        this.needs = needs;
    }

    List<Route> routes() {
        return List.of(
                needs.page("/dashboard/{id}/settings", this::show),
                needs.form("/dashboard/{id}/settings", this::change),
                needs.page("/dashboard/{id}/disconnect", this::confirm),
                needs.form("/dashboard/{id}/disconnect", this::disconnect));
    }

    private Answer change(WebRequest request, Visitor visitor) {
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
            return needs.done(channel, visitor, Section.SETTINGS);
        }
        bot.herald.web.Problem problem = Changes.problem(change, new IfMatch(Optional.of("form")));
        return page(
                problem.status(), request, channel, visitor, IfMatch.tag(now(channel)), typed, Changes.faults(problem));
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        SettingsItem now = now(channel);
        Optional<Parameters> typed = needs.forms().typed(request);
        return page(
                200,
                request,
                channel,
                visitor,
                typed.flatMap(kept -> kept.find("version")).orElse(IfMatch.tag(now)),
                typed.map(Forms.SETTINGS::typed).orElseGet(() -> Forms.SETTINGS.typed(now)),
                typed.isPresent() ? List.of(FormShape.NOT_SAVED_YET) : List.of());
    }

    private SettingsItem now(Channel channel) {
        return editing.books().settings().find(channel.id(), "settings").orElseThrow();
    }

    private Answer page(
            int status,
            WebRequest request,
            Channel channel,
            Visitor visitor,
            String version,
            Map<String, String> typed,
            List<Problem> problems) {
        boolean mayDisconnect =
                people.managed().access(visitor.person(), channel.id()).mayDisconnect();
        ChannelLinks links = needs.links();
        return Answer.html(
                status,
                needs.pages(request, visitor, channel)
                        .settings(new SettingsPage(
                                needs.confirmations().of(request, channel, visitor),
                                new FormView(
                                        links.page(channel, "settings"),
                                        visitor.session().formToken().reveal(),
                                        version,
                                        "Save settings",
                                        Forms.SETTINGS.fields(typed, problems),
                                        Forms.SETTINGS.errors(problems)),
                                mayDisconnect ? links.page(channel, "disconnect") : "")));
    }

    private Answer confirm(WebRequest request, Visitor visitor) {
        Channel channel = disconnectable(request, visitor);
        ChannelLinks links = needs.links();
        return Answer.html(
                200,
                needs.pages(request, visitor, channel)
                        .disconnect(new DisconnectPage(
                                channel.profile().displayName(),
                                links.page(channel, "disconnect"),
                                visitor.session().formToken().reveal(),
                                links.page(channel, Section.SETTINGS.path()))));
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
