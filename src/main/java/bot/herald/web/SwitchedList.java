package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.settings.Document;
import bot.herald.settings.Documents.Shown;
import bot.herald.web.pages.Notice;
import java.util.List;
import java.util.function.Predicate;

/** A list of a channel's documents of one kind, each row with a switch. */
final class SwitchedList<T extends Record & Document> {
    private final Editors editing;
    private final PageNeeds needs;
    private final String kind;
    private final Section section;
    private final View<T> view;

    /** Draws the page. */
    @FunctionalInterface
    interface View<T> {
        /** @param wanted which documents to show */
        Answer page(WebRequest request, Channel channel, Visitor visitor, Notice notice, Predicate<T> wanted);
    }

    SwitchedList(Editors editing, PageNeeds needs, String kind, Section section, View<T> view) {
        this.editing = editing;
        this.needs = needs;
        this.kind = kind;
        this.section = section;
        this.view = view;
    }

    List<Route> routes() {
        String path = "/dashboard/{id}/" + section.path();
        return List.of(needs.page(path, this::show), needs.form(path + "/{name}/switch", this::turn));
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        return view.page(
                request, channel, visitor, needs.confirmations().of(request, channel, visitor), document -> true);
    }

    private Answer turn(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Shown now = Switches.turn(editing, kind, request, visitor, channel);
        return Switches.isForRow(request)
                ? view.page(
                        request,
                        channel,
                        visitor,
                        needs.confirmations().last(request, channel, visitor, Notice.NONE),
                        document -> document.name().equals(now.name()))
                : needs.done(channel, visitor, section);
    }
}
