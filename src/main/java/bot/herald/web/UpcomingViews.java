package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feature.timer.TimerRunner;
import bot.herald.feed.Activity.Raid;
import bot.herald.feed.ActivityStore;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Upcoming;
import bot.herald.web.pages.When;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A channel's stream, its next timers and its shoutouts, in words. */
record UpcomingViews(Agenda agenda, ActivityStore activity, People people, ChannelLinks links, Clock clock) {
    private static final Duration RAIDERS_KNOWN_FOR = Duration.ofDays(2);
    private static final int TIMERS_SHOWN = 5;

    /** How long the channel has been live; empty while it is not. */
    String liveFor(Channel channel, Sentences say) {
        return agenda.stream()
                .apply(channel.id())
                .flatMap(stream -> stream.liveSince())
                .map(since -> say.say(
                        "overview.live", "length", ActivityViews.length(Duration.between(since, clock.instant()))))
                .orElse("");
    }

    /** Title and category of the stream; empty while unknown. */
    String title(Channel channel) {
        return agenda.stream()
                .apply(channel.id())
                .map(stream -> stream.title().isEmpty() || stream.category().isEmpty()
                        ? stream.title() + stream.category()
                        : stream.title() + " \u00b7 " + stream.category())
                .orElse("");
    }

    Upcoming of(Channel channel, ChannelView.Shoutouts standing, Sentences say) {
        Map<TwitchUserId, String> raiders =
                activity
                        .raids(channel.id(), clock.instant().minus(RAIDERS_KNOWN_FOR), ActivityStore.MOST_RAIDS)
                        .stream()
                        .collect(Collectors.toMap(Raid::raider, Raid::name, (one, other) -> other));
        String next = standing.nextAllowedAt();
        return new Upcoming(
                agenda.timers().apply(channel.id()).stream()
                        .limit(TIMERS_SHOWN)
                        .map(timer -> timer(timer, channel, say))
                        .toList(),
                links.page(channel, Section.TIMERS.path()),
                words(standing, say),
                Optional.ofNullable(next).map(Instant::parse).map(When::of),
                agenda.shoutouts().apply(channel.id()).stream()
                        .map(waiting -> new Upcoming.Waiting(
                                raiders.getOrDefault(waiting.target(), name(waiting.target(), say)),
                                waiting.targetFree().map(When::of),
                                When.of(waiting.until())))
                        .toList(),
                links.page(channel, Section.RAIDS.path()));
    }

    private String name(TwitchUserId id, Sentences say) {
        return people.persons()
                .find(id)
                .map(person -> person.profile().displayName())
                .orElse(say.say("soon.account", "id", id));
    }

    private Upcoming.Timer timer(TimerRunner.Next timer, Channel channel, Sentences say) {
        boolean due = timer.at().filter(at -> !at.isAfter(clock.instant())).isPresent();
        String messages = timer.linesMissing() == 0 ? "" : Numbers.counted(say, "soon.lines", timer.linesMissing());
        String waits = timer.at().isEmpty() ? say.say("soon.live") : messages;
        return new Upcoming.Timer(
                timer.name(),
                links.page(channel, Section.TIMERS.path() + "/" + timer.name()),
                timer.text(),
                due && !messages.isEmpty() ? Optional.empty() : timer.at().map(When::of),
                waits);
    }

    private static String words(ChannelView.Shoutouts standing, Sentences say) {
        if (!standing.off().isEmpty()) {
            return HealthWords.off(standing, say);
        }
        return say.say(standing.nextAllowedAt() == null ? "soon.free" : "soon.later");
    }
}
