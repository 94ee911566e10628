package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feature.command.ChatTrigger;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Notice;
import bot.herald.web.pages.TriggersPage;
import bot.herald.web.pages.TriggersPage.Row;
import java.util.List;
import java.util.function.Predicate;

/** The triggers of a channel, in the order in which they are tried, each with its switch. */
final class TriggerPages {
    private final Editors editing;
    private final PageNeeds needs;

    TriggerPages(Editors editing, PageNeeds needs) {
        this.editing = editing;
        this.needs = needs;
    }

    List<Route> routes() {
        return new SwitchedList<ChatTrigger>(editing, needs, "trigger", Section.TRIGGERS, this::page).routes();
    }

    private Answer page(
            WebRequest request, Channel channel, Visitor visitor, Notice notice, Predicate<ChatTrigger> wanted) {
        ChannelLinks links = needs.links();
        Sentences say = needs.say(request);
        return Answer.html(
                200,
                needs.pages(request, visitor, channel)
                        .triggers(new TriggersPage(
                                notice,
                                links.page(channel, Section.TRIGGERS.path()),
                                links.page(channel, "triggers/new"),
                                visitor.session().formToken().reveal(),
                                editing.books().triggers().list(channel.id()).stream()
                                        .filter(wanted)
                                        .map(trigger -> row(channel, trigger, say))
                                        .toList(),
                                needs.previews().in(say).attempt(request.parameters()),
                                needs.previews().in(say).triggers(channel, request.parameters()))));
    }

    private Row row(Channel channel, ChatTrigger trigger, Sentences say) {
        return new Row(
                Switches.rowId("trigger", trigger.name()),
                trigger.name(),
                String.join(" · ", trigger.when()),
                trigger.text(),
                Numbers.counted(say, "triggers.uses", trigger.count()),
                trigger.enabled(),
                needs.links().edit(channel, Section.TRIGGERS.path(), trigger.name()),
                needs.links().item(channel, Section.TRIGGERS.path(), trigger.name()) + "/switch");
    }
}
