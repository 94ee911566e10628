package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feature.ChannelSettings;
import bot.herald.feed.ActivityStore;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Notice;
import bot.herald.web.pages.RaidsPage;
import bot.herald.web.pages.When;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who raided, what raiders see, and how shoutouts stand. */
final class RaidPages {
    private static final int RAIDS_SHOWN = 50;
    private static final String GUARD = "guard";
    private static final String ENDED = "ended";

    private final People people;
    private final Editors editing;
    private final ActivityViews activity;
    private final GuardCards guards;
    private final PageNeeds needs;

    RaidPages(People people, Editors editing, ActivityStore activity, GuardCards guards, PageNeeds needs) {
        this.people = people;
        this.editing = editing;
        this.activity = new ActivityViews(activity, needs.settings(), people.clock());
        this.guards = guards;
        this.needs = needs;
    }

    List<Route> routes() {
        return List.of(
                needs.page("/dashboard/{id}/raids", this::show),
                needs.form("/dashboard/{id}/" + GuardCards.PATH, this::endGuard).waitingForTwitch());
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        boolean ended = request.parameters().find(GUARD).filter(ENDED::equals).isPresent();
        Sentences say = needs.say(request);
        // Checked, because anybody can make such a link.
        Notice notice = ended && guards.of(channel, visitor, say.language()).isEmpty()
                ? Notice.done(say.say("guard.ended"))
                : Notice.NONE;
        return answer(200, request, visitor, channel, notice);
    }

    private Answer endGuard(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        FormGuard.form(request, visitor);
        return guards.end(channel, visitor)
                ? Answer.seeOther(
                        URI.create(needs.links().page(channel, Section.RAIDS.path()) + "?" + GUARD + "=" + ENDED))
                : answer(
                        503,
                        request,
                        visitor,
                        channel,
                        Notice.notDone(needs.say(request).say("guard.not-ended")));
    }

    private Answer answer(int status, WebRequest request, Visitor visitor, Channel channel, Notice notice) {
        Sentences say = needs.say(request);
        ChannelSettings settings = editing.books().settings().of(channel.id());
        return Answer.html(
                status,
                needs.pages(request, visitor, channel)
                        .raids(new RaidsPage(
                                notice,
                                guards.of(channel, visitor, say.language()),
                                summary(settings, say),
                                activity.raids(channel, RAIDS_SHOWN, say.language()),
                                shoutouts(people.views().of(channel).shoutouts(), settings, say),
                                SampleScenes.greeting(channel, settings, people.clock()),
                                needs.links().page(channel, Section.SETTINGS.path()))));
    }

    private static String summary(ChannelSettings settings, Sentences say) {
        String key = settings.shoutoutOnRaid() ? "raids.greets" : "raids.only-greets";
        return settings.raidMinimumViewers() <= 1
                ? say.say(key + ".every")
                : say.say(key + ".some", "n", Numbers.of(settings.raidMinimumViewers(), say.language()));
    }

    private static List<String> shoutouts(ChannelView.Shoutouts now, ChannelSettings settings, Sentences say) {
        List<String> lines = new ArrayList<>();
        if (!now.off().isEmpty()) {
            lines.add(HealthWords.off(now, say));
        }
        lines.add(now.waiting() == 0 ? say.say("raids.nobody") : Numbers.counted(say, "raids.waiting", now.waiting()));
        String next = now.nextAllowedAt();
        if (next != null) {
            lines.add(say.say("raids.next", "time", When.of(Instant.parse(next)).text(say.language())));
        }
        lines.add(Numbers.counted(say, "raids.rule", settings.shoutoutPatienceMinutes()));
        return lines;
    }
}
