package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.ReconciliationStrategy.Work;
import bot.herald.testing.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** One channel's subscriptions on a fake conduit and a fake Twitch. */
abstract class ConduitReconciliationFixture {
    static final TwitchUserId CHANNEL = new TwitchUserId("111");
    static final CredentialKey BOT = CredentialKey.bot(new TwitchUserId("999"));
    static final DesiredSubscription RAID = new DesiredSubscription(
            "channel.raid", "1", Map.of("to_broadcaster_user_id", "111"), CHANNEL, CredentialKey.channel(CHANNEL));
    static final DesiredSubscription CHAT = new DesiredSubscription(
            "channel.chat.message", "1", Map.of("broadcaster_user_id", "111", "user_id", "999"), CHANNEL, BOT);
    static final SubscriptionPlan PLAN = new SubscriptionPlan(List.of(CHAT, RAID), List.of());
    static final Work REGULAR = new Work(true, Set.of(), Set.of(), List.of(), Set.of());
    static final Work QUICK = new Work(false, Set.of(), Set.of(), List.of(), Set.of());

    final TestClock clock = new TestClock();
    final FakeConduit conduit = new FakeConduit();
    final FakeAppSubscriptions api = new FakeAppSubscriptions(conduit);
    final FakeTransport sockets = new FakeTransport();
    final FakeApi socketsApi = new FakeApi(sockets);
    final SubscriptionDirectory directory = new SubscriptionDirectory(clock);
    final List<CredentialKey> doubted = new ArrayList<>();
    boolean leads = true;
    final ConduitReconciliation reconciliation = new ConduitReconciliation(
            api, new SocketLeftOvers(socketsApi), conduit, () -> leads, directory, doubted::add, clock, () -> 0.0);

    @AfterEach
    void close() {
        reconciliation.close();
    }

    SubscriptionStatus raid() {
        return directory.of(CHANNEL).stream()
                .filter(status -> status.type().equals("channel.raid"))
                .findFirst()
                .orElseThrow();
    }

    void enabled() {
        conduit.build("c1");
        reconciliation.pass(PLAN, REGULAR);
        api.takeCalls();
        socketsApi.takeCalls();
    }

    static List<DesiredSubscription> many() {
        return IntStream.range(1, 200)
                .mapToObj(ConduitReconciliationFixture::raidOf)
                .toList();
    }

    static DesiredSubscription raidOf(int broadcaster) {
        TwitchUserId id = new TwitchUserId(Integer.toString(broadcaster));
        return new DesiredSubscription(
                "channel.raid", "1", Map.of("to_broadcaster_user_id", id.value()), id, CredentialKey.channel(id));
    }
}
