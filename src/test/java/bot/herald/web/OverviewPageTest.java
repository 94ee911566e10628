package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.feature.shoutout.ShoutoutQueue;
import bot.herald.feature.timer.TimerRunner;
import bot.herald.feed.Activity;
import bot.herald.feed.ActivityRecorder;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.moderation.ChatModeration.Outcome;
import bot.herald.stream.StreamState;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A channel's overview: figures, first steps, what comes next, raids. */
class OverviewPageTest extends AliceOnline {
    private static final String PAGE = "/dashboard/100";

    @Test
    void aNewChannelIsShownTheFirstSteps() {
        people.tokenViews =
                List.of(new TokenView("1", "heraldbot", "bot", "valid", null, List.of("user:bot"), List.of()));
        assertThat(alice.get(PAGE).body())
                .contains("Three good first steps", "1 of 3 done", "/mod heraldbot", PAGE + "/commands/import");
        people.feed.publish(new TwitchUserId("100"), "herald.chat.sent", Map.of("messageId", "m2", "text", "Pong!"));
        assertThat(alice.get(PAGE).body()).contains("2 of 3 done");

        addCommandByForm("hi", "Hello {user}");

        assertThat(alice.get(PAGE).body()).doesNotContain("Three good first steps");
    }

    @Test
    void theOverviewSaysWhatComesNext() {
        TwitchUserId channel = new TwitchUserId("100");
        people.agenda = new Agenda(
                id -> Optional.of(new StreamState(
                        Optional.of(people.clock.instant().minus(Duration.ofMinutes(134))), "Boats", "Art")),
                id -> List.of(
                        new TimerRunner.Next(
                                "water",
                                "Drink <b>",
                                Optional.of(people.clock.instant().plusSeconds(90)),
                                0),
                        new TimerRunner.Next("discord", "Come", Optional.of(people.clock.instant()), 6)),
                id -> List.of(new ShoutoutQueue.Waiting(
                        new TwitchUserId("7"),
                        Optional.empty(),
                        people.clock.instant().plusSeconds(600))));
        people.activity.raided(
                channel,
                new Activity.Raid(people.clock.instant(), new TwitchUserId("7"), "penguin", "PixelPenguin", 42));

        String page = alice.get(PAGE).body();

        assertThat(page)
                .contains("Live for 2 h 14 min", "Boats \u00b7 Art", "Drink &lt;b&gt;", "needs 6 more messages")
                .contains("datetime=\"" + people.clock.instant().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS)
                        + "\" data-count")
                .contains("<strong><bdi>PixelPenguin</bdi></strong>")
                .contains("Twitch allows the next shoutout now");
    }

    @Test
    void theOverviewHasFiguresAndAPlotOfWhatWasSaid() {
        Map<String, Object> raider = Map.of("id", "77", "login", "raider", "displayName", "The Raider");
        ActivityRecorder recorder = new ActivityRecorder(people.feed, people.activity, people.clock);
        for (int i = 0; i < 20; i++) {
            people.feed.publish(ALICE.id(), "channel.chat.message", Map.of("text", "hi"));
        }
        people.feed.publish(ALICE.id(), "herald.chat.sent", Map.of("text", "Hello"));
        people.feed.publish(ALICE.id(), "channel.raid", Map.of("from", raider, "viewers", 42));
        people.feed.publish(
                ALICE.id(),
                "stream.online",
                Map.of("startedAt", people.clock.instant().minusSeconds(3600).toString()));
        people.clock.advance(Duration.ofMinutes(1));
        recorder.record();
        recorder.record();

        String page = alice.get(PAGE).body();
        assertThat(page)
                .contains("20 messages in the last 24 hours, 1 of them Herald's, and 1 raid.")
                .contains(
                        "Busiest minute in 24 hours: 20",
                        "They brought 42 viewers",
                        "The Raider",
                        "By stream",
                        "1 h 1 min")
                .contains("data-plot=\"/api/channels/100/activity?range=day\"");
        assertThat(alice.get(PAGE + "/raids").body()).contains("The Raider", "</i>42<");
        for (String range : List.of("day", "week", "month", "quarter")) {
            JsonNode numbers = alice.json("/api/channels/100/activity?range=" + range);
            double minutes = numbers.path("step").asDouble() / 60;
            double sum = 0;
            for (JsonNode one : numbers.path("messages")) {
                sum += one.asDouble() * minutes;
            }
            assertThat(sum).as(range).isBetween(17.0, 23.0);
            assertThat(numbers.path("answers")).hasSameSizeAs(numbers.path("messages"));
            assertThat(numbers.path("messages").size()).as(range).isBetween(600, 800);
            assertThat(numbers.at("/raids/0/viewers").asInt()).isEqualTo(42);
            assertThat(numbers.at("/streams")).hasSize(1);
        }
        for (String path : List.of("/api/channels/100/activity", PAGE)) {
            HttpResponse<String> unknown = alice.get(path + "?range=nope");
            assertThat(unknown.statusCode()).as(path).isEqualTo(400);
            assertThat(unknown.body()).as(path).contains("can be one of these: day, week, month, quarter");
        }
        Browser eve = new Browser(server, people, EVE);
        assertThat(eve.get("/api/channels/100/activity").statusCode()).isEqualTo(404);
    }

    @Test
    void raidIsOnThePagesAtOnceAndNotAfterAMinute() {
        Map<String, Object> raider = Map.of("id", "77", "login", "raider", "displayName", "The Raider");
        Recurring recorder = new ActivityRecorder(people.feed, people.activity, people.clock).recurring();
        recorder.start();
        try {
            people.feed.publish(ALICE.id(), "channel.raid", Map.of("from", raider, "viewers", 42));

            await().untilAsserted(
                            () -> assertThat(alice.get(PAGE + "/raids").body()).contains("The Raider"));
        } finally {
            recorder.close();
        }
    }

    @Test
    void theRaidsPageShowsTheGreetingAsChatSeesIt() {
        assertThat(alice.get(PAGE + "/raids").body())
                .contains("Welcome, raiders! PixelPenguin arrives with 42 viewers.")
                .doesNotContain("{raider}");
    }

    @Test
    void aGuardThatProtectsTheChatIsShownAndEndedByAButton() {
        assertThat(alice.get(PAGE + "/raids").body()).doesNotContain("The guard protects", "raids/guard");
        assertThat(alice.get(PAGE + "/raids?guard=ended").body()).contains("The guard's protection has ended.");
        people.hostileRaid(ALICE);

        for (String page : List.of(PAGE, PAGE + "/raids", PAGE + "/raids?guard=ended")) {
            assertThat(alice.get(page).body())
                    .contains("Followers-only chat is on.", "action=\"/dashboard/100/raids/guard\"", "End it now")
                    .contains(
                            "datetime=\"" + people.clock.instant() + "\"",
                            "datetime=\"" + people.clock.instant().plus(Duration.ofMinutes(15)) + "\"")
                    .doesNotContain("protection has ended");
        }
        people.services.moderation.next(new Outcome.RetryLater("busy", Duration.ofSeconds(1)));
        HttpResponse<String> refused = alice.submit(PAGE + "/raids/guard");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("Twitch did not do that.", "End it now");

        HttpResponse<String> ended = alice.submit(PAGE + "/raids/guard");

        assertThat(ended.statusCode()).as(ended.body()).isEqualTo(303);
        assertThat(people.services.moderation.done()).endsWith("followers only off");
        assertThat(people.services.audited)
                .endsWith("switched followers only off: alice asked for it on the dashboard");
        assertThat(alice.get(ended.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("The guard's protection has ended.")
                .doesNotContain("End it now");
        assertThat(alice.submit(PAGE + "/raids/guard").statusCode()).isEqualTo(303);
    }

    @Test
    void waitingShoutoutIsNotSpokenOfWhereNoneCanBeGiven() {
        people.shoutouts = new ChannelView.Shoutouts("the bot is not a moderator here", 1, null);
        assertThat(alice.get(PAGE).body())
                .contains("The bot is not a moderator here.")
                .doesNotContain("A shoutout waits");
    }
}
