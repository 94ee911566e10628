package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.moderation.ChatModeration;
import bot.herald.retry.RetryPolicy;
import bot.herald.template.Characters;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.http.HttpAnswer;
import bot.herald.twitch.http.TwitchCall;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.twitch4j.helix.domain.BanUserInput;
import com.github.twitch4j.helix.domain.ChatSettingsWrapper;
import com.github.twitch4j.helix.domain.ShieldModeStatusWrapper;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Moderates channels with the bot's token. Safe for concurrent use. */
public final class HelixModeration implements ChatModeration {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_TIME_OUT = Duration.ofDays(14);
    private static final Duration LONGEST_FOLLOWING = Duration.ofDays(90);
    private static final int LONGEST_TEXT = 500;

    private final TwitchDoor door;
    private final Supplier<Optional<TwitchUserId>> bot;
    private final Function<CredentialKey, Set<Scope>> granted;

    /**
     * @param bot the account that moderates; empty while none is connected
     * @param granted the scopes of a credential; none if there is no such credential
     */
    public HelixModeration(
            TwitchDoor door, Supplier<Optional<TwitchUserId>> bot, Function<CredentialKey, Set<Scope>> granted) {
        this.door = door;
        this.bot = bot;
        this.granted = granted;
    }

    /** A call as the bot. */
    private interface BotCall<T> {
        HelixAnswer<T> by(Caller caller, String channel, String moderator);
    }

    @Override
    public Outcome delete(TwitchUserId broadcasterId, String chatMessageId) {
        // Without an id, Twitch clears the whole chat.
        if (chatMessageId.isBlank()) {
            throw new IllegalArgumentException("a message can only be deleted by its id");
        }
        return outcome(
                broadcasterId,
                Scope.MODERATOR_MANAGE_CHAT_MESSAGES,
                (caller, channel, moderator) -> door.tell(
                        caller, (helix, token) -> helix.deleteChatMessages(token, channel, moderator, chatMessageId)));
    }

    @Override
    public Outcome timeOut(TwitchUserId broadcasterId, TwitchUserId chatter, Duration duration, String reason) {
        long seconds = Math.max(1, Math.min(duration.toSeconds(), LONGEST_TIME_OUT.toSeconds()));
        BanUserInput timeOut = BanUserInput.builder()
                .userId(chatter.value())
                .duration((int) seconds)
                .reason(shortened(reason))
                .build();
        return outcome(
                broadcasterId,
                Scope.MODERATOR_MANAGE_BANNED_USERS,
                (caller, channel, moderator) ->
                        door.tell(caller, (helix, token) -> helix.banUser(token, channel, moderator, timeOut)));
    }

    @Override
    public Outcome warn(TwitchUserId broadcasterId, TwitchUserId chatter, String reason) {
        // Not through Twitch4J, whose template turns a %7B in the text into a brace.
        ObjectNode body = JSON.createObjectNode();
        body.putObject("data").put("user_id", chatter.value()).put("reason", shortened(reason));
        return change(broadcasterId, Scope.MODERATOR_MANAGE_WARNINGS, TwitchCall.WARN, body);
    }

    @Override
    public Outcome shieldMode(TwitchUserId broadcasterId, boolean on) {
        return outcome(
                broadcasterId,
                Scope.MODERATOR_MANAGE_SHIELD_MODE,
                (caller, channel, moderator) -> door.tell(
                        caller, (helix, token) -> helix.updateShieldModeStatus(token, channel, moderator, on)));
    }

    @Override
    public Outcome followersOnly(TwitchUserId broadcasterId, Optional<Duration> following) {
        // Not through Twitch4J, which also sends the duration under a name that Twitch does not know.
        ObjectNode body = JSON.createObjectNode().put("follower_mode", following.isPresent());
        following.ifPresent(minimum -> body.put("follower_mode_duration", (int)
                Math.max(0, Math.min(minimum.toMinutes(), LONGEST_FOLLOWING.toMinutes()))));
        return change(broadcasterId, Scope.MODERATOR_MANAGE_CHAT_SETTINGS, TwitchCall.CHANGE_CHAT_SETTINGS, body);
    }

