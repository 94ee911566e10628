package bot.herald.web;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.config.DiscordConfig;
import bot.herald.discord.DiscordBot.Outcome;
import bot.herald.discord.DiscordBot.Post;
import bot.herald.discord.DiscordBot.Standing;
import bot.herald.discord.DiscordLinks;
import bot.herald.discord.LinkRules;
import bot.herald.discord.ListedServer;
import bot.herald.discord.Server;
import bot.herald.discord.ServerStore.Membership;
import bot.herald.discord.WebhookAddress;
import bot.herald.discord.Webhooks;
import bot.herald.identity.DiscordName;
import bot.herald.identity.DiscordProfile;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.storage.JdbiDiscordAccounts;
import bot.herald.storage.JdbiDiscordLinks;
import bot.herald.storage.JdbiServerStore;
import bot.herald.testing.TestDatabase;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links with Discord by page and API. */
class DiscordRoutesTest {
    private static final DiscordUserId OLGA = new DiscordUserId("80351110224678912");
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final String LINKS = "/api/channels/100/discord-links";
    private static final String PAGE = "/dashboard/100/discord";
    private static final String TOKEN = "a-token-that-is-never-shown-again";
    private static final String WEBHOOK = "https://discord.com/api/webhooks/77/" + TOKEN;
    private static final String BODY = """
            {"serverId":"1","channelId":"11","post":["live"]}""";

    @TempDir
    Path folder = Path.of("");

    private final Map<TwitchUserId, DiscordUserId> accounts = new HashMap<>();
    private TestDatabase database;
    private RunningServer server;
    private JdbiServerStore servers;
    private JdbiDiscordLinks links;
    private Browser alice;

    @BeforeEach
    void start() {
        database = new TestDatabase(folder);
        FakePeople people = new FakePeople(database.database());
        people.channels.connected(AliceOnline.ALICE);
        servers = new JdbiServerStore(database.database());
        links = new JdbiDiscordLinks(database.database(), database.cipher());
        DiscordLinks book = new DiscordLinks(
                links,
                new LinkRules(servers, TwitchUserId::equals),
                person -> Optional.ofNullable(accounts.get(person)),
                () -> Standing.CONNECTED,
                new OneWebhook(),
                () -> {},
                new DiscordConfig(
                        "77", new Secret("s"), Optional.of(new Secret("t")), DiscordConfig.Endpoints.DEFAULT));
        server = RunningServer.with(people, book);
        alice = new Browser(server, people, AliceOnline.ALICE);
        accounts.put(AliceOnline.ALICE.id(), OLGA);
        new JdbiDiscordAccounts(database.database())
                .loggedIn(new DiscordProfile(OLGA, new DiscordName("olga"), "Olga", "https://example.org/a.png"), NOW);
        servers.here(new Server(
                "1",
                "Olga's <b>",
                "",
                OLGA,
                List.of(new Server.Role("1", "@everyone", 0, false), new Server.Role("12", "Fans", 0, true)),
                List.of(
                        new Server.TextChannel("11", "news", ""),
                        new Server.TextChannel("13", "closed", "Send Messages"))));
        servers.put(new Membership("1", OLGA, true, Set.of(), false, NOW), NOW);
        servers.listed(OLGA, List.of(new ListedServer("2", "Elsewhere", "abc", false, 32)), NOW, NOW);
    }

    @AfterEach
    void stop() {
        server.close();
        database.close();
    }

