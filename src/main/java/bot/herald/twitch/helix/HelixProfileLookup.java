package bot.herald.twitch.helix;

import bot.herald.auth.ProfileLookup;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import com.github.twitch4j.helix.TwitchHelix;
import com.github.twitch4j.helix.domain.User;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Get Users of the token's owner. */
public final class HelixProfileLookup implements ProfileLookup {
    private final Supplier<TwitchHelix> helix;

    /** @param helix asked at every look-up */
    public HelixProfileLookup(Supplier<TwitchHelix> helix) {
        this.helix = helix;
    }

    @Override
    public Answer ownerOf(Secret accessToken) {
        List<User> users;
        try {
            // Neither ids nor logins: Twitch then names the token's own user.
            users = helix.get()
                    .getUsers(accessToken.reveal(), null, null)
                    .execute()
                    .getUsers();
        } catch (RuntimeException e) {
            return new Answer.Failed(HelixFailures.of(e));
        }
        if (users.isEmpty()) {
            return new Answer.Failed(
                    new TwitchFailure.RetryLater("Twitch does not know the account", Optional.empty()));
        }
        User user = users.get(0);
        return new Answer.Found(new TwitchProfile(
                new TwitchUserId(user.getId()),
                new TwitchLogin(user.getLogin()),
                Objects.requireNonNullElse(user.getDisplayName(), user.getLogin()),
                Objects.requireNonNullElse(user.getProfileImageUrl(), "")));
    }
}
