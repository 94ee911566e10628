package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.channel.ChannelCondition;
import bot.herald.event.Role;
import bot.herald.feature.FeatureAuditLog;
import bot.herald.feature.command.Cooldown;
import bot.herald.feature.command.CustomCommand;
import bot.herald.feature.shoutout.ShoutoutQueue;
import bot.herald.feature.timer.TimerRunner;
import bot.herald.feed.Activity;
import bot.herald.feed.ActivityRecorder;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.lifecycle.Recurring;
import bot.herald.moderation.ChatModeration.Outcome;
import bot.herald.stream.StreamState;
import bot.herald.web.pages.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A channel's page and its forms, as a browser without scripts uses them. */
class ChannelPagesTest extends AliceOnline {
    private static final String PAGE = "/dashboard/100";
    private static final String SCRIPT = "<script>alert(1)</script>";

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

    @Test
    void aNewChannelIsShownTheFirstSteps() {
        people.tokenViews =
                List.of(new TokenView("1", "heraldbot", "bot", "valid", null, List.of("user:bot"), List.of()));
        assertThat(alice.get(PAGE).body())
                .contains("Three good first steps", "1 of 3 done", "/mod heraldbot", PAGE + "/commands/import");
        people.feed.publish(new TwitchUserId("100"), "herald.chat.sent", Map.of("messageId", "m2", "text", "Pong!"));
        assertThat(alice.get(PAGE).body()).contains("2 of 3 done");

        add("hi", "Hello {user}");

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
                .contains("<strong class=\"grow\"><bdi>PixelPenguin</bdi></strong>")
                .contains("Twitch allows the next shoutout now");
    }

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

