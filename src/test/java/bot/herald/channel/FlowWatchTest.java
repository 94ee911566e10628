package bot.herald.channel;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.CredentialKey;
import bot.herald.auth.Purpose;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.DesiredSubscription;
import bot.herald.subscription.WrittenDirectory;
import bot.herald.testing.Accounts;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FlowWatchTest {
    private static final TwitchUserId ALICE = new TwitchUserId("1");
    private static final DesiredSubscription CHAT = new DesiredSubscription(
            "channel.chat.message", "1", Map.of("broadcaster_user_id", "1"), ALICE, CredentialKey.channel(ALICE));
    private static final String WHO = "broadcaster=1 login=user1 ";

    @TempDir
    private Path folder;

    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(FlowWatch.class);
    private final List<Duration> recoveries = new ArrayList<>();
    private Accounts accounts;
    private WrittenDirectory subscriptions;
    private FlowWatch watch;
    private boolean leads = true;

    @BeforeEach
    void hearAlice() {
        told.start();
        log.setLevel(Level.INFO);
        log.addAppender(told);
        accounts = new Accounts(folder);
        accounts.grant(ALICE, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        subscriptions = new WrittenDirectory(accounts.clock);
        watch = new FlowWatch(
                accounts.channels,
                new ChannelHealth(accounts.channels, accounts.credentials, subscriptions.read()),
                subscriptions.read(),
                () -> leads,
                (id, cause, lasted) -> recoveries.add(lasted),
                accounts.clock);
        watch.recurring();
        subscriptions.plan(CHAT);
        heard();
        watch.look();
        assertThat(lines()).containsExactly("INFO " + WHO + "events arrive, subscriptions=1");
        told.list.clear();
    }

    @AfterEach
    void close() {
        log.detachAppender(told);
        log.setLevel(null);
        accounts.close();
    }

    private void heard() {
        subscriptions.heard(CHAT);
    }

    private void lost() {
        subscriptions.lost(CHAT, "lost its connection");
        watch.look();
    }

    private void lookAfter(Duration time) {
        accounts.clock.advance(time);
        watch.look();
    }

    private List<String> lines() {
        return told.list.stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    @Test
    void tenSecondsOfSilenceAreToldOnceAndHowLongTheyLasted() {
        lost();
        lookAfter(Duration.ofMillis(9_999));
        assertThat(lines()).isEmpty();
        lookAfter(Duration.ofMillis(1));
        lookAfter(Duration.ofSeconds(20));
        assertThat(lines())
                .containsExactly("WARN " + WHO
                        + "status=degraded some events do not arrive: channel.chat.message lost its connection");

        told.list.clear();
        heard();
        watch.look();

        assertThat(lines()).containsExactly("INFO " + WHO + "events arrive again after 30.0 s");
        assertThat(recoveries).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void whoBeginsToLeadRepeatsNothing() {
        leads = false;
        lost();
        lookAfter(FlowWatch.PATIENCE);
        assertThat(lines()).isEmpty();
        leads = true;
        lookAfter(Duration.ofSeconds(10));
        assertThat(lines()).as("the instance that led has said so").isEmpty();

        heard();
        watch.look();
        assertThat(lines()).containsExactly("INFO " + WHO + "events arrive again after 20.0 s");
    }

    @Test
    void aShortSilenceIsToldWhenItIsOver() {
        lost();
        lookAfter(Duration.ofSeconds(2));
        heard();
        watch.look();
        assertThat(lines()).containsExactly("INFO " + WHO + "events arrive again after 2.0 s");
    }

    @Test
    void silenceBeginsAnewAfterEachTimeThatTheChannelWasHeard() {
        for (int time = 0; time < 3; time++) {
            lost();
            lookAfter(Duration.ofSeconds(6));
            heard();
            watch.look();
        }
        assertThat(lines()).hasSize(3).allMatch(line -> line.endsWith("events arrive again after 6.0 s"));
    }

    @Test
    void aClockThatIsSetBackPutsOffNoWarning() {
        lost();
        accounts.clock.set(Duration.ofHours(-1));
        lookAfter(Duration.ofSeconds(1));
        lookAfter(FlowWatch.PATIENCE);
        assertThat(lines()).hasSize(1).first().asString().startsWith("WARN ");
        heard();
        lookAfter(Duration.ofSeconds(1));

        assertThat(lines().get(1)).contains("events arrive again after ").doesNotContain("after -");
    }
}
