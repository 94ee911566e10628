package bot.herald.web;

import bot.herald.account.ManagedChannels;
import bot.herald.channel.Channel;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;

/** Finds the channel that a request names; to people who may not manage it, it does not exist. */
final class ManagedChannel {
    private final ManagedChannels managed;

    ManagedChannel(ManagedChannels managed) {
        this.managed = managed;
    }

    /** @throws ProblemException 404 */
    Channel of(WebRequest request, Visitor visitor) {
        return find(request, visitor).orElseThrow(() -> new ProblemException(HttpProblem.of(404)));
    }

    Optional<Channel> find(WebRequest request, Visitor visitor) {
        return Optional.of(request.pathValues().getOrDefault("id", ""))
                .filter(TwitchUserId::isValid)
                .flatMap(id -> managed.find(visitor.person(), new TwitchUserId(id)));
    }
}
