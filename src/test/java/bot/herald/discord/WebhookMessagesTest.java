package bot.herald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.config.DiscordConfig;
import bot.herald.discord.DiscordLinks.Result;
import bot.herald.discord.DiscordLinks.Wish;
import bot.herald.discord.Link.Kind;
import bot.herald.discord.LinkMessage.Other;
import bot.herald.discord.login.DiscordHttp;
import bot.herald.event.Account;
import bot.herald.event.ChannelUpdated;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.simulator.Fault;
import bot.herald.simulator.RequestLog;
import bot.herald.simulator.discord.DiscordFaults;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.simulator.discord.PostedMessage;
import bot.herald.storage.JdbiDiscordLinks;
import bot.herald.storage.JdbiLinkMessages;
import bot.herald.storage.JdbiPersonStore;
import bot.herald.storage.JdbiServerStore;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import bot.herald.testing.TestClock;
import bot.herald.testing.TestDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told by a webhook, without a bot, against the simulated Discord. */
class WebhookMessagesTest {
    private static final Duration LONG = DiscordRig.LONG;
    private static final TwitchUserId ALICE = new TwitchUserId("100");
    private static final TwitchUserId BOB = new TwitchUserId("200");
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String WEBHOOKS = "/api/v10/webhooks/";

    @TempDir
    Path folder = Path.of("");

    private DiscordSimulator discord;
    private TestDatabase database;
    private JdbiDiscordLinks links;
    private JdbiLinkMessages store;
    private DiscordLinks book;
    private LinkMessages messages;
    private LinkMessageSender posts;
    private String server;
    private String address;
    private boolean manages = true;

    @BeforeEach
    void start() {
        discord = DiscordSimulator.start(DiscordOptions.defaults());
        database = new TestDatabase(folder);
        links = new JdbiDiscordLinks(database.database(), database.cipher());
        store = new JdbiLinkMessages(database.database());
        new JdbiPersonStore(database.database())
                .loggedIn(
                        new TwitchProfile(ALICE, new TwitchLogin("alice"), "Alice_", "https://example.org/a.png"),
                        CLOCK.instant());
        server = discord.newServer("Olga's", discord.person("olga").id());
        address = discord.newWebhook(discord.firstChannel(server));
        DiscordConfig config = new DiscordConfig(
                discord.clientId(),
                new Secret(discord.clientSecret()),
                Optional.empty(),
                new DiscordConfig.Endpoints(
                        discord.baseUrl(), URI.create(discord.apiUrl()), URI.create(discord.gatewayUrl())));
        Webhooks webhooks = new HttpWebhooks(
                new DiscordHttp(URI.create("http://localhost:8080")),
                config.endpoints().api(),
                CLOCK);
        book = new DiscordLinks(
                links,
                new LinkRules(new JdbiServerStore(database.database()), (person, broadcaster) -> manages),
                person -> Optional.empty(),
                () -> DiscordBot.Standing.CLOSED,
                webhooks,
                () -> posts.soon(),
                config);
        posts = newPosts(webhooks);
        messages = new LinkMessages(
                links, store, WebhookMessagesTest::name, () -> posts.soon(), Duration.ofMillis(200), CLOCK);
        posts.start();
    }

    @AfterEach
    void stop() {
        posts.close();
        discord.close();
        database.close();
    }

    private LinkMessageSender newPosts(Webhooks webhooks) {
        StreamLookup lookup = ids -> new StreamLookup.Answer.Found(
                Map.of(ALICE, new StreamState(Optional.of(Instant.now()), "Any% *attempts*", "Chess")));
        return new LinkMessageSender(new LinkMessageSender.Needs(
                new Outlets(Optional.empty(), webhooks, links),
                links,
                store,
                book::objection,
                () -> {},
                new LinkMessageText(
                        new StreamDirectory(lookup, CLOCK),
                        WebhookMessagesTest::name,
                        id -> Language.EN,
                        RandomGenerator.getDefault(),
                        CLOCK),
                () -> true,
                CLOCK));
    }

    private static Other name(TwitchUserId id) {
        return id.equals(ALICE) ? new Other("alice", "Alice_", 0) : new Other("bob", "Bob", 0);
    }

    private static Wish wish(String webhook, String role, Kind... kinds) {
        return new Wish(
                "",
                "",
                role,
                Set.of(kinds),
                Link.DEFAULT_LIVE_TEXT,
                Link.DEFAULT_RAID_TEXT,
                Optional.of(new Secret(webhook)));
    }

    private Link link(Kind... kinds) {
        return ((Result.Done) book.link(ALICE, ALICE, wish(address, "", kinds))).link();
    }

    private Link only() {
        return links.of(ALICE).get(0);
    }

    private static EventOrigin origin(String type) {
        return new EventOrigin(UUID.randomUUID().toString(), type, Instant.now());
    }

    private void online() {
        messages.handle(new StreamOnline(origin("stream.online"), ALICE, "s1", Instant.now()));
    }

