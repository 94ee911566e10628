package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.settings.Documents.Shown;
import bot.herald.web.pages.DisconnectPage;
import bot.herald.web.pages.FormView;
import bot.herald.web.pages.SettingsPage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A channel's settings, and the way out. */
final class SettingsPages implements DocumentForm.Look {
    private final People people;
    private final Editors editing;
    private final PageNeeds needs;

    SettingsPages(People people, Editors editing, PageNeeds needs) {
        this.people = people;
        this.editing = editing;
        this.needs = needs;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(new DocumentPages(editing.of("settings"), needs, this).routes());
        routes.add(needs.page("/dashboard/{id}/disconnect", this::confirm));
        routes.add(needs.form("/dashboard/{id}/disconnect", this::disconnect));
        return routes;
    }

    @Override
    public String page(WebRequest request, Channel channel, Visitor visitor, Optional<Shown> document, FormView form) {
        boolean mayDisconnect =
                people.managed().access(visitor.person(), channel.id()).mayDisconnect();
        return needs.pages(request, visitor, channel)
                .settings(new SettingsPage(
                        needs.confirmations().of(request, channel, visitor),
                        form,
                        mayDisconnect ? needs.links().page(channel, "disconnect") : ""));
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
        FormGuard.form(request, visitor);
        people.disconnector().disconnect(channel.id());
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