    @Override
    public Protection protection(TwitchUserId broadcasterId) {
        return new Protection(
                asBot(
                                broadcasterId,
                                Scope.MODERATOR_MANAGE_SHIELD_MODE,
                                (caller, channel, moderator) -> door.<ShieldModeStatusWrapper>ask(
                                        caller, (helix, token) -> helix.getShieldModeStatus(token, channel, moderator)))
                        .flatMap(HelixAnswer::found)
                        .flatMap(wrapper -> ResponseLists.first(wrapper.getData()))
                        .flatMap(status -> Optional.ofNullable(status.isActive())),
                asBot(
                                broadcasterId,
                                Scope.MODERATOR_MANAGE_CHAT_SETTINGS,
                                (caller, channel, moderator) -> door.<ChatSettingsWrapper>ask(
                                        caller, (helix, token) -> helix.getChatSettings(token, channel, moderator)))
                        .flatMap(HelixAnswer::found)
                        .flatMap(wrapper -> ResponseLists.first(wrapper.getData()))
                        .flatMap(settings -> Optional.ofNullable(settings.isFollowersOnlyMode())));
    }

    @Override
    public Outcome announce(TwitchUserId broadcasterId, String text) {
        // Not through Twitch4J, because of the same template.
        ObjectNode body = JSON.createObjectNode().put("message", shortened(text));
        return change(broadcasterId, Scope.MODERATOR_MANAGE_ANNOUNCEMENTS, TwitchCall.SEND_ANNOUNCEMENT, body);
    }

    private Outcome change(TwitchUserId broadcasterId, Scope scope, TwitchCall call, ObjectNode body) {
        return outcome(
                broadcasterId,
                scope,
                (caller, channel, moderator) -> door.json(
                        caller, call, "broadcaster_id=" + channel + "&moderator_id=" + moderator, Optional.of(body)));
    }

    /** Empty if nobody could be asked. */
    private <T> Optional<HelixAnswer<T>> asBot(TwitchUserId broadcasterId, Scope scope, BotCall<T> call) {
        return bot.get()
                .filter(moderator -> granted.apply(CredentialKey.bot(moderator)).contains(scope))
                .map(moderator ->
                        call.by(Caller.of(CredentialKey.bot(moderator)), broadcasterId.value(), moderator.value()));
    }

    private <T> Outcome outcome(TwitchUserId broadcasterId, Scope scope, BotCall<T> call) {
        Optional<HelixAnswer<T>> asked = asBot(broadcasterId, scope, call);
        if (asked.isEmpty()) {
            return new Outcome.NotPermitted(
                    bot.get().isEmpty() ? NO_BOT : "the bot did not grant " + scope + ": connect it again");
        }
        HelixAnswer<T> answer = asked.get();
        if (answer instanceof HelixAnswer.Found<T>) {
            return new Outcome.Done();
        }
        if (answer instanceof HelixAnswer.Later<T> later) {
            return later.cause().mayHaveWorked()
                    ? new Outcome.Unclear(later.reason())
                    : new Outcome.RetryLater(later.reason(), RetryPolicy.PASSING.after(1, later.after()));
        }
        if (answer instanceof HelixAnswer.Refused<T> refused) {
            return refused(refused.response());
        }
        return new Outcome.NotPermitted(answer.failure().reason() + ": connect the bot account again");
    }

    private static Outcome refused(HttpAnswer.Response response) {
        String said = response.message();
        if (ModeratorRefusal.is(response)) {
            return new Outcome.NotPermitted(NO_MODERATOR);
        }
        return switch (response.status()) {
            case 401, 403 -> new Outcome.NotPermitted(said);
            // Somebody else is changing the same chatter right now: nothing was done.
            case 409 -> new Outcome.RetryLater(said, RetryPolicy.PASSING.after(1, Optional.empty()));
            default -> new Outcome.Refused(said);
        };
    }

    private static String shortened(String text) {
        return Characters.first(LONGEST_TEXT, text);
    }
}