    private void raid() {
        messages.handle(new RaidReceived(
                origin("channel.raid"), ALICE, new Account(BOB, new TwitchLogin("bob"), "B @everyone"), 1));
    }

    private void awaitState(LinkMessage.State state) {
        await().atMost(LONG)
                .until(() ->
                        store.lastStream(only().id()).map(LinkMessage::state).equals(Optional.of(state)));
    }

    private List<RequestLog.Entry> posted() {
        return discord.requests().all().stream()
                .filter(entry -> entry.method().equals("POST") && entry.path().startsWith(WEBHOOKS))
                .toList();
    }

    @Test
    void aStreamIsOneMessageThatIsEditedAndClosedAndPingsOneRole() {
        String role = discord.newRole(server, "Fans", 0);
        assertThat(book.link(ALICE, ALICE, wish(address, role, Kind.LIVE, Kind.RAID)))
                .isInstanceOf(Result.Done.class);

        online();

        PostedMessage live = discord.awaitMessages(all -> all.size() == 1, LONG).get(0);
        assertThat(live.webhookId()).isNotNull();
        assertThat(live.content()).isEqualTo("<@&" + role + "> Alice\\_ is live!");
        assertThat(live.pings()).containsExactly(role);
        assertThat(live.embeds().get(0).path("title").asText()).isEqualTo("Any% \\*attempts\\*");
        messages.handle(new ChannelUpdated(origin("channel.update"), ALICE, "Low% @everyone", "Go", "en"));
        discord.awaitMessages(
                all -> all.get(0).embeds().get(0).path("title").asText().startsWith("Low%"), LONG);
        messages.handle(new StreamOffline(origin("stream.offline"), ALICE));
        discord.awaitMessages(all -> all.get(0).footer().startsWith("Was live for"), LONG);
        raid();
        List<PostedMessage> all = discord.awaitMessages(now -> now.size() == 2, LONG);
        assertThat(all.get(0).pings()).containsExactly(role);
        assertThat(all.get(1).pings()).isEmpty();
        assertThat(discord.gateway().identifies()).isZero();
    }

    /** No nonce tells Discord that a message came before. */
    @ParameterizedTest
    @ValueSource(ints = {0, 500, 502})
    void whatMayHaveBeenPostedIsNotPostedAgain(int status) {
        link(Kind.LIVE);
        discord.faults()
                .next(
                        "POST",
                        WEBHOOKS,
                        1,
                        status == 0 ? Fault.resetAfterProcessing() : Fault.statusAfterProcessing(status));

        online();

        awaitState(LinkMessage.State.GIVEN_UP);
        assertThat(discord.messages()).hasSize(1);
        assertThat(posted()).hasSizeLessThanOrEqualTo(1);
        assertThat(store.due(Instant.now().plusSeconds(3600), 10, true)).isEmpty();
    }

    @Test
    void whatWasBegunBeforeTheLeaderDiedIsNotPostedAgain() {
        link(Kind.LIVE);
        posts.close();
        online();
        store.posting(store.lastStream(only().id()).orElseThrow(), Instant.now());
        posts = newPosts(new NoWebhooks());

        posts.start();

        awaitState(LinkMessage.State.GIVEN_UP);
        assertThat(posted()).isEmpty();
    }

    @Test
    void whatDiscordDidNotTakeIsPostedLater() {
        link(Kind.LIVE);
        discord.faults().next("POST", WEBHOOKS, 1, DiscordFaults.limited(1));

        online();

        discord.awaitMessages(all -> all.size() == 1, LONG);
        awaitState(LinkMessage.State.POSTED);
        assertThat(discord.messages()).hasSize(1);
    }