    @Test
    void theApiListsServersAndMakesChangesAndRemovesLinks() {
        JsonNode mine = alice.json("/api/me/discord/servers");
        assertThat(mine).hasSize(2);
        assertThat(mine.get(0).path("iconUrl").asText())
                .isEqualTo("https://cdn.discordapp.com/icons/2/abc.png?size=64");
        assertThat(mine.get(0).path("source").asText()).isEqualTo("list");
        assertThat(mine.get(1).path("owner").asBoolean()).isTrue();

        HttpResponse<String> made = alice.send("POST", LINKS, BODY);
        assertThat(made.statusCode()).isEqualTo(201);
        JsonNode link = Json.read(made.body());
        assertThat(link.path("post")).hasSize(1);
        assertThat(link.path("roleId").isNull()).isTrue();
        assertThat(link.path("state").asText()).isEqualTo("active");
        assertThat(alice.send("POST", LINKS, BODY).statusCode()).isEqualTo(409);
        String one = LINKS + "/" + link.path("id").asText();
        HttpResponse<String> changed = alice.send(
                "PUT", one, "{\"serverId\":\"1\",\"channelId\":\"11\",\"post\":[\"live\",\"raid\"],\"roleId\":\"12\"}");
        assertThat(Json.read(changed.body()).path("roleId").asText()).isEqualTo("12");
        assertThat(alice.json(LINKS)).hasSize(1);
        assertThat(alice.send("DELETE", one, "").statusCode()).isEqualTo(204);
        assertThat(alice.send("DELETE", one, "").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsForgedOrCannotBeUsedIsRefusedWithWhatHelps() {
        for (String bad : List.of(
                BODY.replace("\"1\"", "\"3\""),
                BODY.replace("\"1\"", "\"2\""),
                BODY.replace("\"11\"", "\"13\""),
                BODY.replace("\"11\"", "\"99\""),
                BODY.replace("[\"live\"]", "[]"),
                BODY.replace("live", "dance"),
                BODY.replace("}", ",\"roleId\":\"1\"}"),
                BODY.replace("}", ",\"liveText\":\"{nonsense}\"}"))) {
            HttpResponse<String> answer = alice.send("POST", LINKS, bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
        }
        assertThat(alice.submit(Language.DE, PAGE, "channel", "1/11", "live", "on", "liveText", "{nonsense}")
                        .body())
                .contains("Die Nachricht geht so nicht: {nonsense} gibt es nicht");
        assertThat(alice.json(LINKS)).isEmpty();
        accounts.clear();
        assertThat(alice.send("POST", LINKS, BODY).body()).contains("Link your Discord account first.");
        assertThat(alice.json("/api/me/discord/servers")).isEmpty();
    }

    @Test
    void thePageLeadsToAnInvitationWithTheFewestPermissionsAndLinks() {
        String page = alice.get(PAGE).body();
        assertThat(page)
                .contains("Olga's &lt;b&gt;", "#news", "Herald needs: Send Messages")
                .contains(
                        "https://discord.com/oauth2/authorize?client_id=77&amp;scope=bot&amp;permissions=19456&amp;guild_id=2")
                .contains("/dashboard/100/discord");

        assertThat(saved(alice.submit(PAGE, "channel", "1/11", "live", "on", "role", "1/12")))
                .contains("Linked.", "#news in Olga", "Posts streams.");
        String id = links.of(AliceOnline.ALICE.id()).get(0).id();
        assertThat(saved(alice.submit(PAGE + "/" + id, "channel", "1/11", "raid", "on")))
                .contains("Saved.", "Posts raids that arrive.");
        assertThat(alice.submit(PAGE, "channel", "2/21", "live", "on").body()).contains("Invite it first.");
        links.pause(id, "The channel doesn&t exist.");
        assertThat(alice.get(PAGE).body()).contains("paused", "The channel doesn&amp;t exist.");
        assertThat(saved(alice.submit(PAGE + "/" + id + "/remove"))).contains("Removed the link.");
        assertThat(links.of(AliceOnline.ALICE.id())).isEmpty();
    }

    @Test
    void whatWasTypedStaysInItsFormWhenItIsRefused() {
        String refused = alice.submit(
                        PAGE,
                        "of",
                        "new",
                        "channel",
                        "1/11",
                        "raid",
                        "on",
                        "role",
                        "1/12",
                        "liveText",
                        "{nonsense} we go",
                        "raidText",
                        "They come")
                .body();

        assertThat(refused)
                .contains("Not saved", "value=\"{nonsense} we go\"", "value=\"They come\"")
                .contains("value=\"1/11\" selected", "value=\"1/12\" selected")
                .contains("name=\"raid\" value=\"on\" checked");
        assertThat(refused.split("\\{nonsense} we go\"", -1))
                .as("in one form only")
                .hasSize(2);
    }

    @Test
    void aLoginBetweenKeepsWhatWasTypedForDiscord() {
        HttpResponse<String> refused =
                alice.submitWith("old", PAGE, "of", "new", "channel", "1/11", "live", "on", "liveText", "We go live");
        assertThat(refused.body())
                .contains("Herald keeps it for ten minutes")
                .as("the name of the form, which nobody typed")
                .doesNotContain("value=\"new\"");
        String page = refused.body().replaceAll("(?s).*href=\"(/dashboard/100/discord\\?typed=[^\"]+)\".*", "$1");
        String cookie = refused.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];

        assertThat(server.get(page, "Cookie", cookie + "; herald_session=" + alice.cookie)
                        .body())
                .contains("value=\"We go live\"");
    }

    @Test
    void whatSomebodyElseChangedDuringALoginIsNotOverwrittenUnseen() {
        alice.submit(PAGE, "channel", "1/11", "live", "on", "liveText", "one");
        String id = links.of(AliceOnline.ALICE.id()).get(0).id();
        String version = alice.get(PAGE).body().replaceAll("(?s).*name=\"version\" value=\"([^\"]+)\".*", "$1");
        HttpResponse<String> refused = alice.submitWith(
                "old",
                PAGE + "/" + id,
                "of",
                id,
                "version",
                version,
                "channel",
                "1/11",
                "live",
                "on",
                "liveText",
                "mine");
        String page = refused.body().replaceAll("(?s).*href=\"(/dashboard/100/discord\\?typed=[^\"]+)\".*", "$1");
        String cookie = refused.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        alice.submit(PAGE + "/" + id, "of", id, "channel", "1/11", "live", "on", "liveText", "theirs");

        assertThat(server.get(page, "Cookie", cookie + "; herald_session=" + alice.cookie)
                        .body())
                .contains("value=\"mine\"", "name=\"version\" value=\"" + version + "\"");
    }

    @Test
    void aLinkThatSomebodyElseChangedIsNotOverwrittenUnseen() {
        alice.submit(PAGE, "channel", "1/11", "live", "on", "liveText", "one");
        String id = links.of(AliceOnline.ALICE.id()).get(0).id();
        String version = alice.get(PAGE).body().replaceAll("(?s).*name=\"version\" value=\"([^\"]+)\".*", "$1");
        String[] theirs = {"of", id, "version", version, "channel", "1/11", "live", "on", "liveText", "theirs"};
        assertThat(saved(alice.submit(PAGE + "/" + id, theirs))).contains("Saved.");
        assertThat(saved(alice.submit(PAGE + "/" + id, theirs)))
                .as("sent twice")
                .contains("Saved.");

        HttpResponse<String> stale = alice.submit(
                PAGE + "/" + id, "of", id, "version", version, "channel", "1/11", "live", "on", "liveText", "mine");

        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.body())
                .contains("Somebody else changed it. Save again", "value=\"mine\"", "<details class=\"more\" open>");
        assertThat(links.of(AliceOnline.ALICE.id()).get(0).liveText()).isEqualTo("theirs");
        String again = stale.body().replaceAll("(?s).*name=\"version\" value=\"([^\"]+)\".*", "$1");
        alice.submit(PAGE + "/" + id, "of", id, "version", again, "channel", "1/11", "live", "on", "liveText", "mine");
        assertThat(links.of(AliceOnline.ALICE.id()).get(0).liveText()).isEqualTo("mine");
    }

    @Test
    void aWebhookKeepsTheRoleThatItsFormNames() {
        accounts.clear();
        alice.submit(PAGE, "webhook", WEBHOOK, "live", "on", "role", "12");
        String id = links.of(AliceOnline.ALICE.id()).get(0).id();

        alice.submit(PAGE + "/" + id, "of", id, "webhook", "", "live", "on", "role", "12", "liveText", "Hello");

        assertThat(links.of(AliceOnline.ALICE.id()).get(0).roleId()).isEqualTo("12");
        assertThat(links.of(AliceOnline.ALICE.id()).get(0).liveText()).isEqualTo("Hello");
    }

    @Test
    void aWebhookIsLinkedByApiAndPageAndNeverShownAgain() {
        accounts.clear();
        String body = "{\"webhook\":\"" + WEBHOOK + "\",\"post\":[\"live\"],\"roleId\":\"12\"}";

        HttpResponse<String> made = alice.send("POST", LINKS, body);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        JsonNode link = Json.read(made.body());
        assertThat(link.path("way").asText()).isEqualTo("webhook");
        assertThat(link.path("channelId").asText()).isEqualTo("31");
        assertThat(alice.send("POST", LINKS, body).statusCode()).isEqualTo(409);
        String one = LINKS + "/" + link.path("id").asText();
        HttpResponse<String> changed = alice.send("PUT", one, "{\"post\":[\"live\",\"raid\"]}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(Json.read(changed.body()).path("post")).hasSize(2);
        HttpResponse<String> elsewhere =
                alice.send("POST", LINKS, body.replace("https://discord.com", "https://example.org"));
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("Copy Webhook URL");
        assertThat(made.body() + alice.get(LINKS).body() + changed.body() + elsewhere.body())
                .doesNotContain(TOKEN);
        String page = alice.get(PAGE).body();
        assertThat(page).contains("Webhook \"Captain\"", "Link webhook").doesNotContain(TOKEN);
        assertThat(saved(alice.submit(PAGE + "/" + link.path("id").asText(), "webhook", "", "raid", "on", "role", "")))
                .contains("Saved.", "Posts raids that arrive.");
        assertThat(alice.submit(PAGE, "webhook", WEBHOOK.replace("77", "78"), "live", "on", "role", "")
                        .body())
                .contains("Not saved", "know this webhook")
                .doesNotContain(TOKEN);
        assertThat(alice.send("DELETE", one, "").statusCode()).isEqualTo(204);
        assertThat(saved(alice.submit(PAGE, "webhook", WEBHOOK, "live", "on", "role", "")))
                .contains("Linked.")
                .doesNotContain(TOKEN);
    }

    /** The page that a saved form leads to, so that a reload does not send it again. */
    private String saved(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return alice.get(answer.headers().firstValue("Location").orElseThrow()).body();
    }

    @Test
    void aLinkToThePageClaimsOnlyWhatThePageCanDo() {
        assertThat(alice.get(PAGE + "?done=linked").body()).contains("Linked.");
        assertThat(alice.get(PAGE + "?done=deleted-everything").body()).doesNotContain("deleted-everything");
    }

    /** Discord, where one webhook is known. */
    private static final class OneWebhook implements Webhooks {
        @Override
        public Looked look(WebhookAddress address) {
            return address.id().equals("77") && address.token().reveal().equals(TOKEN)
                    ? new Looked.Found("3", "31", "Captain")
                    : new Looked.Unknown();
        }

        @Override
        public Outcome post(WebhookAddress address, Post post) {
            throw new AssertionError("nothing is posted here");
        }

        @Override
        public Outcome edit(WebhookAddress address, String messageId, Post post) {
            throw new AssertionError("nothing is edited here");
        }
    }

    @Test
    void whoHasNoDiscordAccountIsLedToIt() {
        accounts.clear();

        assertThat(alice.get(PAGE).body())
                .contains("href=\"/auth/discord?page=/dashboard/100/discord\"")
                .doesNotContain("Link channel");
    }

    @Test
    void theApiIsDescribed() {
        JsonNode description = Json.read(server.get("/api/openapi.json").body());

        assertThat(description.at("/paths").has(LINKS.replace("100", "{id}"))).isTrue();
        assertThat(description.at("/components/schemas/DiscordLink/properties/state/enum"))
                .hasSize(2);
    }
}
