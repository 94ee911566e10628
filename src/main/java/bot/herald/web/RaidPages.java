package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feature.ChannelSettings;
import bot.herald.web.pages.RaidsPage;
import bot.herald.web.pages.When;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who raided, what raiders see, and how shoutouts stand. */
final class RaidPages {
    private static final int RAIDS_SHOWN = 50;

    private final People people;
    private final Editing editing;
    private final ActivityViews activity;
    private final PageNeeds needs;

    RaidPages(People people, Editing editing, ActivityViews activity, PageNeeds needs) {
        this.people = people;
        this.editing = editing;
        this.activity = activity;
        this.needs = needs;
    }

    List<Route> routes() {
        return List.of(needs.page("/dashboard/{id}/raids", this::show));
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        ChannelSettings settings = editing.books().settings().of(channel.id());
        return Answer.html(
                200,
                needs.pages(request, visitor, channel)
                        .raids(new RaidsPage(
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