    @Test
    void cloudflareIsNotCalledAgainAtOnce() {
        link(Kind.LIVE, Kind.RAID);
        discord.faults().next("POST", WEBHOOKS, 100, DiscordFaults.cloudflare());

        online();

        await().atMost(LONG).until(() -> discord.faults().left() < 100);
        raid();
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> discord.faults().left() >= 99);
    }

    @Test
    void aWebhookThatIsGonePausesTheLinkAndIsNotCalledAgainUntilThereIsAnother() {
        Link link = link(Kind.LIVE, Kind.RAID);
        discord.deleteWebhook(address.replaceAll(".*/webhooks/([0-9]+)/.*", "$1"));

        online();

        await().atMost(LONG).until(() -> only().isPaused());
        assertThat(only().paused()).contains("Make a new one").doesNotContain(token());
        raid();
        assertThat(book.change(ALICE, ALICE, link.id(), wish("", "", Kind.LIVE)))
                .isInstanceOf(Result.Done.class);
        assertThat(only().isPaused()).isTrue();
        assertThat(store.due(Instant.now().plusSeconds(3600), 10, true)).isEmpty();
        assertThat(posted()).hasSize(1);
        address = discord.newWebhook(discord.newChannel(server, "news"));
        assertThat(book.change(ALICE, ALICE, link.id(), wish(address, "", Kind.LIVE, Kind.RAID)))
                .isInstanceOf(Result.Done.class);
        discord.awaitMessages(all -> all.size() == 2, LONG);
        assertThat(only().isPaused()).isFalse();
    }

    @Test
    void whoBroughtItHasToManageTheChannelWhenSomethingIsTold() {
        link(Kind.LIVE);
        manages = false;

        online();

        await().atMost(LONG).until(() -> only().isPaused());
        assertThat(posted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "http://discord.com/api/webhooks/1/AAAAAAAAAAAAAAAAAAAAAAAA",
                "https://discord.com.example.org/api/webhooks/1/AAAAAAAAAAAAAAAAAAAAAAAA",
                "https://example.org/https://discord.com/api/webhooks/1/AAAAAAAAAAAAAAAAAAAAAAAA",
                "https://discord.com@example.org/api/webhooks/1/AAAAAAAAAAAAAAAAAAAAAAAA",
                "https://127.0.0.1/api/webhooks/1/AAAAAAAAAAAAAAAAAAAAAAAA",
                "https://discord.com/api/webhooks/1/../../users/@me",
                "https://discord.com/api/webhooks/1/AAAAAAAAAAAAAAAAAAAAAAAA?thread_id=1",
                "https://discord.com/api/webhooks/1/AAAAAAAAAAAAAAAAAAAAAAAA/slack",
                "https://discord.com/api/webhooks/1/short"
            })
    void anAddressElsewhereIsRefusedAndNobodyIsAsked(String bad) {
        assertThat(book.link(ALICE, ALICE, wish(bad, "", Kind.LIVE)))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.sentence()).contains("Copy Webhook URL"));
        assertThat(discord.requests().all()).isEmpty();
        assertThat(links.of(ALICE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://discord.com/api/webhooks/",
                "https://discordapp.com/api/webhooks/",
                "https://canary.discord.com/api/webhooks/",
                "https://ptb.discord.com/api/v10/webhooks/"
            })
    void everyWayInWhichDiscordWritesItIsUnderstood(String start) {
        String copied = " " + start + address.substring(address.indexOf("/webhooks/") + 10) + "\n";

        assertThat(book.link(ALICE, ALICE, wish(copied, "", Kind.LIVE))).isInstanceOf(Result.Done.class);
    }

    @Test
    void itIsCheckedAtDiscordAndAChannelIsLinkedOnce() {
        assertThat(book.link(
                        ALICE, ALICE, wish(address.replaceFirst("/webhooks/[0-9]+", "/webhooks/1"), "", Kind.LIVE)))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.sentence()).contains("doesn't know this webhook"));
        assertThat(book.link(ALICE, ALICE, wish(address + "x", "", Kind.LIVE))).isInstanceOf(Result.Refused.class);
        assertThat(book.link(ALICE, ALICE, wish(address, server, Kind.LIVE)))
                .as("a role that is everyone")
                .isInstanceOf(Result.Refused.class);
        discord.faults().next("GET", WEBHOOKS, 1, Fault.html(502));
        assertThat(book.link(ALICE, ALICE, wish(address, "", Kind.LIVE)))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.sentence())
                                .contains("Try again")
                                .doesNotContain(token()));
        assertThat(links.of(ALICE)).isEmpty();

        link(Kind.LIVE);

        String another = discord.newWebhook(discord.firstChannel(server));
        assertThat(book.link(ALICE, ALICE, wish(another, "", Kind.LIVE)))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> assertThat(refused.isTaken()).isTrue());
        assertThat(wish(address, "", Kind.LIVE).toString()).doesNotContain(token());
    }

    private String token() {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static final class NoWebhooks implements Webhooks {
        @Override
        public Looked look(WebhookAddress asked) {
            throw new AssertionError("asked");
        }

        @Override
        public DiscordBot.Outcome post(WebhookAddress to, DiscordBot.Post post) {
            throw new AssertionError("posted");
        }

        @Override
        public DiscordBot.Outcome edit(WebhookAddress at, String messageId, DiscordBot.Post post) {
            throw new AssertionError("edited");
        }
    }

    @Test
    void aClockThatIsSetBackMakesNoPauseLonger() {
        TestClock clock = new TestClock();
        Webhooks webhooks = new HttpWebhooks(
                new DiscordHttp(URI.create("http://localhost:8080")), URI.create(discord.apiUrl()), clock);
        WebhookAddress one =
                WebhookAddress.copied(address, URI.create(discord.apiUrl())).orElseThrow();
        discord.faults().next("POST", WEBHOOKS, 1, DiscordFaults.cloudflare());
        DiscordBot.Post post = new DiscordBot.Post("text", "title", "https://example.org/", "", "", "");
        DiscordBot.Outcome.Later later = (DiscordBot.Outcome.Later) webhooks.post(one, post);
        clock.set(Duration.ofHours(-1));
        assertThat(webhooks.post(one, post)).isInstanceOf(DiscordBot.Outcome.Later.class);
        clock.advance(later.atLeast().orElseThrow());

        assertThat(webhooks.post(one, post)).isInstanceOf(DiscordBot.Outcome.Done.class);
    }
}
