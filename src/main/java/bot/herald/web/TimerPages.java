package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feature.timer.ChatTimer;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Notice;
import bot.herald.web.pages.TimersPage;
import bot.herald.web.pages.TimersPage.Row;
import java.util.List;
import java.util.function.Predicate;

/** The timers of a channel, each with its switch. */
final class TimerPages {
    private final Editors editing;
    private final PageNeeds needs;

    TimerPages(Editors editing, PageNeeds needs) {
        this.editing = editing;
        this.needs = needs;
    }

    List<Route> routes() {
        return new SwitchedList<ChatTimer>(editing, needs, "timer", Section.TIMERS, this::page).routes();
    }

    private Answer page(
            WebRequest request, Channel channel, Visitor visitor, Notice notice, Predicate<ChatTimer> wanted) {
        ChannelLinks links = needs.links();
        return Answer.html(
                200,
                needs.pages(request, visitor, channel)
                        .timers(new TimersPage(
                                notice,
                                links.page(channel, Section.TIMERS.path()),
                                links.page(channel, "timers/new"),
                                visitor.session().formToken().reveal(),
                                editing.books().timers().list(channel.id()).stream()
                                        .filter(wanted)
                                        .map(timer -> row(channel, timer, needs.say(request)))
                                        .toList())));
    }

    private Row row(Channel channel, ChatTimer timer, Sentences say) {
        int more = timer.messages().size() - 1;
        return new Row(
                Switches.rowId("timer", timer.name()),
                timer.name(),
                timer.messages().isEmpty() ? "" : timer.messages().get(0),
                more > 0 ? say.say("timers.more", "n", more) : "",
                say.counted("timers.every", timer.intervalMinutes()),
                timer.minimumChatLines() == 0
                        ? say.say("timers.quiet")
                        : Numbers.counted(say, "timers.after", timer.minimumChatLines()),
                timer.enabled(),
                needs.links().edit(channel, Section.TIMERS.path(), timer.name()),
                needs.links().item(channel, Section.TIMERS.path(), timer.name()) + "/switch");
    }
}
