package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.feature.shoutout.ShoutoutSender;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.RetryPolicy;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.http.HttpAnswer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Send a Shoutout with the bot's token, as a moderator of the channel; where the bot is not one, with the broadcaster's
 * own token, if that was granted. Safe for concurrent use.
 */
public final class HelixShoutouts implements ShoutoutSender {
    private final TwitchDoor door;
    private final Function<CredentialKey, Set<Scope>> granted;
    private final Supplier<Optional<TwitchUserId>> bot;

    /**
     * @param granted the scopes of a credential; none if there is no such credential
     * @param bot the account that gives them; empty while none is connected
     */
    public HelixShoutouts(
            TwitchDoor door, Function<CredentialKey, Set<Scope>> granted, Supplier<Optional<TwitchUserId>> bot) {
        this.door = door;
        this.granted = granted;
        this.bot = bot;
    }

    @Override
    public Result give(TwitchUserId broadcasterId, TwitchUserId target) {
        Result byBot = bot.get()
                .map(self -> give(CredentialKey.bot(self), broadcasterId, target))
                .orElseGet(() -> new Result.NotPermitted("no bot account is connected"));
        CredentialKey own = CredentialKey.channel(broadcasterId);
        boolean botCannot = byBot instanceof Result.NotModerator || byBot instanceof Result.NotPermitted;
        if (!botCannot || !maySend(own)) {
            return byBot;
        }
        // Neither answer did anything on Twitch, so the request can be made once more.
        Result byBroadcaster = give(own, broadcasterId, target);
        if (byBroadcaster instanceof Result.Given) {
            return new Result.Given(false);
        }
        return byBroadcaster instanceof Result.NotPermitted ? byBot : byBroadcaster;
    }

    private boolean maySend(CredentialKey key) {
        return granted.apply(key).contains(Scope.MODERATOR_MANAGE_SHOUTOUTS);
    }

    private Result give(CredentialKey key, TwitchUserId broadcasterId, TwitchUserId target) {
        if (!maySend(key)) {
            return new Result.NotPermitted(
                    "the bot did not grant " + Scope.MODERATOR_MANAGE_SHOUTOUTS + ": connect it again");
        }
        HelixAnswer<Boolean> answer = door.tell(
                Caller.of(key),
                (helix, token) -> helix.sendShoutout(
                        token,
                        broadcasterId.value(),
                        target.value(),
                        key.userId().value()));
        if (answer instanceof HelixAnswer.Found<Boolean>) {
            return new Result.Given(true);
        }
        if (answer instanceof HelixAnswer.Refused<Boolean> refused) {
            return refused(refused.response());
        }
        return answer instanceof HelixAnswer.Later<Boolean> later
                ? later(later)
                : new Result.NotPermitted(answer.failure().reason() + ": connect the bot account again");
    }

    private static Result refused(HttpAnswer.Response response) {
        String said = response.message();
        // A 401 also means that the bot does not moderate there. The other 403 is that this target may not be
        // recommended.
        if (ModeratorRefusal.is(response)) {
            return new Result.NotModerator(said);
        }
        return switch (response.status()) {
            case 400 ->
                said.toLowerCase(Locale.ROOT).contains("live") ? new Result.NotLive(said) : new Result.Refused(said);
            case 401 -> new Result.NotPermitted(said);
            default -> new Result.Refused(said);
        };
    }

    private static Result later(HelixAnswer.Later<Boolean> later) {
        if (later.cause().mayHaveWorked()) {
            return new Result.Unclear(later.reason());
        }
        String said = later.reason().toLowerCase(Locale.ROOT);
        boolean isCooldown = later.cause() == HelixAnswer.Cause.LIMIT
                || (later.cause() == HelixAnswer.Cause.NO_POINTS && said.contains("shoutout"));
        return isCooldown
                ? new Result.TooEarly(said.contains("same broadcaster"))
                : new Result.RetryLater(
                        later.cause() == HelixAnswer.Cause.NO_POINTS ? "too many requests" : later.reason(),
                        later.after().orElse(RetryPolicy.PASSING.longest()));
    }
}
