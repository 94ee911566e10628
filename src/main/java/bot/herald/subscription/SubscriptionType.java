package bot.herald.subscription;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One row of the table of everything that Herald subscribes to in a channel.
 *
 * @param readByBot whether the bot's token carries it, or else the broadcaster's; one WebSocket session carries
 *     subscriptions of one user only
 * @param needs what that account must have granted
 * @param condition from the broadcaster's id and the id of the account that reads
 */
record SubscriptionType(
        String name,
        String version,
        boolean readByBot,
        Set<Scope> needs,
        BiFunction<TwitchUserId, TwitchUserId, Map<String, String>> condition) {
    static final List<SubscriptionType> ALL = List.of(
            new SubscriptionType(
                    "channel.chat.message",
                    "1",
                    true,
                    Set.of(Scope.USER_READ_CHAT),
                    (broadcaster, reader) ->
                            Map.of("broadcaster_user_id", broadcaster.value(), "user_id", reader.value())),
            // On the broadcaster's own socket, because there a raid costs nothing of the ten points a user has.
            new SubscriptionType(
                    "channel.raid",
                    "1",
                    false,
                    Set.of(),
                    (broadcaster, reader) -> Map.of("to_broadcaster_user_id", broadcaster.value())));
}
