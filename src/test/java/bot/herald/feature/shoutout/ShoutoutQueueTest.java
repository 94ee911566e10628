package bot.herald.feature.shoutout;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.BotRoles;
import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.EventOrigin;
import bot.herald.event.ShoutoutCreated;
import bot.herald.event.StreamOffline;
import bot.herald.event.StreamOnline;
import bot.herald.feature.ChannelSettings;
import bot.herald.feature.SettingsBook;
import bot.herald.feature.shoutout.ShoutoutSender.Result;
import bot.herald.feature.shoutout.StrictShoutouts.Given;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import bot.herald.testing.MemoryDocuments;
import bot.herald.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShoutoutQueueTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId BOT = new TwitchUserId("9");
    private static final TwitchUserId ANN = new TwitchUserId("11");
    private static final TwitchUserId BEN = new TwitchUserId("12");
    private static final TwitchUserId CLEO = new TwitchUserId("13");
    private static final TwitchUserId DAN = new TwitchUserId("14");

    private final TestClock clock = new TestClock();
    private final StrictShoutouts twitch = new StrictShoutouts(clock);
    private final List<String> outcomes = new ArrayList<>();
    private final BotRoles roles = new BotRoles(() -> Optional.of(BOT));
    private final StreamDirectory streams = new StreamDirectory(
            ids -> new StreamLookup.Answer.Found(Map.of(CHANNEL, new StreamState(liveSince(), "title", "game"))),
            clock);
    private final ShoutoutQueue queue = queue(ShoutoutTurns.ALONE);

    private ShoutoutQueue queue(ShoutoutTurns turns) {
        return new ShoutoutQueue(
                new ShoutoutQueue.Needs(
                        twitch, turns, streams, new SettingsBook(new MemoryDocuments()), roles, outcomes::add, clock),
                Runnable::run);
    }

    private Optional<Instant> liveSince() {
        return twitch.live ? Optional.of(clock.instant().minusSeconds(600)) : Optional.empty();
    }

    @Test
    void twoRaidsWithinTwoMinutesAreBothShoutedOutInOrderAsSoonAsTwitchAllows() {
        queue.request(CHANNEL, ANN);
        pass(Duration.ofSeconds(30));
        queue.request(CHANNEL, BEN);
        queue.request(CHANNEL, CLEO);
        pass(Duration.ofMinutes(10));

        assertThat(twitch.given).containsExactly(given(ANN, 0), given(BEN, 120), given(CLEO, 240));
        assertThat(twitch.refused).isEmpty();
        assertThat(outcomes).containsExactly("given", "given", "given");
    }

    @Test
    void sameRaiderWithinTheHourIsNotAskedForAgainUnlessTheHourEndsSoon() {
        queue.request(CHANNEL, ANN);
        queue.request(CHANNEL, ANN);
        pass(Duration.ofMinutes(30));
        queue.request(CHANNEL, ANN);
        pass(Duration.ofMinutes(20));
        queue.request(CHANNEL, ANN);
        queue.request(CHANNEL, BEN);
        pass(Duration.ofMinutes(20));

        assertThat(twitch.given)
                .as("who waits for the own hour holds up nobody")
                .containsExactly(given(ANN, 0), given(BEN, 3_000), given(ANN, 3_600));
        assertThat(twitch.refused).isEmpty();
        assertThat(outcomes).containsExactly("given", "target_too_soon", "target_too_soon", "given", "given");
    }

    @Test
    void instancesThatShareTheirTurnsAskTwitchForNoneTooEarly() {
        SharedShoutouts turns = new SharedShoutouts(clock);
        ShoutoutQueue one = queue(turns);
        ShoutoutQueue other = queue(turns);
        one.request(CHANNEL, ANN);
        other.request(CHANNEL, ANN);
        one.request(CHANNEL, BEN);
        other.request(CHANNEL, CLEO);
        for (int i = 0; i < 600; i++) {
            clock.advance(Duration.ofSeconds(1));
            one.tick();
            other.tick();
        }

        assertThat(twitch.given).extracting(Given::target).containsExactlyInAnyOrder(ANN, BEN, CLEO);
        assertThat(twitch.given.get(1).at()).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(122));
        assertThat(twitch.given.get(2).at()).isBetween(Duration.ofSeconds(240), Duration.ofSeconds(244));
        assertThat(twitch.refused).isEmpty();
        assertThat(outcomes).containsExactlyInAnyOrder("given", "given", "given", "target_too_soon");
    }

    @Test
    void whatTwitchDidNotDoLeavesTheTurnToTheOtherInstance() {
        SharedShoutouts turns = new SharedShoutouts(clock);
        twitch.unwilling.add(ANN);
        queue(turns).request(CHANNEL, ANN);
        queue(turns).request(CHANNEL, BEN);

        assertThat(twitch.given).containsExactly(given(BEN, 0));
    }

    @Test
    void targetThatWaitsIsNotQueuedTwice() {
        queue.request(CHANNEL, ANN);
        queue.request(CHANNEL, BEN);
        queue.request(CHANNEL, BEN);

        assertThat(queue.standing(CHANNEL).waiting()).isEqualTo(1);
        assertThat(queue.standing(CHANNEL).nextAllowedAt()).contains(twitch.channelFree());
    }

    @Test
    void raidWhileOfflineIsShoutedOutWhenTheStreamBegins() {
        twitch.live = false;
        queue.request(CHANNEL, ANN);
        pass(Duration.ofMinutes(3));
        assertThat(twitch.refused).as("nothing is tried while offline").isEmpty();

        twitch.live = true;
        hear(new StreamOnline(origin(), CHANNEL, "s1", clock.instant()));

        assertThat(twitch.given).containsExactly(given(ANN, 180));
        assertThat(twitch.refused).isEmpty();
    }

    @Test
    void wishThatWaitedTooLongIsGivenUpAndCounted() {
        twitch.live = false;
        queue.request(CHANNEL, ANN);
        pass(Duration.ofMinutes(15));
        assertThat(outcomes).isEmpty();
        pass(Duration.ofSeconds(2));
        assertThat(outcomes).containsExactly("given_up");

        twitch.live = true;
        hear(new StreamOnline(origin(), CHANNEL, "s1", clock.instant()));
        assertThat(twitch.given).isEmpty();
    }

    @Test
    void streamThatEndsMakesTheNextOneWait() {
        queue.request(CHANNEL, ANN);
        queue.request(CHANNEL, BEN);
        twitch.live = false;
        hear(new StreamOffline(origin(), CHANNEL));
        pass(Duration.ofMinutes(5));

        assertThat(twitch.given).containsExactly(given(ANN, 0));
        assertThat(twitch.refused).isEmpty();
    }

    @Test
    void moderatorsOwnShoutoutMakesTheBotWait() {
        queue.request(CHANNEL, ANN);
        pass(Duration.ofSeconds(130));
        byHand(BEN);
        queue.request(CHANNEL, CLEO);
        queue.request(CHANNEL, DAN);
        pass(Duration.ofSeconds(60));
        assertThat(twitch.given).as("in the moderator's two minutes").hasSize(1);
        pass(Duration.ofMinutes(5));

        assertThat(twitch.given).containsExactly(given(ANN, 0), given(CLEO, 250), given(DAN, 370));
        assertThat(twitch.refused).isEmpty();
    }

    @Test
    void targetThatAModeratorShoutedOutIsDoneWith() {
        queue.request(CHANNEL, ANN);
        queue.request(CHANNEL, BEN);
        byHand(BEN);
        pass(Duration.ofMinutes(10));
        queue.request(CHANNEL, BEN);
        pass(Duration.ofMinutes(10));

        assertThat(twitch.given).containsExactly(given(ANN, 0));
        assertThat(twitch.refused).isEmpty();
        assertThat(outcomes).containsExactly("given", "given_by_somebody", "target_too_soon");
    }

    @Test
    void refusalOfWhichNoEventToldMakesItWaitTwoMinutes() {
        twitch.given(CLEO);
        pass(Duration.ofSeconds(30));
        queue.request(CHANNEL, ANN);
        queue.request(CHANNEL, BEN);
        pass(Duration.ofMinutes(10));

        assertThat(twitch.given).containsExactly(given(ANN, 150), given(BEN, 270));
        assertThat(twitch.refused).hasSize(1);
    }

    @Test
    void targetThatIsRefusedTwiceHoldsUpNobodyAnyLonger() {
        twitch.given(ANN);
        pass(Duration.ofMinutes(3));
        queue.request(CHANNEL, ANN);
        queue.request(CHANNEL, BEN);
        pass(Duration.ofMinutes(10));

        assertThat(twitch.given).extracting(Given::target).containsExactly(BEN);
        assertThat(twitch.refused).hasSize(2);
        assertThat(outcomes).containsExactly("target_too_soon", "given");
    }

    @Test
    void withoutModeratorRightsItIsOffUntilTheBotGetsThem() {
        twitch.moderator = false;
        queue.request(CHANNEL, ANN);
        pass(Duration.ofMinutes(5));
        assertThat(twitch.refused).as("tried once").hasSize(1);
        assertThat(queue.standing(CHANNEL).off())
                .hasValueSatisfying(off -> assertThat(off.reason()).contains("not a moderator"));

        twitch.moderator = true;
        queue.standingChanged(CHANNEL);

        assertThat(twitch.given).containsExactly(given(ANN, 300));
        assertThat(queue.standing(CHANNEL).off()).isEmpty();
    }

    @Test
    void rightsThatArriveBeforeTheRefusalDoAreTriedAtOnce() {
        twitch.moderator = false;
        twitch.meanwhile = () -> {
            twitch.moderator = true;
            queue.standingChanged(CHANNEL);
        };

        queue.request(CHANNEL, ANN);
        assertThat(twitch.refused).hasSize(1);
        pass(Duration.ofSeconds(1));

        assertThat(twitch.given).extracting(Given::target).containsExactly(ANN);
    }

    @Test
    void badgeOfTheBotsOwnLineEndsTheWaitTooAndSoDoesAnHour() {
        twitch.moderator = false;
        queue.request(CHANNEL, ANN);
        twitch.moderator = true;
        roles.isModerator(CHANNEL);
        pass(Duration.ofSeconds(1));
        assertThat(twitch.given).hasSize(1);

        twitch.moderator = false;
        pass(Duration.ofMinutes(3));
        queue.request(CHANNEL, BEN);
        pass(Duration.ofMinutes(58));
        twitch.moderator = true;
        queue.request(CHANNEL, CLEO);
        pass(Duration.ofMinutes(3));
        assertThat(twitch.given).extracting(Given::target).containsExactly(ANN, CLEO);
        assertThat(twitch.refused).hasSize(2);
    }

    @Test
    void missingScopeIsLookedAtAgainEveryMinute() {
        twitch.faults.add(new Result.NotPermitted("connect the bot again"));
        queue.request(CHANNEL, ANN);
        assertThat(queue.standing(CHANNEL).off()).isPresent();
        pass(Duration.ofSeconds(61));

        assertThat(twitch.given).containsExactly(given(ANN, 60));
    }

    @Test
    void targetThatMayNotBeShoutedOutIsLeftOut() {
        twitch.unwilling.add(ANN);
        queue.request(CHANNEL, ANN);
        queue.request(CHANNEL, BEN);
        pass(Duration.ofSeconds(1));

        assertThat(twitch.given).extracting(Given::target).containsExactly(BEN);
        assertThat(outcomes).containsExactly("refused", "given");
    }

    @Test
    void unclearAnswerIsTriedOnceMoreWhenItCannotHurt() {
        twitch.faults.add(new Result.Unclear("connection lost"));
        queue.request(CHANNEL, ANN);
        pass(Duration.ofSeconds(119));
        assertThat(twitch.given).isEmpty();
        pass(Duration.ofSeconds(2));

        assertThat(twitch.given).containsExactly(given(ANN, 120));
    }

    @Test
    void channelDoesNotShoutOutItself() {
        queue.request(CHANNEL, CHANNEL);

        assertThat(queue.standing(CHANNEL).waiting()).isZero();
        assertThat(twitch.refused).isEmpty();
    }

    /** As in the bot: the stream directory and the roles hear it first, and the clock ticks once a second. */
    private void hear(ChannelEvent event) {
        streams.handle(event);
        roles.handle(event);
        queue.handle(event);
    }

    private void pass(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            clock.advance(Duration.ofSeconds(1));
            queue.tick();
        }
    }

    private void byHand(TwitchUserId target) {
        twitch.given(target);
        hear(created(target, twitch.channelFree(), twitch.targetFree(target)));
    }

    private ShoutoutCreated created(TwitchUserId target, Instant free, Instant targetFree) {
        return new ShoutoutCreated(
                origin(),
                CHANNEL,
                new Account(target, new TwitchLogin("target" + target), "Target"),
                new TwitchUserId("5"),
                10,
                clock.instant(),
                free,
                targetFree);
    }

    private EventOrigin origin() {
        return new EventOrigin("m1", "any", clock.instant());
    }

    private static Given given(TwitchUserId target, long seconds) {
        return new Given(target, Duration.ofSeconds(seconds));
    }

    @Test
    void aClockThatIsSetBackKeepsNothingWaitingAnHourMore() {
        queue.request(CHANNEL, ANN);
        queue.request(CHANNEL, BEN);
        clock.set(Duration.ofHours(-1));
        twitch.set(Duration.ofHours(-1));
        assertThat(queue.standing(CHANNEL).nextAllowedAt())
                .contains(clock.instant().plus(ChannelShoutouts.COOLDOWN));
        assertThat(queue.waiting(CHANNEL))
                .singleElement()
                .satisfies(wish -> assertThat(wish.until())
                        .isEqualTo(clock.instant().plus(ChannelSettings.DEFAULTS.shoutoutPatience())));
        pass(Duration.ofMinutes(3));

        assertThat(twitch.given).extracting(Given::target).containsExactly(ANN, BEN);
        assertThat(twitch.refused).isEmpty();
    }

    @Test
    void whatIsOffIsShownSinceWhenByTheHostsClock() {
        twitch.moderator = false;
        queue.request(CHANNEL, ANN);
        clock.set(Duration.ofHours(-1));
        assertThat(queue.standing(CHANNEL).off().orElseThrow().since()).isEqualTo(clock.instant());
        clock.advance(Duration.ofSeconds(10));

        assertThat(queue.standing(CHANNEL).off().orElseThrow().since())
                .isEqualTo(clock.instant().minusSeconds(10));
    }
}
