package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.channel.ChannelCondition;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.web.pages.Frame;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What pages say of a channel's health, and what they offer to whoever can improve it. */
class ChannelHealthPagesTest extends AliceOnline {
    private static final String PAGE = "/dashboard/100";

    @Test
    void whoWaitsForTheOperatorAsksAndTheOperatorSeesItUntilItIsDone() {
        people.health = ChannelView.Health.of(waitingForTheOperator());
        Browser boss = new Browser(server, people, FakePeople.BOSS);
        assertThat(alice.get(PAGE).body()).contains("Ask the operator");
        assertThat(boss.get(PAGE).body()).doesNotContain("Ask the operator");
        assertThat(boss.get("/dashboard/admin").body()).doesNotContain("Streamers who ask you");

        HttpResponse<String> asked = alice.submit(PAGE + "/ask-operator");

        assertThat(asked.statusCode()).isEqualTo(303);
        assertThat(alice.get(PAGE).body()).contains("You asked the operator on").doesNotContain("Ask the operator<");
        assertThat(boss.get("/dashboard/admin").body())
                .contains("Streamers who ask you", "<bdi>Alice</bdi>")
                .contains(
                        "Chat filters: waiting for the operator, who has to allow the bot's account to delete messages.");
        people.health = ChannelView.Health.WORKS;
        assertThat(boss.get("/dashboard/admin").body()).doesNotContain("Streamers who ask you");
        people.health = ChannelView.Health.of(waitingForTheOperator());
        assertThat(alice.get(PAGE).body()).contains("Ask the operator");
    }

    @Test
    void theOperatorIsAskedOnceADayAndForNothingThatIsThere() {
        alice.submit(PAGE + "/ask-operator");
        assertThat(people.operatorRequests.all()).isEmpty();
        people.health = ChannelView.Health.of(waitingForTheOperator());
        alice.submit(PAGE + "/ask-operator");
        Map<TwitchUserId, Instant> first = people.operatorRequests.all();
        people.clock.advance(Duration.ofHours(5));

        alice.submit(PAGE + "/ask-operator");

        assertThat(people.operatorRequests.all()).isEqualTo(first);
        people.clock.advance(Duration.ofHours(20));
        assertThat(alice.get(PAGE).body()).contains("Ask the operator");
    }

    @Test
    void whatIsWrongSaysWhatMendsIt() {
        people.status = "needs-reauthorization";
        people.lostAt = "2030-05-03T10:00:00Z";
        people.moderates(MOD, ALICE);

        assertThat(alice.get(PAGE).body())
                .contains("Twitch took back the permission on 3 May: the channel has to be connected again.")
                .contains("href=\"/auth/channel?channel=100\"");
        assertThat(new Browser(server, people, MOD).get(PAGE).body())
                .contains("Only the broadcaster can do that.")
                .doesNotContain("href=\"/auth/channel?channel=100\"");
    }

    @Test
    void oneLineSaysWhatIsHeardAndWhatIsNot() {
        assertThat(alice.get(PAGE).body()).contains("Everything works. Hearing chat and raids.");

        people.status = "degraded";
        people.raids = "refused";

        assertThat(alice.get(PAGE).body())
                .contains("Not everything works. Hearing chat, but not raids.", "No raids: Twitch said no.");
        assertThat(alice.get("/dashboard?all=true").body())
                .contains("Not everything works. Hearing chat, but not raids.");
    }

    @Test
    void theColourSaysThatAPermissionIsMissing() {
        assertThat(alice.get("/dashboard?all=true").body()).contains("class=\"state good\"");

        people.missingScopes = List.of("bits:read");

        assertThat(alice.get("/dashboard?all=true").body())
                .contains("class=\"state warn\"", "Hearing chat and raids. Not everything is allowed.")
                .doesNotContain("class=\"state good\"");
    }

    @Test
    void whatCannotActYetIsSaidWithTheButtonForWhoeverCanPressIt() {
        people.health = ChannelView.Health.of(ChannelCondition.of(new ChannelCondition.Facts(
                Optional.of("heraldbot"),
                true,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(
                        need("Chat filters", List.of(), List.of("delete messages"), true),
                        need("Thank-you messages", List.of("see cheers"), List.of(), false)),
                false)));
        people.moderates(MOD, ALICE);

        String own = alice.get(PAGE).body();
        assertThat(own)
                .contains("Not everything can act yet. Hearing chat and raids.", "health warn")
                .contains("Write /mod heraldbot in your chat.", "waiting for the operator", "permission to see cheers")
                .contains("href=\"/auth/channel?channel=100\">Allow it on Twitch")
                .doesNotContain("Everything works", "href=\"/auth/bot\"");
        assertThat(new Browser(server, people, MOD).get(PAGE).body())
                .contains("permission to see cheers")
                .doesNotContain("Allow it on Twitch");
        assertThat(new Browser(server, people, FakePeople.BOSS).get(PAGE).body())
                .contains("href=\"/auth/bot\">Allow it for the bot");
        assertThat(alice.json("/api/channels/100").path("health").path("state").asText())
                .isEqualTo("attention");
        assertThat(alice.json("/api/channels/100").at("/health/problems/0").toString())
                .isEqualTo("""
                {"code":"waiting-for-operator","message":"Chat filters: waiting for the operator, who has to allow \
                the bot's account to delete messages.","who":"operator","action":"connect-bot"}""");
    }