    private static ChannelCondition waitingForTheOperator() {
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

    @Test
    void whoHasOneChannelOnlyIsThereAtOnce() {
        HttpResponse<String> answer = alice.get("/dashboard");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue(PAGE);
        assertThat(alice.get("/dashboard?all=true").statusCode()).isEqualTo(200);
    }

    @Test
    void aLinkAloneMakesNoPageSayThatAChannelWasConnected() {
        assertThat(alice.get(PAGE + "?done=connected").body()).doesNotContain("Connected. Type");
        people.audit.write(new AuditEntry(
                people.clock.instant(),
                AuditEntry.Action.CHANNEL_CONNECTED,
                new TwitchUserId("100"),
                Actor.of(new TwitchUserId("100")),
                Optional.empty()));
        assertThat(alice.get(PAGE + "?done=connected").body())
                .contains("Connected. Type !commands in your chat to see what the bot can do.");
    }

    @Test
    void theDashboardLeadsToTheChannelsPage() {
        assertThat(alice.get("/dashboard?all=true").body()).contains("href=\"/dashboard/100\"");
        assertThat(alice.get(PAGE).statusCode()).isEqualTo(200);
        assertThat(alice.get(PAGE).body()).contains("Everything works", "Add the first one");
    }

    @Test
    void aCommandIsAddedChangedAndDeletedByForms() {
        HttpResponse<String> added = add("hi", "Hello {user}");
        assertThat(added.statusCode()).isEqualTo(303);
        String next = added.headers().firstValue("Location").orElseThrow();
        assertThat(next).startsWith("/dashboard/100/commands?done=");
        assertThat(alice.get(next).body())
                .contains("role=\"status\"", "Added !hi.", "Undo")
                .contains("Hello {user}", "href=\"/dashboard/100/commands/hi\"");
        assertThat(alice.get(PAGE + "/commands/hi").body()).contains("value=\"yo, hey\"", "Hello {user}");

        HttpResponse<String> changed = alice.submit(
                PAGE + "/commands/hi",
                "name",
                "hi",
                "text",
                "Bye",
                "role",
                "vip",
                "enabled",
                "on",
                "cooldown.channelSeconds",
                "5",
                "cooldown.userSeconds",
                "0");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/commands").toString()).isEqualTo("""
                [{"name":"hi","text":"Bye","aliases":[],"cooldown":{"channelSeconds":5,"userSeconds":0},\
                "role":"vip","enabled":true,"category":"","hidden":false,"count":0}]""");
        assertThat(alice.get(PAGE + "/log").body())
                .contains(
                        "Alice added the command hi.",
                        "Alice changed the command hi.",
                        "</span>Hello {user}</p>",
                        "</span>Bye</p>");

        assertThat(alice.submit(PAGE + "/commands/hi/delete").statusCode()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/commands")).isEmpty();
        assertThat(alice.get(PAGE + "/commands/hi").statusCode()).isEqualTo(404);
    }

    @Test
    void aTimerIsAddedByAForm() {
        HttpResponse<String> added = alice.submit(
                PAGE + "/timers",
                "name",
                "water",
                "messages",
                "Drink\r\n\r\nDrink more\r\n",
                "intervalMinutes",
                "15",
                "minimumChatLines",
                "5");

        assertThat(added.statusCode()).as(added.body()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/timers").toString()).isEqualTo("""
                [{"name":"water","messages":["Drink","Drink more"],"intervalMinutes":15,"minimumChatLines":5,\
                "enabled":false}]""");
        assertThat(alice.get(PAGE + "/timers").body())
                .contains(
                        "Drink",
                        "and 1 more, in turn",
                        "every 15 minutes",
                        "after 5 messages",
                        "aria-checked=\"false\"");
    }

    @Test
    void aTriggerIsAddedByAForm() {
        HttpResponse<String> added = alice.submit(
                PAGE + "/triggers",
                "name",
                "mouse",
                "when",
                "which mouse\r\n/mouse\\?/\r\n",
                "text",
                "A brick, {user}.",
                "cooldown.channelSeconds",
                "60",
                "cooldown.userSeconds",
                "0",
                "role",
                "everyone",
                "chance",
                "100",
                "moment",
                "always",
                "enabled",
                "on");

        assertThat(added.statusCode()).as(added.body()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/triggers").toString()).isEqualTo("""
                [{"name":"mouse","when":["which mouse","/mouse\\\\?/"],"text":"A brick, {user}.",\
                "cooldown":{"channelSeconds":60,"userSeconds":0},"role":"everyone","chance":100,"moment":"always",\
                "enabled":true,"count":0}]""");
        assertThat(alice.get(PAGE + "/triggers").body())
                .contains("mouse", "which mouse · /mouse\\?/", "A brick, {user}.", "aria-checked=\"true\"");
        assertThat(alice.get(PAGE + "/log").body()).contains("Alice added the trigger mouse.");
    }

    @Test
    void whatFeaturesDidIsToldInTheLanguageOfWhoReads() {
        FeatureAuditLog deeds = new FeatureAuditLog(people.audit, people.clock);
        deeds.write(
                ALICE.id(),
                "raid-guard",
                language -> language == Language.DE ? "schaltete etwas ein" : "switched something on");
        deeds.write(ALICE.id(), "raid-guard", Saying.untranslated("says one thing everywhere"));

        assertThat(alice.get(PAGE + "/log").body())
                .contains("switched something on", "says one thing everywhere")
                .doesNotContain("schaltete");
        assertThat(alice.get(PAGE + "/log", Language.DE).body())
                .contains("schaltete etwas ein", "says one thing everywhere")
                .doesNotContain("switched something on");
        assertThat(alice.json("/api/channels/100/audit").findValuesAsText("after"))
                .as("programs read English")
                .contains("switched something on", "says one thing everywhere");
    }

    @Test
    void settingsAreSavedByAForm() {
        HttpResponse<String> saved = alice.submit(
                PAGE + "/settings",
                "commandPrefix",
                "?",
                "raidGreeting",
                "Hi {raider}",
                "raidMinimumViewers",
                "3",
                "raidAnnouncement",
                "on",
                "raidPauseMinutes",
                "90",
                "shoutoutMinimumViewers",
                "2",
                "shoutoutPatienceMinutes",
                "20",
                "shoutoutText",
                "See {so.name}",
                "ignoredLogins",
                "nightbot streamelements");

        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/settings").toString()).isEqualTo("""
                {"commandPrefix":"?","raidGreeting":"Hi {raider}","raidMinimumViewers":3,"raidPauseMinutes":90,\
                "raidAnnouncement":true,"shoutoutOnRaid":false,"shoutoutMinimumViewers":2,"shoutoutPatienceMinutes":20,\
                "shoutoutText":"See {so.name}","language":"en","ignoredLogins":["nightbot","streamelements"],"lastSeen":false,"disabledCommands":[],"builtInCooldowns":[],\
                "publicQuotes":false,"publicCounters":false}""");
    }

    @Test
    void whoSavesOverSomebodyElseSeesBothSides() {
        add("hi", "one");
        String form = alice.get(PAGE + "/commands/hi").body();
        String version = form.replaceAll("(?s).*name=\"version\" value=\"([^\"]+)\".*", "$1")
                .replace("&quot;", "\"");
        alice.send("PUT", "/api/channels/100/commands/hi", "{\"text\":\"theirs <b>\"}");

        HttpResponse<String> refused = alice.submit(PAGE + "/commands/hi", "version", version, "text", "mine");

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(refused.body())
                .contains("Somebody else changed it", "Somebody else saved: theirs &lt;b&gt;", "mine");
    }

    @Test
    void whatAFormDoesNotAskForStaysAsItIs() {
        alice.send("PUT", "/api/channels/100/settings", "{\"raidMinimumViewers\":7}");

        HttpResponse<String> saved = alice.submit(PAGE + "/settings", "commandPrefix", "?", "shoutoutOnRaid", "on");

        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(303);
        JsonNode settings = alice.json("/api/channels/100/settings");
        assertThat(settings.get("commandPrefix").asText()).isEqualTo("?");
        assertThat(settings.get("raidMinimumViewers").asInt()).isEqualTo(7);
    }

    @Test
    void whatIsWrongStandsAtTheFieldAndWhatWasTypedStays() {
        HttpResponse<String> refused = alice.submit(
                PAGE + "/commands", "name", "a b", "text", "{nonsense}", "role", "vip", "cooldown.userSeconds", "soon");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .contains("Nothing was saved.", "must be one word", "value=\"a b\"", "{nonsense}", "whole number")
                .contains("value=\"soon\"")
                .contains("value=\"vip\" checked");
        assertThat(alice.json("/api/channels/100/commands")).isEmpty();
        HttpResponse<String> settings = alice.submit(PAGE + "/settings", "commandPrefix", "abc", "raidGreeting", "Hi");
        assertThat(settings.statusCode()).isEqualTo(400);
        assertThat(settings.body()).contains("The prefix must be", "value=\"abc\"");
    }

    @Test
    void aNameInUseIsSaidAtTheName() {
        add("hi", "Hello");

        HttpResponse<String> refused = add("hi", "Again");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("!hi already exists.");
    }

    @Test
    void aChangeThatSomebodyElseOvertookIsNotLostSilently() {
        add("hi", "one");
        String page = alice.get(PAGE + "/commands/hi").body();
        String version = page.replaceAll("(?s).*name=\"version\" value=\"([^\"]*)\".*", "$1")
                .replace("&#34;", "\"");
        alice.send("PUT", "/api/channels/100/commands/hi", "{\"text\":\"two\"}");

        HttpResponse<String> refused = alice.submit(
                PAGE + "/commands/hi",
                "version",
                version,
                "name",
                "hi",
                "text",
                "mine",
                "role",
                "everyone",
                "cooldown.channelSeconds",
                "0",
                "cooldown.userSeconds",
                "0");

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(refused.body()).contains("Somebody else changed it", "mine");
        assertThat(alice.json("/api/channels/100/commands/hi").path("text").asText())
                .isEqualTo("two");
    }

    @Test
    void commandsArePutIntoACategoryAndFoundByIt() {
        add("hug", "A hug");
        add("wins", "Three");
        add("deaths", "Seven");

        alice.submit(
                PAGE + "/many/commands", "pick.wins", "on", "pick.deaths", "on", "do", "category", "category", "Games");

        assertThat(alice.json("/api/channels/100/commands/wins")
                        .path("category")
                        .asText())
                .isEqualTo("Games");
        assertThat(alice.get(PAGE + "/commands?category=Games").body())
                .contains(">!wins</a>", ">!deaths</a>", "2 commands", "<option value=\"Games\" selected>")
                .doesNotContain(">!hug</a>");
        assertThat(alice.submit(
                                PAGE + "/many/commands",
                                "pick.wins",
                                "on",
                                "do",
                                "category",
                                "category",
                                "x".repeat(31))
                        .body())
                .contains("The category is too long; at most 30 characters are allowed.");
        assertThat(alice.json("/api/channels/100/commands/wins")
                        .path("category")
                        .asText())
                .isEqualTo("Games");
    }

    @Test
    void scriptsInNamesAndTextsAreText() {
        people.channels.connected(new TwitchProfile(ALICE.id(), ALICE.login(), SCRIPT, "javascript:alert(1)"));
        add("\"'><img", SCRIPT);
        HttpResponse<String> saved = alice.submit(
                PAGE + "/settings",
                "raidGreeting",
                "</textarea>" + SCRIPT,
                "raidMinimumViewers",
                "0",
                "raidPauseMinutes",
                "0",
                "shoutoutMinimumViewers",
                "0",
                "shoutoutText",
                SCRIPT,
                "shoutoutPatienceMinutes",
                "2");
        assertThat(saved.statusCode()).isEqualTo(303);
        people.feed.publish(
                ALICE.id(),
                "channel.chat.message",
                Map.of("user", Map.of("displayName", SCRIPT), "text", "<img src=x onerror=alert(1)>"));
        people.feed.publish(ALICE.id(), "channel.update", Map.of("title", SCRIPT, "category", "<img src=x>"));
        people.chat = new ChannelView.Chat("stopped", SCRIPT, null);
        people.shoutouts = new ChannelView.Shoutouts(SCRIPT, 0, null);

        for (String path : List.of(
                PAGE,
                PAGE + "/live",
                PAGE + "/commands",
                PAGE + "/commands/%22'%3E%3Cimg",
                PAGE + "/settings",
                PAGE + "/log",
                PAGE + "/raids",
                PAGE + "/disconnect",
                PAGE + "?done=" + "%3Cb%3E",
                PAGE + "/commands?q=%3Cb%3E")) {
            HttpResponse<String> answer = alice.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body())
                    .as(path)
                    .contains("&lt;script&gt;alert(1)")
                    .doesNotContainPattern("<script(?! src=)")
                    .doesNotContain("<img src=x", "'><img", "</textarea><", "<b>", " style=", "onclick");
        }
        assertThat(alice.get(PAGE).body()).containsOnlyOnce("<script src=\"/assets/herald.js?v=");
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
    void waitingShoutoutIsNotSpokenOfWhereNoneCanBeGiven() {
        people.shoutouts = new ChannelView.Shoutouts("the bot is not a moderator here", 1, null);
        assertThat(alice.get(PAGE).body())
                .contains("The bot is not a moderator here.")
                .doesNotContain("A shoutout waits");
    }

    @Test
    void theScriptIsServedAndNothingElseMayRun() {
        String page = alice.get(PAGE).body();
        String script = page.replaceAll("(?s).*<script src=\"([^\"]*)\".*", "$1");

        HttpResponse<String> answer = server.get(script);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/javascript; charset=utf-8");
        assertThat(alice.get(PAGE)
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .contains("script-src 'self';")
                .doesNotContain("unsafe");
    }

    @Test
    void everyFieldHasALabelAndItsHint() {
        String page = alice.get(PAGE + "/settings").body();

        for (String field : List.of("commandPrefix", "raidGreeting", "raidMinimumViewers", "ignoredLogins")) {
            assertThat(page)
                    .contains("<label for=\"" + field + "\">", "id=\"" + field + "\"", "id=\"" + field + "-hint\"");
        }
    }

    @Test
    void othersSeeNothingAndChangeNothing() {
        Browser eve = new Browser(server, people, EVE);
        String nowhere = eve.get("/dashboard/999").body();

        for (String path :
                List.of("", "/new-command", "/commands", "/commands/new", "/commands/hi", "/log", "/disconnect")) {
            assertThat(eve.get(PAGE + path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(eve.get(PAGE).body()).isEqualTo(nowhere);
        assertThat(eve.submit(PAGE + "/commands", "name", "evil", "text", "x").statusCode())
                .isEqualTo(404);
        assertThat(eve.submit(PAGE + "/disconnect").statusCode()).isEqualTo(404);
        assertThat(server.get(PAGE).statusCode()).isEqualTo(401);
        assertThat(server.get(PAGE).body())
                .contains("href=\"/auth/login?page=%2Fdashboard%2F100\"")
                .doesNotContain("Alice");
        assertThat(people.disconnected).isEmpty();
    }

    @Test
    void disconnectingAsksFirstAndIsNotForModerators() {
        people.moderates(MOD, ALICE);
        Browser mod = new Browser(server, people, MOD);
        assertThat(mod.get(PAGE + "/settings").body()).doesNotContain(PAGE + "/disconnect");
        assertThat(mod.get(PAGE + "/disconnect").statusCode()).isEqualTo(403);
        assertThat(mod.submit(PAGE + "/disconnect").statusCode()).isEqualTo(403);
        assertThat(people.disconnected).isEmpty();

        assertThat(alice.get(PAGE + "/settings").body()).contains("href=\"/dashboard/100/disconnect\"");
        assertThat(alice.get(PAGE + "/disconnect").body()).contains("Disconnect <bdi>Alice</bdi>?");
        assertThat(people.disconnected).isEmpty();
        HttpResponse<String> answer = alice.submit(PAGE + "/disconnect");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/dashboard");
        assertThat(people.disconnected).containsExactly(ALICE.id());
        assertThat(alice.get(PAGE).statusCode()).isEqualTo(404);
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
                        need("Thanks", List.of("see cheers"), List.of(), false)),
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
    void whyTheBotIsSilentOrDeafIsToldInThePagesLanguageWithTwitchsOwnWordsMarked() {
        people.chat = new ChannelView.Chat("stopped", "msg_banned You are banned", "2030-01-01T14:05:00Z");
        people.raids = "missing-scope";
        people.whyNoRaids = "the broadcaster did not grant channel:bot: connect it again";

        assertThat(alice.get(PAGE).body())
                .contains("Twitch says: The bot is banned in this chat (\"You are banned\").");
        assertThat(alice.get(PAGE, Language.DE).body())
                .contains("Twitch sagt: Der Bot ist in diesem Chat gebannt („You are banned“).")
                .contains("Ohne Raids: Das Konto des Streamers hat channel:bot nicht erlaubt: Verbinde das Konto neu.");
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
    void oldAddressesLeadToTheNewOnes() {
        for (String one : List.of("command", "timer")) {
            HttpResponse<String> moved = alice.get(PAGE + "/new-" + one);
            assertThat(moved.statusCode()).isEqualTo(302);
            assertThat(moved.headers().firstValue("Location")).hasValue(PAGE + "/" + one + "s/new");
        }
    }

    @Test
    void everyPageOfTheChannelNamesItAndWhereItIs() {
        for (String path : List.of("", "/live", "/commands", "/timers", "/raids", "/features", "/log", "/settings")) {
            String page = alice.get(PAGE + path).body();
            assertThat(page)
                    .as(path)
                    .containsPattern("<title>[^<]*Alice - Herald</title>")
                    .contains("<a href=\"" + PAGE + path + "\" aria-current=\"page\">")
                    .contains("<html lang=\"en\" data-theme=\"\">");
        }
    }

    /** What a visitor without a login chooses on a page, which is where it leads back to. */
    private HttpResponse<String> chooseOnPage(String path, String form) {
        return server.send(
                "POST",
                path,
                form,
                "Origin",
                Browser.OWN,
                "Referer",
                Browser.OWN + PAGE + "/commands?q=a",
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    @Test
    void lightOrDarkIsKeptInTheBrowserAndLeadsBack() {
        HttpResponse<String> chosen = chooseOnPage("/theme", "theme=dark");

        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(chosen.headers().firstValue("Location")).hasValue(PAGE + "/commands?q=a");
        String cookie = chosen.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("herald_theme=dark;").contains("HttpOnly", "SameSite=Lax");
        for (String path : List.of("/", "/dashboard", "/nowhere")) {
            assertThat(server.get(path, "Cookie", "herald_theme=dark").body()).contains("data-theme=\"dark\"");
        }
        assertThat(server.get("/", "Cookie", "herald_theme=\"><b>").body()).contains("data-theme=\"\"");
        assertThat(server.send("POST", "/theme", "theme=dark", "Origin", "https://evil.test")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void pagesSpeakTheLanguageThatTheBrowserAsksForOrThatWasChosen() {
        String german =
                server.get("/", "Accept-Language", "de-AT,de;q=0.9,en;q=0.5").body();
        assertThat(german)
                .contains("<html lang=\"de\"", "Jeder Raid verdient", "action=\"/language\"", "aria-label=\"Español\"")
                .doesNotContain("Every raid", "Connect your channel");
        assertThat(server.get("/", "Accept-Language", "fr").body()).contains("<html lang=\"en\"", "Every raid");

        HttpResponse<String> chosen = chooseOnPage("/language", "language=es");
        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(chosen.headers().firstValue("Location")).hasValue(PAGE + "/commands?q=a");
        assertThat(chosen.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("herald_language=es;")
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(server.get("/nowhere", "Cookie", "herald_language=es", "Accept-Language", "de")
                        .body())
                .contains("<html lang=\"es\"", "Aquí no hay nada", "Ir a la página de inicio");
        assertThat(server.get("/nowhere", "Cookie", "herald_language=es", "Accept", "application/json")
                        .body())
                .contains("This address leads nowhere.");
        assertThat(server.send("POST", "/language", "language=fr", "Origin", Browser.OWN)
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.send("POST", "/language", "language=de", "Origin", "https://evil.test")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theFrameAndTheSettingsAreTranslated() {
        String page = alice.get(PAGE + "/settings", Language.DE).body();
        assertThat(page)
                .contains("<html lang=\"de\"", "Überblick", "Einstellungen speichern", "Abmelden")
                .contains("<main id=\"main\">", "Zeichen vor Befehlen", "Gefahrenzone")
                .doesNotContain(">Overview", "Log out");
        assertThat(alice.get(PAGE + "/settings").body()).contains("<main id=\"main\">");
    }

    @Test
    void theOverviewAndTheListOfChannelsAreTranslatedWhole() {
        people.health = ChannelView.Health.of(waitingForTheOperator());
        people.feed.publish(ALICE.id(), "channel.raid", Map.of("from", Map.of("displayName", "Berta"), "viewers", 12));

        String german = alice.get(PAGE, Language.DE).body();
        assertThat(german)
                .contains("<main id=\"main\">", "Noch kann nicht alles loslegen. Hört Chat und Raids.")
                .contains("Chatfilter: Der Betreiber muss dem Account des Bots das noch erlauben: Nachrichten löschen.")
                .contains("Den Betreiber fragen", "Aktivität im Chat", "Die nächsten Timer", "Nachrichten pro Minute")
                .contains("Berta raidet mit 12 Zuschauern.")
                .doesNotContain("Nothing", "Messages", "Latest changes", ": waiting");
        assertThat(alice.get("/dashboard?all=true", Language.ES).body())
                .contains("<main id=\"main\">", "Tus canales", "Todavía no todo puede actuar. Oye el chat y los raids.")
                .doesNotContain("How it is doing", "Answers");
        Map.of(
                        "timers",
                        "Noch keine Timer",
                        "quotes",
                        "Noch keine Zitate",
                        "counters",
                        "Noch keine Zähler",
                        "log",
                        "Protokoll")
                .forEach((path, words) -> assertThat(
                                alice.get(PAGE + "/" + path, Language.DE).body())
                        .contains("<main id=\"main\">", words));
    }

    @Test
    void commandsAreFoundSortedAndShownAPageAtATime() {
        for (int i = 0; i < 60; i++) {
            people.commands.create(
                    ALICE.id(),
                    new CustomCommand(
                            "c" + (100 + i),
                            i == 7 ? "A needle" : "Hay",
                            i == 8 ? List.of("needles") : List.of(),
                            Cooldown.NONE,
                            i == 9 ? Role.VIP : Role.EVERYONE,
                            true,
                            0,
                            0));
        }

        String first = alice.get(PAGE + "/commands").body();
        assertThat(first).contains("1 to 50 of 71", "All <span class=\"num ms-1\">71</span>", "page=2", "Built in");
        assertThat(alice.get(PAGE + "/commands?page=2").body()).contains("51 to 71 of 71", "!uptime");
        assertThat(alice.get(PAGE + "/commands?q=NEEDLE&show=yours").body())
                .contains("2 commands", "!c107", "!c108")
                .doesNotContain("!c109");
        assertThat(alice.get(PAGE + "/commands?role=vip").body()).contains("1 command", "!c109");
        String turned = alice.get(PAGE + "/commands?show=yours&sort=-name").body();
        assertThat(turned.indexOf("!c159")).isLessThan(turned.indexOf("!c158")).isPositive();
        assertThat(turned).contains("aria-sort=\"descending\"");
        assertThat(alice.get(PAGE + "/commands?page=99999").body()).contains("51 to 71 of 71");
    }

    @ParameterizedTest
    @CsvSource({
        PAGE + "/commands?show=nope, '\"show\" can be one of these: all, '",
        PAGE + "/commands?sort=-nope, '\"sort\" can be one of these: name, '",
        PAGE + "/commands?role=nope, '\"role\" can be one of these: everyone, '",
        PAGE + "/commands?page=0, '\"page\" takes the number of a page'",
        PAGE + "/quotes?sort=nope, '\"sort\" can be one of these: '",
        PAGE + "/quotes?page=x, '\"page\" takes the number of a page'",
        PAGE + "/live?show=nope, '\"show\" can be one of these: all, chat, events, bot.'",
        PAGE + "/log?show=nope, '\"show\" can be one of these: all, '",
        "/dashboard?show=nope, '\"show\" can be one of these: all, '",
        "/dashboard?all=true&sort=nope, '\"sort\" can be one of these: '",
        "/dashboard?all=true&page=-1, '\"page\" takes the number of a page'"
    })
    void whatAnAddressCannotChooseIsSaidWithWhatItCan(String address, String said) {
        HttpResponse<String> answer = alice.get(address);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body().replace("&#34;", "\"")).contains(said);
    }

    @Test
    void aSwitchInARowIsAChangeThatCanBeUndone() {
        add("hi", "Hello");

        HttpResponse<String> off = alice.submit(PAGE + "/commands/hi/switch", "to", "off");

        assertThat(off.statusCode()).isEqualTo(303);
        String next = off.headers().firstValue("Location").orElseThrow();
        String page = alice.get(next).body();
        assertThat(page).contains("Switched off !hi.");
        assertThat(alice.json("/api/channels/100/commands/hi").path("enabled").asBoolean())
                .isFalse();
        String undo = page.replaceAll("(?s).*action=\"(/dashboard/100/audit/[^\"]*)\".*", "$1");
        assertThat(alice.submit(undo).statusCode()).isEqualTo(303);
        assertThat(alice.json("/api/channels/100/commands/hi").path("enabled").asBoolean())
                .isTrue();
        assertThat(alice.submit(PAGE + "/commands/nothing/switch", "to", "off").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aBuiltInCommandHasItsSwitchToo() {
        HttpResponse<String> off = alice.submit(PAGE + "/built-in/ping/switch", "to", "off");

        assertThat(off.statusCode()).isEqualTo(303);
        assertThat(alice.get(off.headers().firstValue("Location").orElseThrow()).body())
                .contains("Switched off !ping.");
        assertThat(alice.json("/api/channels/100/settings")
                        .path("disabledCommands")
                        .toString())
                .isEqualTo("[\"ping\"]");
        alice.submit(PAGE + "/built-in/ping/switch", "to", "on");
        assertThat(alice.json("/api/channels/100/settings").path("disabledCommands"))
                .isEmpty();
        assertThat(alice.submit(PAGE + "/built-in/hi/switch", "to", "off").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theCooldownOfABuiltInCommandIsChangedInItsRowAndUndone() {
        alice.send("PUT", "/api/channels/100/settings", "{\"builtInCooldowns\":[\"ping 1 1\",\"title 2 2\"]}");

        HttpResponse<String> saved =
                alice.submit(PAGE + "/built-in/ping/cooldown", "channelSeconds", "10", "userSeconds", "");

        assertThat(saved.statusCode()).isEqualTo(303);
        String page =
                alice.get(saved.headers().firstValue("Location").orElseThrow()).body();
        assertThat(page).contains("Changed the cooldown of !ping.", ": 10 s\"");
        assertThat(cooldowns()).isEqualTo("[\"title 2 2\",\"ping 10 0\"]");
        assertThat(alice.get(PAGE + "/log").body()).contains("title 2 2", "ping 10 0");
        String undo = page.replaceAll("(?s).*action=\"(/dashboard/100/audit/[^\"]*)\".*", "$1");
        assertThat(alice.submit(undo).statusCode()).isEqualTo(303);
        assertThat(cooldowns()).isEqualTo("[\"ping 1 1\",\"title 2 2\"]");
    }

    @Test
    void aBuiltInCommandMayGoBackToItsOwnCooldownAndRefusesWhatIsNone() {
        alice.submit(PAGE + "/built-in/followage/cooldown", "channelSeconds", "3", "userSeconds", "60");
        assertThat(cooldowns()).isEqualTo("[\"followage 3 60\"]");

        HttpResponse<String> refused =
                alice.submit(PAGE + "/built-in/followage/cooldown", "channelSeconds", "86401", "userSeconds", "1");

        assertThat(refused.body()).contains("86400 at most", "3 s · 1 min each");
        assertThat(cooldowns()).isEqualTo("[\"followage 3 60\"]");
        alice.submit(PAGE + "/built-in/followage/cooldown", "channelSeconds", "0", "userSeconds", "5");
        assertThat(cooldowns()).isEqualTo("[]");
        assertThat(alice.submit(PAGE + "/built-in/hi/cooldown", "channelSeconds", "1", "userSeconds", "1")
                        .statusCode())
                .isEqualTo(404);
    }

    private String cooldowns() {
        return alice.json("/api/channels/100/settings").path("builtInCooldowns").toString();
    }

    @Test
    void severalCommandsAreSwitchedAndDeletedAtOnce() {
        add("hi", "one");
        add("ho", "two");

        HttpResponse<String> off =
                alice.submit(PAGE + "/many/commands", "do", "off", "pick.hi", "on", "pick.ho", "on", "pick.ping", "on");

        assertThat(alice.get(off.headers().firstValue("Location").orElseThrow()).body())
                .contains("Switched off 3 commands.");
        assertThat(alice.json("/api/channels/100/commands/ho").path("enabled").asBoolean())
                .isFalse();
        HttpResponse<String> deleted =
                alice.submit(PAGE + "/many/commands", "do", "delete", "pick.hi", "on", "pick.ho", "on");
        assertThat(alice.get(deleted.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("Deleted 2 commands.");
        assertThat(alice.json("/api/channels/100/commands")).isEmpty();
        assertThat(alice.get(PAGE + "/log").body())
                .contains("Undo<span class=\"visually-hidden\">: Alice deleted the command hi.");
    }

    @Test
    void aCommandCalledNewHasAPageAsWell() {
        add("new", "Hello");

        assertThat(alice.get(PAGE + "/commands").body()).contains("href=\"/dashboard/100/commands/new?named=new\"");
        assertThat(alice.get(PAGE + "/commands/new?named=new").body()).contains("value=\"new\"", "Save changes");
        assertThat(alice.get(PAGE + "/commands/new").body())
                .contains("New command")
                .doesNotContain("Save changes");
    }

    @Test
    void theLogIsShownAPageAtATimeAndByKind() {
        for (int i = 0; i < 60; i++) {
            alice.send("PUT", "/api/channels/100/settings", "{\"raidMinimumViewers\":" + (i + 1) + "}");
            people.clock.advance(Duration.ofSeconds(i % 3 == 0 ? 1 : 0));
        }
        add("hi", "Hello");

        String first = alice.get(PAGE + "/log").body();
        assertThat(first).contains("Alice added the command hi.", change(59));
        String older = first.replaceAll("(?s).*href=\"(/dashboard/100/log[^\"]*before=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        String second = alice.get(older).body();
        for (int i = 1; i < 60; i++) {
            String change = change(i);
            assertThat(first.contains(change) ^ second.contains(change))
                    .as(change)
                    .isTrue();
        }
        assertThat(alice.get(PAGE + "/log?show=connection").body()).doesNotContain(change(59));
        HttpResponse<String> none = alice.get(PAGE + "/log?before=nonsense");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("takes the id of an entry of the activity log");
    }

    /** How the log shows that a number was one more afterwards. */
    private static String change(int from) {
        return "Before: </span>" + from + "</p><p class=\"now\"><span class=\"sign\" aria-hidden=\"true\">+</span>"
                + "<span class=\"visually-hidden\">After: </span>" + (from + 1) + "</p>";
    }

    private HttpResponse<String> add(String name, String text) {
        return alice.submit(
                PAGE + "/commands",
                "name",
                name,
                "text",
                text,
                "aliases",
                name.equals("hi") ? "yo, hey" : "",
                "role",
                "everyone",
                "cooldown.channelSeconds",
                "0",
                "cooldown.userSeconds",
                "0",
                "enabled",
                "on");
    }
}
