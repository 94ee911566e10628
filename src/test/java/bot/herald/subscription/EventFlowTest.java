package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventFlowTest {
    private static final TwitchUserId ALICE = new TwitchUserId("1");
    private static final TwitchUserId BOB = new TwitchUserId("2");
    private static final String CHAT = "channel.chat.message";
    private static final String RAID = "channel.raid";

    private final TestClock clock = new TestClock();
    private final SubscriptionDirectory directory = new SubscriptionDirectory(clock);
    private final List<TwitchUserId> channels = new ArrayList<>(List.of(ALICE, BOB));
    private final EventFlow flow = new EventFlow(() -> true, () -> channels, directory, false, clock);

    private static DesiredSubscription of(TwitchUserId channel, String type) {
        return new DesiredSubscription(
                type, "1", Map.of("broadcaster_user_id", channel.value()), channel, CredentialKey.channel(channel));
    }

    private void put(TwitchUserId channel, String type, SubscriptionState state) {
        directory.put(of(channel, type), state, state == SubscriptionState.ENABLED ? "" : "because", 0);
    }

    private void follow() {
        directory.follow(new SubscriptionPlan(
                Stream.of(ALICE, BOB)
                        .flatMap(channel ->
                                Stream.of(of(channel, CHAT), of(channel, RAID), of(channel, "stream.online")))
                        .toList(),
                List.of()));
    }

    private void allHeard() {
        follow();
        for (TwitchUserId channel : List.of(ALICE, BOB)) {
            put(channel, CHAT, SubscriptionState.ENABLED);
            put(channel, RAID, SubscriptionState.ENABLED);
        }
        assertThat(flow.check().up()).isTrue();
    }

    @Test
    void withoutABotAccountNothingIsReadyAndWithoutChannelsAllIs() {
        EventFlow without = new EventFlow(() -> false, () -> channels, directory, false, clock);
        assertThat(without.check().detail()).contains("no bot account");
        channels.clear();
        assertThat(flow.check().up()).isTrue();
    }

    @Test
    void aStartIsReadyWhenTheLastChannelIsHeardNotTheFirst() {
        follow();
        assertThat(flow.check().up()).isFalse();
        put(ALICE, CHAT, SubscriptionState.ENABLED);
        put(ALICE, RAID, SubscriptionState.ENABLED);
        put(BOB, RAID, SubscriptionState.ENABLED);
        assertThat(flow.check().detail()).contains("1 of 2 channels").contains("2 channel.chat.message");
        put(BOB, CHAT, SubscriptionState.ENABLED);
        assertThat(flow.check().up()).isTrue();
    }

    @Test
    void whatOutlivesTheProcessMayBeHeardBeforeItIsKnown() {
        EventFlow overConduit = new EventFlow(() -> true, () -> channels, directory, true, clock);
        follow();
        put(ALICE, CHAT, SubscriptionState.ENABLED);
        assertThat(overConduit.check().up()).isTrue();
    }

    @Test
    void aChannelThatIsNotHeardForMoreThanTwoSecondsIsSaid() {
        allHeard();
        put(BOB, CHAT, SubscriptionState.RETRYING);
        assertThat(flow.check().up()).isTrue();
        clock.advance(Duration.ofSeconds(2));
        assertThat(flow.check().detail())
                .isEqualTo("Herald misses events of 1 of 2 channels, such as 2 channel.chat.message: because");
        put(BOB, CHAT, SubscriptionState.ENABLED);
        assertThat(flow.check().up()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"REFUSED", "REVOKED", "MISSING_SCOPE"})
    void whatOneChannelHasToMendDoesNotMakeTheInstallationUnready(SubscriptionState state) {
        allHeard();
        put(BOB, CHAT, state);
        clock.advance(Duration.ofMinutes(1));
        assertThat(flow.check().up()).isTrue();
    }

    @Test
    void nothingAtAllIsNotReadyWhateverTheReason() {
        allHeard();
        for (TwitchUserId channel : List.of(ALICE, BOB)) {
            put(channel, CHAT, SubscriptionState.REFUSED);
            put(channel, RAID, SubscriptionState.REFUSED);
        }
        assertThat(flow.check().up()).isFalse();
    }

    @Test
    void whatIsNotEssentialMayBeMissing() {
        allHeard();
        put(BOB, "stream.online", SubscriptionState.RETRYING);
        clock.advance(Duration.ofMinutes(1));
        assertThat(flow.check().up()).isTrue();
    }

    @Test
    void whatAChannelWasNotHeardForIsToldOnceWithWhatStoodInTheWayLast() {
        List<String> over = new ArrayList<>();
        directory.outages().listen((id, cause, lasted) -> over.add(id + " " + cause.text() + " " + lasted.toSeconds()));
        follow();
        directory.put(of(BOB, CHAT), SubscriptionState.RETRYING, "no answer", 0, Outages.Cause.SERVER_ERROR);
        put(BOB, CHAT, SubscriptionState.ENABLED);
        put(BOB, RAID, SubscriptionState.ENABLED);
        assertThat(over).as("it was never heard before").isEmpty();

        directory.put(of(BOB, CHAT), SubscriptionState.RETRYING, "lost", 0, Outages.Cause.SOCKET);
        directory.put(of(BOB, RAID), SubscriptionState.RETRYING, "lost", 0, Outages.Cause.SOCKET);
        clock.advance(Duration.ofSeconds(3));
        directory.put(of(BOB, CHAT), SubscriptionState.RETRYING, "no answer", 0, Outages.Cause.NO_ANSWER);
        put(BOB, CHAT, SubscriptionState.ENABLED);
        assertThat(over).as("raids are not heard yet").isEmpty();
        clock.advance(Duration.ofSeconds(1));
        put(BOB, RAID, SubscriptionState.ENABLED);

        assertThat(over).containsExactly("2 no-answer 4");
    }

    @Test
    void aClockThatIsSetBackHidesNothing() {
        allHeard();
        put(BOB, CHAT, SubscriptionState.RETRYING);
        clock.set(Duration.ofHours(-1));
        clock.advance(Duration.ofSeconds(2));

        assertThat(flow.check().detail()).contains("1 of 2 channels");
    }

    @Test
    void anOutageAndAProofAreAsOldAsTheTimeThatPassed() {
        List<Long> lasted = new ArrayList<>();
        directory.outages().listen((id, cause, time) -> lasted.add(time.toSeconds()));
        allHeard();
        put(BOB, CHAT, SubscriptionState.RETRYING);
        clock.set(Duration.ofHours(-1));
        assertThat(directory.oldestProof()).contains(Duration.ZERO);
        directory.put(of(ALICE, CHAT), SubscriptionState.RETRYING, "lost", 0, Outages.Cause.SOCKET);
        clock.advance(Duration.ofSeconds(3));
        put(ALICE, CHAT, SubscriptionState.ENABLED);
        put(BOB, CHAT, SubscriptionState.ENABLED);

        assertThat(directory.oldestProof()).contains(Duration.ofSeconds(3));
        assertThat(lasted).containsExactly(3L, 3L);
    }
}
