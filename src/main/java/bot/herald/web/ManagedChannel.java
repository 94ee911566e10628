package bot.herald.web;

import bot.herald.account.ManagedChannels;
import bot.herald.channel.Channel;
import bot.herald.identity.TwitchUserId;

/** Finds the channel that a request names, for those who may manage it; for everybody else it does not exist. */
final class ManagedChannel {
    private final ManagedChannels managed;

    ManagedChannel(ManagedChannels managed) {
        this.managed = managed;
    }

    /** @throws ProblemException 404 */
    Channel of(WebRequest request, Visitor visitor) {
        String id = request.pathValues().getOrDefault("id", "");
        if (!TwitchUserId.isValid(id)) {
            throw new ProblemException(Problem.of(404));
        }
        return managed.find(visitor.person(), new TwitchUserId(id))
                .orElseThrow(() -> new ProblemException(Problem.of(404)));
    }
}
