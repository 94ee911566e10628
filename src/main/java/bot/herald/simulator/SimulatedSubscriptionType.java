package bot.herald.simulator;

import java.util.List;
import java.util.Set;

/**
 * A type and version of EventSub subscription.
 *
 * @param required keys of the condition, each naming an existing user unless it is {@code client_id}
 * @param owner whose grant it takes
 * @param scopes any one of them; empty where no authorisation is needed
 */
record SimulatedSubscriptionType(String name, String version, List<String> required, Owner owner, Set<String> scopes) {
    enum Owner {
        /** No authorisation needed. */
        NONE,
        BROADCASTER,
        /** The user in {@code moderator_user_id}, broadcaster or moderator of the channel. */
        MODERATOR,
        USER,
        /** Chat: the user in {@code user_id}, and for app tokens the broadcaster's consent. */
        CHAT,
        /** Only with the client's app token. */
        CLIENT
    }

    boolean isRaid() {
        return name.equals("channel.raid");
    }
}
