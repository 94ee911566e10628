package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.ProviderFailure;
import bot.herald.retry.WakeUps.Reason;
import bot.herald.subscription.Outages.Cause;
import bot.herald.subscription.ReconciliationStrategy.Work;
import bot.herald.subscription.SubscriptionApi.CreateAnswer;
import bot.herald.subscription.SubscriptionApi.Kind;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows when Twitch does not create a conduit's subscription, or takes it back. */
class ConduitRefusalsTest extends ConduitReconciliationFixture {
    @Test
    void conflictThatNamesAnIdIsAccepted() {
        conduit.build("c1");
        api.answers.add(new CreateAnswer.AlreadyExists(Optional.of("x")));
        reconciliation.pass(new SubscriptionPlan(List.of(RAID), List.of()), REGULAR);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
        api.takeCalls();
        reconciliation.pass(SubscriptionPlan.EMPTY, QUICK);
        assertThat(api.takeCalls()).containsExactly("delete x");
    }

    @Test
    void conflictThatNamesNoIdIsBelievedWhenItComesTwice() {
        conduit.build("c1");
        SubscriptionPlan plan = new SubscriptionPlan(List.of(RAID), List.of());
        for (int n = 0; n < 2; n++) {
            assertThat(StateTotals.of(directory).getOrDefault(SubscriptionState.ENABLED, 0))
                    .isZero();
            api.answers.add(new CreateAnswer.AlreadyExists(Optional.empty()));
            clock.advance(Duration.ofSeconds(1));
            reconciliation.pass(plan, QUICK);
        }
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void strayConflictThatNamesNoIdIsTriedAgain() {
        conduit.build("c1");
        SubscriptionPlan plan = new SubscriptionPlan(List.of(RAID), List.of());
        api.answers.add(new CreateAnswer.AlreadyExists(Optional.empty()));
        reconciliation.pass(plan, QUICK);
        clock.advance(Duration.ofSeconds(1));
        reconciliation.pass(plan, QUICK);
        assertThat(api.listed).hasSize(1);
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void revokedOneIsShownWithItsReasonAndPutsTheOwnersGrantInDoubt() {
        enabled();
        Revocation revocation =
                new Revocation(Optional.empty(), "channel.raid", "1", RAID.condition(), "authorization_revoked");
        reconciliation.pass(PLAN, new Work(false, Set.of(), Set.of(), List.of(revocation), Set.of()));
        assertThat(raid().state()).isEqualTo(SubscriptionState.REVOKED);
        assertThat(raid().reason()).contains("connect again");
        assertThat(doubted).containsExactly(CredentialKey.channel(CHANNEL));
        assertThat(api.takeCalls()).isEmpty();

        api.listed.replaceAll(actual -> actual.type().equals("channel.raid")
                ? new ActualSubscription(
                        actual.id(),
                        actual.type(),
                        actual.version(),
                        actual.condition(),
                        "authorization_revoked",
                        "conduit",
                        "",
                        "c1",
                        0)
                : actual);
        reconciliation.pass(PLAN, REGULAR);
        assertThat(api.takeCalls()).hasSize(2).last().isEqualTo("list");
        assertThat(raid().state()).isEqualTo(SubscriptionState.REVOKED);

        reconciliation.pass(PLAN, new Work(false, Set.of(), Set.of(CHANNEL), List.of(), Set.of()));
        assertThat(api.takeCalls()).containsExactly("create channel.raid 111 c1");
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }

    @Test
    void revocationForAnotherReasonDoubtsNobody() {
        enabled();
        Revocation revocation =
                new Revocation(Optional.empty(), "channel.chat.message", "1", CHAT.condition(), "chat_user_banned");
        reconciliation.pass(PLAN, new Work(false, Set.of(), Set.of(), List.of(revocation), Set.of()));
        assertThat(doubted).isEmpty();
        assertThat(conduit.doubts).isZero();
    }

    @Test
    void revocationBecauseTheConduitIsDeletedHasTheConduitChecked() {
        enabled();
        Revocation revocation =
                new Revocation(Optional.empty(), "channel.chat.message", "1", CHAT.condition(), "conduit_deleted");
        reconciliation.pass(PLAN, new Work(false, Set.of(), Set.of(), List.of(revocation), Set.of()));
        assertThat(conduit.doubts).isEqualTo(1);
        assertThat(doubted).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404, 1", "400, 0"})
    void bareNotFoundHasTheConduitChecked(int status, int doubts) {
        conduit.build("c1");
        api.answers.add(new CreateAnswer.Failed(Kind.REJECTED, new ProviderFailure.Refused(status, "not found")));
        reconciliation.pass(new SubscriptionPlan(List.of(RAID), List.of()), REGULAR);
        assertThat(conduit.doubts).isEqualTo(doubts);
        assertThat(raid().state()).isEqualTo(SubscriptionState.RETRYING);
    }

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, FORBIDDEN",
        "REJECTED, REFUSED",
        "UNAUTHORIZED, TOKEN",
        "RATE_LIMITED, RATE_LIMIT",
        "SERVER_ERROR, SERVER_ERROR",
        "NO_ANSWER, NO_ANSWER"
    })
    void whatStoodInTheWayLastIsToldOnceTheChannelIsHeardAgain(Kind kind, Cause cause) {
        List<Cause> over = new ArrayList<>();
        directory.outages().listen((broadcasterId, why, lasted) -> over.add(why));
        enabled();
        api.listed.clear();
        api.answers.add(FakeAppSubscriptions.failed(kind));
        SubscriptionPlan plan = new SubscriptionPlan(List.of(RAID), List.of());
        conduit.build("c2");
        reconciliation.pass(plan, REGULAR);
        assertThat(over).isEmpty();

        clock.advance(Duration.ofSeconds(10));
        reconciliation.pass(plan, QUICK);

        assertThat(over).containsExactly(cause);
    }

    @Test
    void aLostConduitAndARevocationAreToldAsSuch() {
        List<Cause> over = new ArrayList<>();
        directory.outages().listen((broadcasterId, why, lasted) -> over.add(why));
        SubscriptionPlan plan = new SubscriptionPlan(List.of(RAID), List.of());
        enabled();
        conduit.lose();
        reconciliation.pass(plan, QUICK);
        conduit.build("c2");
        reconciliation.pass(plan, QUICK);
        Revocation revocation =
                new Revocation(Optional.empty(), "channel.raid", "1", RAID.condition(), "authorization_revoked");
        reconciliation.pass(plan, new Work(false, Set.of(), Set.of(), List.of(revocation), Set.of()));
        reconciliation.pass(plan, new Work(false, Set.of(), Set.of(CHANNEL), List.of(), Set.of()));

        assertThat(over).containsExactly(Cause.SOCKET, Cause.REVOKED);
    }

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN, REFUSED, 5000",
        "REJECTED, RETRYING, 500",
        "TOO_MANY_SOCKETS, RETRYING, 500",
        "COST_EXCEEDED, REFUSED, 500",
        "DEAD_SESSION, RETRYING, 400",
        "UNAUTHORIZED, RETRYING, 400",
        "RATE_LIMITED, RETRYING, 400",
        "SERVER_ERROR, RETRYING, 400",
        "NO_ANSWER, RETRYING, 400"
    })
    void failureIsShownAndTriedAgainInItsTime(Kind kind, SubscriptionState state, long millis) {
        conduit.build("c1");
        api.answers.add(FakeAppSubscriptions.failed(kind));
        Instant next = reconciliation.pass(new SubscriptionPlan(List.of(RAID), List.of()), REGULAR);
        assertThat(raid().state()).isEqualTo(state);
        assertThat(raid().reason()).isNotEmpty();
        assertThat(next).isEqualTo(clock.instant().plusMillis(millis));
        assertThat(conduit.doubts).isEqualTo(kind == Kind.DEAD_SESSION ? 1 : 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"FORBIDDEN", "REJECTED", "UNAUTHORIZED", "NO_ANSWER", "SERVER_ERROR"})
    void failureOfOneDoesNotStopTheOthers(Kind kind) {
        conduit.build("c1");
        api.answers.add(FakeAppSubscriptions.failed(kind));
        reconciliation.pass(new SubscriptionPlan(many(), List.of()), REGULAR);
        assertThat(api.takeCalls()).hasSize(80);
    }

    @Test
    void oneThatIsNeverAnsweredDoesNotKeepTheOthersFromTheirTurn() {
        conduit.build("c1");
        api.always = one -> one.broadcasterId().value().equals("1")
                ? Optional.of(FakeAppSubscriptions.failed(Kind.RATE_LIMITED))
                : Optional.empty();
        Instant next = reconciliation.pass(new SubscriptionPlan(many(), List.of()), REGULAR);
        for (int n = 0; n < 8; n++) {
            clock.advance(Duration.between(clock.instant(), next).plusMillis(1));
            next = reconciliation.pass(new SubscriptionPlan(many(), List.of()), QUICK);
        }
        assertThat(StateTotals.of(directory)).containsEntry(SubscriptionState.ENABLED, 198);
        assertThat(StateTotals.of(directory)).containsEntry(SubscriptionState.RETRYING, 1);
    }

    @Test
    void severalWithoutAnAnswerStopTheOthersForAMomentAndAnotherTokenEndsThat() {
        conduit.build("c1");
        for (int n = 0; n < 40; n++) {
            api.answers.add(FakeAppSubscriptions.failed(Kind.UNAUTHORIZED));
        }
        Instant next = reconciliation.pass(new SubscriptionPlan(many(), List.of()), REGULAR);
        assertThat(api.takeCalls()).hasSizeLessThan(40);
        assertThat(next).isEqualTo(clock.instant().plusMillis(400));
        reconciliation.pass(new SubscriptionPlan(many(), List.of()), QUICK);
        assertThat(api.takeCalls()).isEmpty();
        api.answers.clear();
        reconciliation.pass(
                new SubscriptionPlan(many(), List.of()),
                new Work(false, Set.of(), Set.of(), List.of(), Set.of(new Reason.AppTokenRenewed())));
        assertThat(api.takeCalls()).hasSize(80);
    }

    @Test
    void tooManyAlikeClearsTheOwnersSocketsAndTriesAgain() {
        conduit.findAgain("c1");
        socketsApi.add("left", RAID, "enabled", "s1");
        api.answers.add(FakeAppSubscriptions.failed(Kind.TOO_MANY_ALIKE));
        SubscriptionPlan plan = new SubscriptionPlan(List.of(RAID), List.of());
        assertThat(reconciliation.pass(plan, REGULAR)).isEqualTo(clock.instant());
        reconciliation.pass(plan, QUICK);
        assertThat(socketsApi.listed).isEmpty();
        assertThat(raid().state()).isEqualTo(SubscriptionState.ENABLED);
    }
}
