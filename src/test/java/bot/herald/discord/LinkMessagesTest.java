package bot.herald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.discord.Link.Kind;
import bot.herald.discord.LinkMessage.Other;
import bot.herald.discord.login.DiscordHttp;
import bot.herald.event.Account;
import bot.herald.event.ChannelUpdated;
import bot.herald.event.EventOrigin;
import bot.herald.event.RaidReceived;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import bot.herald.identity.DiscordUserId;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.simulator.Fault;
import bot.herald.simulator.discord.DiscordFaults;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import bot.herald.simulator.discord.PostedMessage;
import bot.herald.storage.JdbiDiscordLinks;
import bot.herald.storage.JdbiLinkMessages;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is told on Discord, against the simulated one. */
class LinkMessagesTest {
    private static final TwitchUserId ALICE = new TwitchUserId("100");
    private static final String TITLE = "Any% *attempts*";
    private static final TwitchUserId BOB = new TwitchUserId("200");

    @TempDir
    Path folder = Path.of("");

    private DiscordRig rig;
    private JdbiDiscordLinks links;
    private JdbiLinkMessages store;
    private DiscordLinks book;
    private LinkMessages messages;
    private LinkMessageSender posts;
    private DiscordUserId owner;
    private String server;
    private String channel;

    @BeforeEach
    void start() {
        rig = new DiscordRig(folder, DiscordOptions.defaults());
        links = new JdbiDiscordLinks(rig.database.database(), rig.database.cipher());
        store = new JdbiLinkMessages(rig.database.database());
        owner = rig.id("olga");
        server = rig.discord.newServer("Olga's", owner.value());
        channel = rig.discord.firstChannel(server);
        book = new DiscordLinks(
                links,
                new LinkRules(rig.store, (person, broadcaster) -> true),
                person -> Optional.of(owner),
                () -> rig.bot.standing(),
                webhooks(),
                () -> posts.soon(),
                rig.config());
        rig.servers = rig.newServers(rig.bot, book::changed);
        posts = newPosts(rig.bot, store);
        messages =
                new LinkMessages(links, store, id -> name(id), posts::soon, Duration.ofMillis(200), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        posts.close();
        rig.close();
    }

    private LinkMessageSender newPosts(DiscordBot bot, LinkMessage.Store tellingStore) {
        return newPosts(bot, tellingStore, book::objection);
    }

    private LinkMessageSender newPosts(
            DiscordBot bot, LinkMessage.Store tellingStore, Function<Link, String> objection) {
        StreamLookup lookup = ids -> new StreamLookup.Answer.Found(
                Map.of(ALICE, new StreamState(Optional.of(Instant.now()), TITLE, "Chess")));
        return new LinkMessageSender(new LinkMessageSender.Needs(
                new Outlets(Optional.of(bot), webhooks(), links),
                links,
                tellingStore,
                objection,
                () -> {},
                new LinkMessageText(
                        new StreamDirectory(lookup, Clock.systemUTC()),
                        LinkMessagesTest::name,
                        id -> Language.EN,
                        RandomGenerator.getDefault(),
                        Clock.systemUTC()),
                () -> true,
                Clock.systemUTC()));
    }

    private Webhooks webhooks() {
        return new HttpWebhooks(
                new DiscordHttp(URI.create("http://localhost:8080")),
                rig.config().endpoints().api(),
                Clock.systemUTC());
    }

    private static Other name(TwitchUserId id) {
        return id.equals(ALICE) ? new Other("alice", "Alice_", 0) : new Other("bob", "Bob", 0);
    }

    private void connect() {
        rig.discord.addBot(server, DiscordSimulator.INVITED);
        rig.start();
        rig.login("olga");
        await().atMost(DiscordRig.LONG)
                .until(() -> rig.store.manages(server, owner)
                        && rig.store
                                .server(server)
                                .flatMap(here -> here.channel(channel))
                                .isPresent());
        posts.start();
    }

    private DiscordLinks.Wish wish(String role, Kind... kinds) {
        return new DiscordLinks.Wish(
                server, channel, role, Set.of(kinds), Link.DEFAULT_LIVE_TEXT, Link.DEFAULT_RAID_TEXT, Optional.empty());
    }

    private Link link(String role, Kind... kinds) {
        return ((DiscordLinks.Result.Done) book.link(ALICE, ALICE, wish(role, kinds))).link();
    }

    private static EventOrigin origin(String type) {
        return new EventOrigin(UUID.randomUUID().toString(), type, Instant.now());
    }

    private void online(TwitchUserId id, String streamId) {
        messages.handle(new StreamOnline(origin("stream.online"), id, streamId, Instant.now()));
    }

    private void offline(TwitchUserId id) {
        messages.handle(new StreamOffline(origin("stream.offline"), id));
    }

    private PostedMessage only() {
        return rig.discord
                .awaitMessages(all -> all.size() == 1, DiscordRig.LONG)
                .get(0);
    }

    @Test
    void aStreamIsOneMessageThatChangesWhileItRunsAndIsClosedWithItsLength() {
        connect();
        String role = rig.discord.newRole(server, "Fans", 0);
        rig.discord.mentionable(server, role);
        await().atMost(DiscordRig.LONG)
                .until(() -> rig.store.server(server).orElseThrow().role(role).isPresent());
        link(role, Kind.LIVE);

        online(ALICE, "s1");

        PostedMessage live = only();
        assertThat(live.content()).isEqualTo("<@&" + role + "> Alice\\_ is live!");
        assertThat(live.pings()).containsExactly(role);
        assertThat(live.embeds().get(0).path("title").asText()).isEqualTo("Any% \\*attempts\\*");
        assertThat(live.footer()).isEqualTo("Live now");
        messages.handle(new ChannelUpdated(origin("channel.update"), ALICE, "Low% now @everyone", "Go", "en"));
        rig.discord.awaitMessages(
                all -> all.get(0).embeds().get(0).path("title").asText().startsWith("Low% now"), DiscordRig.LONG);
        offline(ALICE);
        rig.discord.awaitMessages(all -> all.get(0).footer().startsWith("Was live for"), DiscordRig.LONG);
        assertThat(rig.discord.messages()).hasSize(1);
        assertThat(only().pings()).containsExactly(role);
    }

    @Test
    void aStreamThatFlapsUnderNewIdsIsToldOnce() {
        connect();
        link("", Kind.LIVE);
        online(ALICE, "s1");
        only();
        for (int flap = 2; flap < 6; flap++) {
            offline(ALICE);
            online(ALICE, "s" + flap);
            online(ALICE, "s" + flap);
        }
        offline(ALICE);

        rig.discord.awaitMessages(all -> all.get(0).footer().startsWith("Was live for"), DiscordRig.LONG);
        assertThat(rig.discord.messages()).hasSize(1);
    }

    @Test
    void raidsAreToldOnBothSidesAndWordsOfViewersAreEscaped() {
        connect();
        link("", Kind.RAID, Kind.RAID_SENT);

        messages.handle(new RaidReceived(
                origin("channel.raid"), ALICE, new Account(BOB, new TwitchLogin("bob"), "B @everyone **x**"), 1));
        assertThat(only().content()).isEqualTo("B \\@everyone \\*\\*x\\*\\* raids Alice\\_ with 1 viewer.");
        messages.handle(new RaidReceived(
                origin("channel.raid"), BOB, new Account(ALICE, new TwitchLogin("alice"), "Alice_"), 42));

        List<PostedMessage> all = rig.discord.awaitMessages(now -> now.size() == 2, DiscordRig.LONG);
        assertThat(all.get(1).content()).isEqualTo("Alice\\_ raids Bob with 42 viewers.");
        assertThat(all).allMatch(message -> message.pings().isEmpty());
    }

    /** How long it was, nobody knows who was not there when it ended. */
    @Test
    void whatNobodyHeardOfIsToldWhenItIsSeen() {
        connect();
        link("", Kind.LIVE);
        Instant since = Instant.now().minus(Duration.ofMinutes(30));
        StreamState live = new StreamState(Optional.of(since), TITLE, "Chess");
        messages.compare(id -> Optional.of(live));
        messages.handle(new StreamOnline(origin("stream.online"), ALICE, "s1", since));
        posts.soon();
        only();

        messages.compare(id -> Optional.of(new StreamState(Optional.empty(), TITLE, "Chess")));
        posts.soon();

        rig.discord.awaitMessages(all -> all.get(0).footer().equals("No longer live"), DiscordRig.LONG);
        assertThat(rig.discord.messages()).hasSize(1);
    }

    /** The answer is lost, and the process with it: another one finds what was begun. */
    @Test
    void whatWasPostedJustBeforeTheLeaderDiedIsNotPostedAgain() {
        connect();
        link("", Kind.LIVE);
        rig.discord.faults().next("POST", "/api/v10/channels/", 1, Fault.resetAfterProcessing());

        online(ALICE, "s1");

        only();
        posts.close();
        posts = newPosts(rig.bot, store);
        posts.start();
        await().atMost(DiscordRig.LONG)
                .until(() -> store.lastStream(links.of(ALICE).get(0).id())
                                .orElseThrow()
                                .state()
                        == LinkMessage.State.POSTED);
        assertThat(rig.discord.messages()).hasSize(1);
        assertThat(rig.discord.requests().all().stream()
                        .filter(entry ->
                                entry.method().equals("POST") && entry.path().endsWith("/messages"))
                        .count())
                .isGreaterThan(1);
    }

    @Test
    void aChannelThatIsClosedPausesTheLinkWithWhatHelpsAndGoesOnWhenItIsOpenAgain() {
        connect();
        link("", Kind.LIVE);
        rig.discord.overwrite(channel, 0, DiscordSimulator.SEND_MESSAGES);
        await().atMost(DiscordRig.LONG).until(() -> links.of(ALICE).get(0).isPaused());
        assertThat(links.of(ALICE).get(0).paused()).contains("Send Messages").contains("permissions");

        online(ALICE, "s1");
        rig.discord.overwrite(channel, 0, 0);

        assertThat(only().content()).contains("is live");
        assertThat(links.of(ALICE).get(0).isPaused()).isFalse();
        assertThat(rig.discord.requests().all()).noneMatch(entry -> entry.status() == 403);
    }

    /** No event tells when it is over, so the link must not wait for one. */
    @Test
    void aBotThatIsTimedOutTellsWhenThatIsOver() {
        connect();
        link("", Kind.LIVE);
        Instant end = Instant.now().plusSeconds(3);
        rig.discord.timeOut(server, rig.discord.clientId(), end);
        rig.discord.renameServer(server, "Renamed after that");
        await().atMost(DiscordRig.LONG)
                .until(() -> rig.store.server(server).orElseThrow().name().startsWith("Renamed"));

        online(ALICE, "s1");

        assertThat(only().at()).isAfterOrEqualTo(end);
        assertThat(links.of(ALICE).get(0).isPaused()).isFalse();
        assertThat(rig.discord.requests().all()).noneMatch(entry -> entry.status() == 403);
    }

    @Test
    void aDeletedChannelPausesTheLinkAndAnotherOneCanTakeItsPlace() {
        connect();
        Link link = link("", Kind.LIVE);
        String other = rig.discord.newChannel(server, "news");
        rig.discord.deleteChannel(channel);
        await().atMost(DiscordRig.LONG).until(() -> links.of(ALICE).get(0).isPaused());
        channel = other;
        await().atMost(DiscordRig.LONG)
                .until(() ->
                        rig.store.server(server).orElseThrow().channel(other).isPresent());

        assertThat(book.change(ALICE, ALICE, link.id(), wish("", Kind.LIVE)))
                .isInstanceOf(DiscordLinks.Result.Done.class);
        online(ALICE, "s1");
        assertThat(only().channelId()).isEqualTo(other);
    }

    @Test
    void whoDoesNotManageTheServerCannotLinkItAndWhoDoesNotAnyMoreHasUsedUpTheLink() {
        connect();
        link("", Kind.LIVE);
        String foreign = rig.discord.newServer("Rita's", rig.id("rita").value());
        rig.discord.addBot(foreign, DiscordSimulator.INVITED);
        DiscordLinks.Wish forged = new DiscordLinks.Wish(
                foreign,
                rig.discord.firstChannel(foreign),
                "",
                Set.of(Kind.LIVE),
                Link.DEFAULT_LIVE_TEXT,
                Link.DEFAULT_RAID_TEXT,
                Optional.empty());
        await().atMost(DiscordRig.LONG).until(() -> rig.store.server(foreign).isPresent());

        assertThat(book.link(ALICE, ALICE, forged)).isInstanceOf(DiscordLinks.Result.Refused.class);
        assertThat(links.ofServer(foreign)).isEmpty();
        rig.discord.join(server, rig.id("max").value());
        rig.discord.changeOwner(server, rig.id("max").value());
        await().atMost(DiscordRig.LONG).until(() -> links.of(ALICE).get(0).isPaused());
        assertThat(links.of(ALICE).get(0).paused()).contains("link it again");
    }

    @Test
    void whatAStopBreaksOffIsNoFault() throws InterruptedException {
        connect();
        link("", Kind.LIVE);
        posts.close();
        online(ALICE, "1");
        CountDownLatch begun = new CountDownLatch(1);
        posts = newPosts(rig.bot, store, link -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(new SQLException("interrupted while it waited for a connection", e));
            }
            return "";
        });
        Logger log = (Logger) LoggerFactory.getLogger(LinkMessageSender.class);
        Level before = log.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.list = new CopyOnWriteArrayList<>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.DEBUG);
        try {
            posts.start();
            begun.await();
            posts.close();

            await().atMost(DiscordRig.LONG).until(() -> !lines.list.isEmpty());
            assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.DEBUG);
        } finally {
            log.setLevel(before);
            log.detachAppender(lines);
        }
    }

    @Test
    void cloudflareIsNotCalledAgainAtOnce() {
        connect();
        link("", Kind.LIVE);
        rig.discord.faults().next("POST", "/api/v10/channels/", 100, DiscordFaults.cloudflare());

        online(ALICE, "s1");

        await().atMost(DiscordRig.LONG).until(() -> rig.discord.faults().left() < 100);
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> rig.discord.faults().left() >= 97);
    }

    @Test
    void aChannelThatDoesNotAnswerKeepsNoOtherWaiting() {
        connect();
        link("", Kind.LIVE);
        rig.discord
                .faults()
                .next(
                        "POST",
                        "/api/v10/channels/" + channel,
                        100,
                        Fault.unfinished(Fault.Way.TRICKLE, Duration.ofMinutes(2)));
        online(ALICE, "s1");
        await().atMost(DiscordRig.LONG).until(() -> rig.discord.faults().left() < 100);
        String other = rig.discord.newChannel(server, "news");
        await().atMost(DiscordRig.LONG)
                .until(() ->
                        rig.store.server(server).orElseThrow().channel(other).isPresent());
        channel = other;
        link("", Kind.RAID);

        messages.handle(
                new RaidReceived(origin("channel.raid"), ALICE, new Account(BOB, new TwitchLogin("bob"), "Bob"), 1));

        // The other one is given up after 25 seconds.
        assertThat(rig.discord
                        .awaitMessages(all -> !all.isEmpty(), Duration.ofSeconds(12))
                        .get(0)
                        .channelId())
                .isEqualTo(other);
    }

    @Test
    void manyChannelsThatFlapWhileTheyGoLiveAreToldOnceEach() {
        manyFlap(40);
    }

    @Test
    @Tag("recovery")
    void aThousandChannelsThatFlapWhileTheyGoLiveAreToldOnceEach() {
        manyFlap(1_000);
    }

    private void manyFlap(int count) {
        connect();
        for (int i = 0; i < count; i++) {
            String name = "news-" + i;
            channel = rig.discord.newChannel(server, name);
            String made = channel;
            TwitchUserId id = new TwitchUserId(Integer.toString(1000 + i));
            links.add(new Link(
                    "link" + i,
                    id,
                    server,
                    made,
                    "",
                    Set.of(Kind.LIVE),
                    Link.DEFAULT_LIVE_TEXT,
                    Link.DEFAULT_RAID_TEXT,
                    "",
                    id,
                    new Link.Way.Bot(owner)));
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> rig.store.server(server).orElseThrow().channels().size() > count);
        for (int flap = 0; flap < 3; flap++) {
            for (int i = 0; i < count; i++) {
                TwitchUserId id = new TwitchUserId(Integer.toString(1000 + i));
                online(id, i + "-" + flap);
                if (flap < 2) {
                    offline(id);
                }
            }
        }

        rig.discord.awaitMessages(all -> all.size() >= count, Duration.ofMinutes(5));
        await().atMost(Duration.ofMinutes(5))
                .until(() -> store.due(Instant.now().plusSeconds(60), 10, true).isEmpty());
        assertThat(rig.discord.messages()).hasSize(count);
        assertThat(rig.discord.messages().stream().map(PostedMessage::channelId).distinct())
                .hasSize(count);
    }
}
