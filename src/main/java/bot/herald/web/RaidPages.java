package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feature.ChannelSettings;
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
    private final Editing editing;
    private final ActivityViews activity;
    private final GuardCards guards;
    private final PageNeeds needs;

    RaidPages(People people, Editing editing, ActivityViews activity, GuardCards guards, PageNeeds needs) {
        this.people = people;
        this.editing = editing;
        this.activity = activity;
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
        // Only what is so: anybody can make a link.
        Notice notice = ended && guards.of(channel, visitor).isEmpty()
                ? Notice.done("The guard protects nothing any more.")
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
                        Notice.notDone("Twitch did not do that. Try again, or switch it off on Twitch."));
    }

    private Answer answer(int status, WebRequest request, Visitor visitor, Channel channel, Notice notice) {
        ChannelSettings settings = editing.books().settings().of(channel.id());
        return Answer.html(
                status,
                needs.pages(request, visitor, channel)
                        .raids(new RaidsPage(
                                notice,
                                guards.of(channel, visitor),
                                summary(settings),
                                activity.raids(channel, RAIDS_SHOWN),
                                shoutouts(people.views().of(channel).shoutouts(), settings),
                                settings.raidGreeting(),
                                needs.links().page(channel, Section.SETTINGS.path()))));
    }

    private static String summary(ChannelSettings settings) {
        String who = settings.raidMinimumViewers() <= 1
                ? "Herald greets every raid"
                : "Herald greets raids of " + Numbers.of(settings.raidMinimumViewers()) + " viewers and more";
        return who + (settings.shoutoutOnRaid() ? " and gives a shoutout." : ". It gives no shoutout for them.");
    }

    private static List<String> shoutouts(ChannelView.Shoutouts now, ChannelSettings settings) {
        List<String> lines = new ArrayList<>();
        if (!now.off().isEmpty()) {
            lines.add(HealthWords.sentence(now.off()));
        }
        lines.add(
                now.waiting() == 0
                        ? "Nobody is waiting for a shoutout."
                        : now.waiting() == 1
                                ? "1 shoutout is waiting for its turn."
                                : now.waiting() + " shoutouts are waiting for their turn.");
        String next = now.nextAllowedAt();
        if (next != null) {
            lines.add("Twitch allows the next one at "
                    + When.of(Instant.parse(next)).text() + ".");
        }
        lines.add("Twitch allows one every two minutes, and one an hour for the same channel. Herald gives up after "
                + Numbers.counted(settings.shoutoutPatienceMinutes(), "minute") + ".");
        return lines;
    }
}
