package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.TwitchUserId;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The live page: chat and events as they come. */
class LivePageTest extends AliceOnline {
    private static final String PAGE = "/dashboard/100";

    @Test
    void theLiveListLooksLikeChat() {
        TwitchUserId channel = new TwitchUserId("100");
        people.feed.publish(
                channel,
                "channel.chat.message",
                Map.of(
                        "messageId",
                        "m1",
                        "user",
                        Map.of("id", "5", "displayName", "Viewer"),
                        "text",
                        "nice Kappa !hi",
                        "emotes",
                        Map.of("Kappa", "25", "nice", "\"><script>")));
        people.feed.publish(
                channel, "herald.chat.sent", Map.of("messageId", "m2", "replyTo", "m1", "text", "Hello Viewer"));
        people.feed.publish(
                channel,
                "channel.chat.message",
                Map.of("messageId", "m2", "replyTo", "m1", "text", "@Viewer Hello Viewer", "badges", List.of()));
        people.feed.publish(channel, "herald.chat.deleted", Map.of("deleted", "m1"));

        String page = alice.get(PAGE + "/live?show=chat").body();

        assertThat(page)
                .contains("data-show=\"chat\"")
                .contains("src=\"https://static-cdn.jtvnw.net/emoticons/v2/25/default/light/1.0\" alt=\"Kappa\"")
                .contains("<span class=\"said\">Hello Viewer</span>", " to <bdi>@Viewer</bdi>")
                .contains("class=\" deleted\" data-message=\"m1\"", "Herald deleted a message.")
                .doesNotContain("@Viewer Hello", "script>\"");
    }

    @Test
    void whatModeratorsDeleteIsStruckThroughAndNotSaidAgain() {
        TwitchUserId channel = new TwitchUserId("100");
        line("a1", "5");
        line("a2", "5");
        line("b1", "6");
        people.feed.publish(channel, "channel.chat.message_delete", Map.of("deleted", "a1"));
        assertThat(struckThrough()).containsExactly("a1");
        people.feed.publish(
                channel, "channel.chat.clear_user_messages", Map.of("deletedFrom", "5", "name", "Viewer 5"));
        line("a3", "5");
        assertThat(struckThrough()).containsExactly("a2", "a1");
        people.feed.publish(channel, "channel.chat.clear", Map.of());
        line("c1", "7");

        assertThat(struckThrough()).containsExactly("a3", "b1", "a2", "a1");
        assertThat(alice.get(PAGE + "/live").body())
                .contains("The chat was cleared.")
                .doesNotContain("The messages of", "Somebody deleted");
    }

    @Test
    void whatTheBotSaysIsShownOnceWhicheverWayItIsHeardOfFirst() {
        Map<String, Object> own = Map.of("displayName", "TheBot");
        people.feed.publish(ALICE.id(), "herald.chat.sent", Map.of("text", "Pong!", "messageId", "m1"));
        people.feed.publish(
                ALICE.id(), "channel.chat.message", Map.of("user", own, "text", "Pong!", "messageId", "m1"));
        people.feed.publish(
                ALICE.id(), "channel.chat.message", Map.of("user", own, "text", "Welcome!", "messageId", "m2"));
        people.feed.publish(ALICE.id(), "herald.chat.sent", Map.of("text", "Welcome!", "messageId", "m2"));

        assertThat(alice.get(PAGE).body())
                .containsOnlyOnce("Pong!")
                .containsOnlyOnce("Welcome!")
                // Whichever came first: it is the bot's.
                .doesNotContain("TheBot");
    }

    @Test
    void whoWantsNoPicturesGetsNone() {
        people.feed.publish(
                new TwitchUserId("100"),
                "channel.chat.message",
                Map.of("messageId", "m1", "text", "nice Kappa", "emotes", Map.of("Kappa", "25")));
        HttpResponse<String> chosen = alice.submit("/theme", "pictures", "off");
        assertThat(chosen.headers().firstValue("Set-Cookie").orElse("")).startsWith("herald_pictures=off;");

        HttpResponse<String> page =
                server.get(PAGE + "/live", "Cookie", "herald_session=" + alice.cookie + "; herald_pictures=off");

        assertThat(page.body()).contains("nice Kappa").doesNotContain("static-cdn");
        assertThat(page.headers().allValues("Content-Security-Policy")).contains("img-src 'self'");
    }

    private void line(String messageId, String writer) {
        people.feed.publish(
                new TwitchUserId("100"),
                "channel.chat.message",
                Map.of(
                        "messageId",
                        messageId,
                        "user",
                        Map.of("id", writer, "displayName", "Viewer " + writer),
                        "text",
                        "hello"));
    }

    /** The latest first. */
    private List<String> struckThrough() {
        return Pattern.compile("class=\" deleted\" data-message=\"([^\"]*)\"")
                .matcher(alice.get(PAGE + "/live").body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
