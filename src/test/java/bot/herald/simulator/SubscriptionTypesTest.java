package bot.herald.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.TestClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each type is to be had with its version, condition and scope, and with nothing less. */
class SubscriptionTypesTest extends WithSimulator {
    private final List<TestSocket> sockets = new ArrayList<>();

    @AfterEach
    void closeSockets() {
        sockets.forEach(TestSocket::close);
    }

    private SimulatedUser account(String name) {
        return switch (name) {
            case "streamer" -> streamer;
            case "bot" -> bot;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private Map<String, String> condition(String words) {
        Map<String, String> condition = new TreeMap<>();
        for (String word : words.split(" ", -1)) {
            String[] pair = word.split("=", -1);
            condition.put(pair[0], account(pair[1]).id());
        }
        return condition;
    }

    private Answer ask(String token, String type, String version, Map<String, String> condition) {
        TestSocket socket = new TestSocket(simulator.eventSubWebSocketUrl());
        sockets.add(socket);
        String[] pairs = condition.entrySet().stream()
                .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
                .toArray(String[]::new);
        return client.subscribe(token, socket.welcome(), type, version, pairs);
    }

    private static void isRefused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0} with {3}")
    @CsvSource({
        "channel.chat.message, 1, bot, user:read:chat, broadcaster_user_id=streamer user_id=bot",
        "channel.moderator.add, 1, streamer, moderation:read, broadcaster_user_id=streamer",
        "channel.moderator.remove, 1, streamer, moderation:read, broadcaster_user_id=streamer",
        "channel.shoutout.create, 1, bot, moderator:read:shoutouts, broadcaster_user_id=streamer moderator_user_id=bot",
        "channel.shoutout.create, 1, bot, moderator:manage:shoutouts,"
                + " broadcaster_user_id=streamer moderator_user_id=bot",
        "channel.follow, 2, bot, moderator:read:followers, broadcaster_user_id=streamer moderator_user_id=bot",
        "channel.follow, 2, streamer, moderator:read:followers,"
                + " broadcaster_user_id=streamer moderator_user_id=streamer",
        "channel.subscribe, 1, streamer, channel:read:subscriptions, broadcaster_user_id=streamer",
        "channel.subscription.gift, 1, streamer, channel:read:subscriptions, broadcaster_user_id=streamer",
        "channel.subscription.message, 1, streamer, channel:read:subscriptions, broadcaster_user_id=streamer",
        "channel.cheer, 1, streamer, bits:read, broadcaster_user_id=streamer",
        "channel.channel_points_custom_reward_redemption.add, 1, streamer, channel:read:redemptions,"
                + " broadcaster_user_id=streamer",
        "channel.channel_points_custom_reward_redemption.add, 1, streamer, channel:manage:redemptions,"
                + " broadcaster_user_id=streamer",
    })
    void whatIsNotPublicTakesTheScopeOfTheRightUser(
            String type, String version, String reader, String scope, String words) {
        simulator.addModerator(streamer.id(), bot.id());
        Map<String, String> condition = condition(words);
        String all = "user:bot,channel:bot,user:write:chat,moderator:manage:announcements";
        isRefused(ask(token(account(reader), all.split(",", -1)), type, version, condition), 403);
        isRefused(ask(token(viewer, scope), type, version, condition), 403);
        Answer granted = ask(token(account(reader), scope), type, version, condition);
        isRefused(granted, 202);
        assertThat(granted.json().at("/data/0/cost").asInt()).isZero();
        assertThat(granted.text("/data/0/version")).isEqualTo(version);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "channel.raid, 1, to_broadcaster_user_id=streamer",
        "channel.raid, 1, from_broadcaster_user_id=streamer",
        "stream.online, 1, broadcaster_user_id=streamer",
        "stream.offline, 1, broadcaster_user_id=streamer",
        "channel.update, 2, broadcaster_user_id=streamer",
        "user.update, 1, user_id=streamer",
    })
    void whatIsPublicTakesNoScopeButAPointUnlessTheUserConnectedTheApp(String type, String version, String words) {
        Answer paid = ask(token(bot), type, version, condition(words));
        isRefused(paid, 202);
        assertThat(paid.json().at("/data/0/cost").asInt()).isEqualTo(1);
        Answer free = ask(token(streamer), type, version, condition(words));
        isRefused(free, 202);
        assertThat(free.json().at("/data/0/cost").asInt()).isZero();
    }

    @ParameterizedTest(name = "{0} without a part of {2}")
    @CsvSource({
        "channel.chat.message, 1, broadcaster_user_id=streamer user_id=bot",
        "channel.raid, 1, to_broadcaster_user_id=streamer",
        "stream.online, 1, broadcaster_user_id=streamer",
        "stream.offline, 1, broadcaster_user_id=streamer",
        "channel.update, 2, broadcaster_user_id=streamer",
        "user.update, 1, user_id=bot",
        "channel.moderator.add, 1, broadcaster_user_id=streamer",
        "channel.moderator.remove, 1, broadcaster_user_id=streamer",
        "channel.shoutout.create, 1, broadcaster_user_id=streamer moderator_user_id=bot",
        "channel.follow, 2, broadcaster_user_id=streamer moderator_user_id=bot",
        "channel.subscribe, 1, broadcaster_user_id=streamer",
        "channel.subscription.gift, 1, broadcaster_user_id=streamer",
        "channel.subscription.message, 1, broadcaster_user_id=streamer",
        "channel.cheer, 1, broadcaster_user_id=streamer",
        "channel.channel_points_custom_reward_redemption.add, 1, broadcaster_user_id=streamer",
    })
    void everyPartOfTheConditionAndTheVersionMustBeRight(String type, String version, String words) {
        String token = token(
                bot,
                "user:read:chat",
                "moderation:read",
                "moderator:read:shoutouts",
                "moderator:read:followers",
                "channel:read:subscriptions",
                "bits:read",
                "channel:read:redemptions");
        Map<String, String> whole = condition(words);
        for (String part : whole.keySet()) {
            Map<String, String> less = new TreeMap<>(whole);
            less.remove(part);
            isRefused(ask(token, type, version, less), 400);
            less.put(part, "4040404");
            isRefused(ask(token, type, version, less), 400);
        }
        isRefused(ask(token, type, "3", whole), 400);
        String other = version.equals("1") ? "2" : "1";
        isRefused(ask(token, type, other, whole), type.equals("channel.follow") ? 410 : 400);
    }

    @ParameterizedTest
    @CsvSource({
        "channel.shoutout.create, 1, moderator:manage:shoutouts",
        "channel.follow, 2, moderator:read:followers",
    })
    void whoIsNoModeratorThereIsRefused(String type, String version, String scope) {
        Map<String, String> condition = condition("broadcaster_user_id=streamer moderator_user_id=bot");
        String token = token(bot, scope);
        isRefused(ask(token, type, version, condition), 403);
        simulator.addModerator(streamer.id(), bot.id());
        isRefused(ask(token, type, version, condition), 202);
    }
}
