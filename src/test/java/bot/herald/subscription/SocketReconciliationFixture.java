package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps.Reason;
import bot.herald.subscription.EventTransport.SocketKey;
import bot.herald.subscription.ReconciliationStrategy.Work;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import bot.herald.testing.UtcClock;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** One channel's and the bot's subscriptions on fake sockets and a fake Twitch. */
abstract class SocketReconciliationFixture {
    static final TwitchUserId CHANNEL = new TwitchUserId("111");
    static final CredentialKey OWNER = CredentialKey.channel(CHANNEL);
    static final SocketKey SOCKET = SocketKey.first(OWNER);
    static final DesiredSubscription RAID =
            new DesiredSubscription("channel.raid", "1", Map.of("to_broadcaster_user_id", "111"), CHANNEL, OWNER);
    static final DesiredSubscription ONLINE =
            new DesiredSubscription("stream.online", "1", Map.of("broadcaster_user_id", "111"), CHANNEL, OWNER);
    static final DesiredSubscription CHAT =
            new DesiredSubscription("channel.chat.message", "1", Map.of("broadcaster_user_id", "111"), CHANNEL, OWNER);
    static final SubscriptionPlan PLAN = new SubscriptionPlan(List.of(RAID), List.of());
    static final Work REGULAR = new Work(true, Set.of(), Set.of(), List.of(), Set.of());
    static final Work QUICK = new Work(false, Set.of(), Set.of(), List.of(), Set.of());

    volatile Instant now = Instant.parse("2030-01-01T00:00:00Z");
    final Clock clock = new UtcClock() {
        @Override
        public Instant instant() {
            return now;
        }
    };
    final FakeTransport transport = new FakeTransport();
    final FakeApi api = new FakeApi(transport);
    final SubscriptionDirectory directory = new SubscriptionDirectory(clock);
    final SocketReconciliation reconciliation = new SocketReconciliation(api, transport, directory, clock, () -> 0.0);

    final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        reconciliation.close();
        thread.shutdownNow();
    }

    void welcome(String session) {
        transport.welcome(SOCKET, session);
        reconciliation.welcomed(SOCKET);
    }

    void enabledOn(String session) {
        reconciliation.pass(PLAN, REGULAR);
        welcome(session);
        reconciliation.pass(PLAN, QUICK);
        api.takeCalls();
    }

    SubscriptionStatus raid() {
        return directory.of(CHANNEL).stream()
                .filter(status -> status.type().equals("channel.raid"))
                .findFirst()
                .orElseThrow();
    }

    /** @param from the id of the first channel, which are numbered up to {@code to} */
    static SubscriptionPlan chatsHeardBy(CredentialKey bot, int from, int to) {
        return new SubscriptionPlan(
                IntStream.rangeClosed(from, to)
                        .mapToObj(Integer::toString)
                        .map(id -> new DesiredSubscription(
                                "channel.chat.message",
                                "1",
                                Map.of(
                                        "broadcaster_user_id",
                                        id,
                                        "user_id",
                                        bot.userId().value()),
                                new TwitchUserId(id),
                                bot))
                        .toList(),
                List.of());
    }

    static DesiredSubscription ofChannel(String type, int id) {
        TwitchUserId channel = new TwitchUserId(Integer.toString(id));
        String field = type.equals("channel.raid") ? "to_broadcaster_user_id" : "broadcaster_user_id";
        return new DesiredSubscription(
                type, "1", Map.of(field, channel.value()), channel, CredentialKey.channel(channel));
    }

    static Work because(Reason reason) {
        return new Work(false, Set.of(), Set.of(), List.of(), Set.of(reason));
    }

    SubscriptionState stateOf(String type) {
        return directory.of(CHANNEL).stream()
                .filter(status -> status.type().equals(type))
                .findFirst()
                .orElseThrow()
                .state();
    }

    boolean createsOn(Work work) {
        api.takeCalls();
        reconciliation.pass(PLAN, work);
        if (transport.ensured.contains(SOCKET) && transport.session(SOCKET).isEmpty()) {
            welcome("again" + now.toEpochMilli());
            reconciliation.pass(PLAN, QUICK);
        }
        return api.takeCalls().stream().anyMatch(call -> call.startsWith("create"));
    }
}