    @Test
    void aBanIsSaidWithItsEndAndOnlyTheBroadcasterGetsTheButton() {
        people.chat = new ChannelView.Chat("stopped", "msg_banned You are banned", "2030-01-01T14:05:00Z");
        people.moderates(MOD, ALICE);

        assertThat(alice.get(PAGE).body())
                .contains(
                        "The bot is banned here: it says nothing until 14:05 UTC.",
                        "href=\"/auth/channel?channel=100\"");
        assertThat(new Browser(server, people, MOD).get(PAGE).body())
                .contains("The bot is banned here: it says nothing until 14:05 UTC.")
                .doesNotContain("href=\"/auth/channel?channel=100\"");
    }

    @Test
    void whoLacksAVerifiedPhoneNumberIsNotToldToUnbanTheBot() {
        people.chat = new ChannelView.Chat("stopped", "msg_banned You are banned", null);
        assertThat(alice.get(PAGE).body()).contains("Unban the bot");

        people.chat = new ChannelView.Chat("stopped", "msg_requires_verified_phone_number Verify it.", null);
        assertThat(alice.get(PAGE).body())
                .contains("needs a verified phone number")
                .doesNotContain("Unban the bot");
    }

    @Test
    void whyTheBotIsSilentOrDeafIsToldInThePagesLanguageWithTwitchsOwnWordsMarked() {
        people.chat = new ChannelView.Chat("stopped", "msg_banned You are banned", "2030-01-01T14:05:00Z");
        people.raids = "missing-scope";
        people.whyNoRaids = "the broadcaster did not grant channel:bot: connect it again";

        assertThat(alice.get(PAGE).body())
                .contains("Twitch says: The bot is banned in this chat (\"You are banned\").");
        assertThat(alice.get(PAGE, Language.DE).body())
                .contains("Twitch sagt: Der Bot ist in diesem Chat gebannt („You are banned“).")
                .contains(
                        "Ohne Raids: Der Account des Streamers hat channel:bot nicht erlaubt: Verbinde den Account neu.");
        assertThat(alice.get(PAGE, Language.ES).body())
                .contains("Twitch dice: El bot está baneado en este chat («You are banned»).");
    }

    @Test
    void shoutoutsThatAreOffOrWaitSaySo() {
        people.shoutouts = new ChannelView.Shoutouts(
                "the bot is not a moderator here: shoutouts are off until it is one", 1, "2030-01-01T14:05:00Z");

        assertThat(alice.get(PAGE).body())
                .contains("The bot is not a moderator here: shoutouts are off until it is one.")
                .contains("A shoutout waits until 14:05 UTC, when Twitch allows the next one.");
        assertThat(alice.json("/api/channels/100").path("shoutouts").toString()).isEqualTo("""
                {"off":"the bot is not a moderator here: shoutouts are off until it is one","waiting":1,\
                "nextAllowedAt":"2030-01-01T14:05:00Z"}""");
    }

    @Test
    void withoutABotTheOperatorIsNamedAndAnAdminGetsTheButton() {
        server.botConnected.set(false);

        assertThat(alice.get(PAGE).body())
                .contains("No bot account is connected", "The operator has to connect the bot account.")
                .doesNotContain("href=\"/auth/bot\"");
        assertThat(new Browser(server, people, FakePeople.BOSS).get(PAGE).body())
                .contains("href=\"/auth/bot\"");
    }

    static ChannelCondition waitingForTheOperator() {
        return ChannelCondition.of(new ChannelCondition.Facts(
                Optional.of("heraldbot"),
                true,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(need("Chat filters", List.of(), List.of("delete messages"), false)),
                true));
    }

    private static ChannelCondition.Need need(
            String what, List<String> ofBroadcaster, List<String> ofBot, boolean wantsModerator) {
        return new ChannelCondition.Need(
                language -> Frame.TEXTS.like(what, language), sayings(ofBroadcaster), sayings(ofBot), wantsModerator);
    }

    private static List<Saying> sayings(List<String> english) {
        return english.stream()
                .map(text -> (Saying) language -> Frame.TEXTS.like(text, language))
                .toList();
    }
}
