package bot.herald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import bot.herald.discord.DiscordBot.Asked;
import bot.herald.discord.DiscordBot.Outcome;
import bot.herald.discord.DiscordBot.Standing;
import bot.herald.identity.DiscordUserId;
import bot.herald.simulator.discord.DiscordOptions;
import bot.herald.simulator.discord.DiscordSimulator;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the bot does when Discord closes its connection, for each of Discord's reasons. */
class GatewayEndsTest {
    private static final DiscordBot.Post POST = new DiscordBot.Post("hi", "t", "https://twitch.tv/a", "", "", "");

    @TempDir
    Path folder = Path.of("");

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger discord = (Logger) LoggerFactory.getLogger(BotConnection.class);
    private DiscordRig rig;
    private String server;

    @BeforeEach
    void begin() {
        rig = new DiscordRig(folder, DiscordOptions.defaults());
        server = rig.discord.newServer("Olga's", rig.id("olga").value());
        rig.discord.addBot(server, DiscordSimulator.INVITED);
        rig.start();
        await().atMost(DiscordRig.LONG).until(() -> rig.servers.standing() == Standing.CONNECTED);
        lines.start();
        discord.setLevel(Level.INFO);
        root.addAppender(lines);
    }

    @AfterEach
    void stop() {
        root.detachAppender(lines);
        discord.setLevel(null);
        rig.close();
    }

    private List<String> logged(Level level) {
        return List.copyOf(lines.list).stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private void hearsOf(String name) {
        rig.discord.renameServer(server, name);
        await().atMost(DiscordRig.LONG)
                .until(() -> rig.store.server(server).orElseThrow().name().equals(name));
    }

    @ParameterizedTest
    @Tag("full")
    @ValueSource(ints = {1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009})
    void itComesBackAndHearsWhatHappens(int code) {
        hearsOf("Before");

        rig.discord.gateway().close(code);

        hearsOf("After " + code);
        assertThat(logged(Level.WARN)).isEmpty();
    }

    @Test
    @Tag("full")
    void itGoesOnWithItsSessionAfterACutAndWhenItIsAskedToReconnect() {
        rig.discord.gateway().cut();
        hearsOf("After a cut");
        rig.discord.gateway().askToReconnect();
        hearsOf("After it was asked");

        assertThat(rig.discord.gateway().identifies()).isEqualTo(1);
        assertThat(logged(Level.WARN)).isEmpty();
    }

    /** Who comes back at once, again and again, uses up the thousand sessions a day, and loses the token. */
    @ParameterizedTest
    @Tag("full")
    @ValueSource(ints = {4010, 4011, 4013})
    void whatDiscordRefusesIsToldAndTriedAgainAfterAPause(int code) {
        rig.discord.gateway().refuse(code);
        await().atMost(DiscordRig.LONG)
                .until(() -> logged(Level.INFO).stream().anyMatch(line -> line.contains("connecting again in")));
        rig.discord.requests().clear();

        await().during(Duration.ofSeconds(2))
                .atMost(DiscordRig.LONG)
                .until(() -> rig.discord.requests().all().isEmpty());
        rig.discord.gateway().refuse(0);

        hearsOf("Let in again");
        assertThat(logged(Level.WARN)).hasSize(1).allMatch(line -> line.contains(String.valueOf(code)));
    }

    @Test
    @Tag("full")
    void aTokenThatWasResetIsToldOnceAndNotTriedAgain() {
        rig.discord.resetBotToken("another");
        await().atMost(DiscordRig.LONG).until(() -> rig.servers.standing() == Standing.REFUSED);
        rig.discord.requests().clear();

        await().during(Duration.ofSeconds(3))
                .atMost(DiscordRig.LONG)
                .until(() -> rig.discord.requests().all().isEmpty());

        assertThat(logged(Level.WARN)).hasSize(1).allMatch(line -> line.contains("discord.bot-token"));
    }

    /** What JDA tells of a connection after it was closed must not be taken for the next one's. */
    @Test
    @Tag("full")
    void closingWhileItConnectsIsNoFault() throws InterruptedException {
        rig.servers.close();
        CountDownLatch goOn = openAndHoldAtTheServer();
        rig.bot.close();
        rig.bot.open(event -> {});
        goOn.countDown();

        await().atMost(DiscordRig.LONG).until(() -> rig.bot.standing() == Standing.CONNECTED);
        rig.discord.gateway().awaitSessions(1, DiscordRig.LONG);
        assertThat(rig.bot.post(server, rig.discord.firstChannel(server), "n1", POST))
                .isInstanceOf(Outcome.Done.class);
        assertThat(logged(Level.WARN)).isEmpty();
        rig.bot.close();
    }

    /** JDA shuts down as soon as Discord has ended the connection, and reports that when it has reported all else. */
    @Test
    @Tag("full")
    void whatIsSaidWhileTheConnectionShutsDownWasNotSentAndWaitsForTheNext() throws InterruptedException {
        rig.servers.close();
        CountDownLatch goOn = openAndHoldAtTheServer();
        DiscordUserId olga = rig.id("olga");
        assertThat(rig.bot.member(server, olga)).isInstanceOf(Asked.Is.class);

        rig.discord.gateway().refuse(4010);
        await().atMost(DiscordRig.LONG)
                .until(() ->
                        rig.bot.member(server, olga).equals(new Asked.Failed("Herald is not connected to Discord")));

        assertThat(rig.bot.post(server, rig.discord.firstChannel(server), "n1", POST))
                .isEqualTo(new Outcome.Later("Herald is not connected to Discord", false));
        assertThat(rig.discord.messages()).isEmpty();
        goOn.countDown();
        await().atMost(DiscordRig.LONG).until(() -> rig.bot.standing() == Standing.CLOSED);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return ends the hold */
    private CountDownLatch openAndHoldAtTheServer() throws InterruptedException {
        CountDownLatch hearing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        rig.bot.open(event -> {
            if (event instanceof BotEvent.ServerIs) {
                hearing.countDown();
                awaitUninterruptibly(goOn);
            }
        });
        assertThat(hearing.await(40, TimeUnit.SECONDS)).isTrue();
        return goOn;
    }
}
