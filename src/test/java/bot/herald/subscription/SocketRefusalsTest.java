package bot.herald.subscription;

import static bot.herald.subscription.FakeApi.failed;
import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps.Reason;
import bot.herald.subscription.ReconciliationStrategy.Work;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows when Twitch does not create a subscription, or takes it back. */
class SocketRefusalsTest extends SocketReconciliationFixture {
    @Test
    void aConflictIsSuccessOnlyIfTheListedOneIsOnThisSession() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.add("here", RAID, "enabled", "s1");
        reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
        assertThat(api.takeCalls())
                .containsExactly("create channel.raid 111 s1", "list channel 111", "list channel 111");
    }

    @Test
    void aConflictWithADeadSessionIsDeletedAndTriedOnceMore() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.add("stale", RAID, "enabled", "dead");
        api.answers.add(new CreateAnswer.AlreadyExists(Optional.of("stale")));
        reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls())
                .startsWith(
                        "create channel.raid 111 s1", "list channel 111", "delete stale", "create channel.raid 111 s1");
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void aConflictThatIsNowhereListedIsNotTakenForSuccess() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(new CreateAnswer.AlreadyExists(Optional.empty()));
        reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.RETRYING);
    }

    /** After how many milliseconds the same is tried again, without any other reason. */
    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, REFUSED, 5000",
        "REJECTED, RETRYING, 500",
        "COST_EXCEEDED, REFUSED, 500",
        "SOCKET_FULL, REFUSED, 500",
        "UNAUTHORIZED, RETRYING, 400",
        "TOO_MANY_SOCKETS, RETRYING, 500",
        "TOO_MANY_ALIKE, RETRYING, 500",
        "RATE_LIMITED, RETRYING, 400",
        "SERVER_ERROR, RETRYING, 400",
        "NO_ANSWER, RETRYING, 400",
    })
    void everyRefusalHasItsStateAndItsPause(Kind kind, SubscriptionState state, long millis) {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(failed(kind));
        Instant next = reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(state);
        assertThat(raid().reason()).isNotBlank();
        Instant failedAt = now;
        assertThat(next).isEqualTo(failedAt.plusMillis(millis));
        now = failedAt.plusMillis(millis - 1);
        assertThat(createsOn(QUICK)).isFalse();
        now = failedAt.plusMillis(millis);
        assertThat(createsOn(QUICK)).isTrue();
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    /** Which of two kinds of trouble is the subscription's, and which all of the owner's. */
    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, true",
        "FORBIDDEN, true",
        "REJECTED, true",
        "TOO_MANY_ALIKE, true",
        "SERVER_ERROR, true",
        "RATE_LIMITED, false",
        "NO_ANSWER, false",
        "TOO_MANY_SOCKETS, false"
    })
    void oneSubscriptionsFaultDoesNotStopTheOwnersOthers(Kind kind, boolean goesOn) {
        SubscriptionPlan both = new SubscriptionPlan(List.of(RAID, ONLINE), List.of());
        reconciliation.pass(both, REGULAR);
        welcome("s1");
        api.answers.add(failed(kind));
        Instant next = reconciliation.pass(both, QUICK);
        assertThat(stateOf("stream.online")).isEqualTo(goesOn ? SubscriptionState.ENABLED : SubscriptionState.PENDING);
        now = next;
        reconciliation.pass(both, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
        assertThat(stateOf("stream.online")).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void whatTwitchAsksForIsKept() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(new CreateAnswer.Failed(
                Kind.RATE_LIMITED, new ProviderFailure.RetryLater("slow down", Optional.of(Duration.ofSeconds(7)))));
        assertThat(reconciliation.pass(PLAN, QUICK)).isEqualTo(now.plusSeconds(7));
    }

    @Test
    void tokenThatIsRenewedEndsTheWaitForIt() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(new CreateAnswer.Failed(
                Kind.NO_ANSWER, new ProviderFailure.RetryLater("refreshing", Optional.of(Duration.ofSeconds(7)))));
        reconciliation.pass(PLAN, QUICK);
        reconciliation.pass(PLAN, because(new Reason.TokenRenewed(new TwitchUserId("222"))));
        assertThat(raid().state()).isEqualTo(SubscriptionState.RETRYING);
        reconciliation.pass(PLAN, because(new Reason.TokenRenewed(CHANNEL)));
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void lineThatTwitchTookEndsTheWaitForTheEndOfABanButNotMoreOftenThanEveryFiveSeconds() {
        SubscriptionPlan plan = new SubscriptionPlan(List.of(CHAT), List.of());
        reconciliation.pass(plan, REGULAR);
        welcome("s1");
        for (int failures = 1; failures <= 4; failures++) {
            api.answers.add(failed(Kind.FORBIDDEN));
            Instant next = reconciliation.pass(plan, QUICK);
            assertThat(Duration.between(now, next))
                    .isEqualTo(Duration.ofSeconds(List.of(5, 30, 60, 60).get(failures - 1)));
            now = failures < 4 ? next : now;
        }
        Work accepted = because(new Reason.LineAccepted(CHANNEL));
        Instant next = reconciliation.pass(plan, accepted);
        assertThat(next).isEqualTo(now.plusSeconds(5));
        now = next;
        reconciliation.pass(plan, accepted);
        assertThat(stateOf("channel.chat.message")).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void aUserWhoConnectsAgainIsTriedAtOnce() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(failed(Kind.FORBIDDEN));
        reconciliation.pass(PLAN, QUICK);
        api.takeCalls();
        reconciliation.pass(PLAN, new Work(false, Set.of(), Set.of(CHANNEL), List.of(), Set.of()));
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void tooManyAlikeMakesRoomByDeletingDeadOnes() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.add("old1", RAID, "enabled", "dead1");
        api.add("old2", RAID, "websocket_disconnected", "dead2");
        api.answers.add(failed(Kind.TOO_MANY_ALIKE));
        Instant next = reconciliation.pass(PLAN, QUICK);
        assertThat(api.takeCalls()).contains("delete old1", "delete old2");
        now = next;
        reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void aDeadSessionIsReplaced() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        api.answers.add(failed(Kind.DEAD_SESSION));
        now = reconciliation.pass(PLAN, QUICK);
        assertThat(transport.session(SOCKET)).isEmpty();
        reconciliation.pass(PLAN, QUICK);
        welcome("s2");
        reconciliation.pass(PLAN, QUICK);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void backOffGrowsToTenSeconds() {
        reconciliation.pass(PLAN, REGULAR);
        welcome("s1");
        for (long millis : new long[] {400, 1000, 2000, 4000, 8000, 10_000, 10_000}) {
            api.answers.add(failed(Kind.SERVER_ERROR));
            Instant next = reconciliation.pass(PLAN, QUICK);
            assertThat(Duration.between(now, next)).isEqualTo(Duration.ofMillis(millis));
            now = next;
        }
    }

    @Test
    void aRevocationIsShownAndTriedAgainAsARefusalIs() {
        enabledOn("s1");
        api.listed.clear();
        Revocation revocation =
                new Revocation(Optional.of(OWNER), "channel.raid", "1", RAID.condition(), "authorization_revoked");
        Instant next = reconciliation.pass(PLAN, new Work(true, Set.of(), Set.of(), List.of(revocation), Set.of()));
        assertThat(raid().state()).isEqualTo(SubscriptionState.REVOKED);
        assertThat(raid().reason()).contains("connect again");
        assertThat(api.takeCalls()).noneMatch(call -> call.startsWith("create"));
        assertThat(next).isEqualTo(now.plusSeconds(5));
    }
}
