package bot.herald.feature.shoutout;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.Purpose;
import bot.herald.auth.ScopesInUse;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.testing.Accounts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShoutoutScopesTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final TwitchUserId OTHER = new TwitchUserId("333");

    @TempDir
    Path folder = Path.of("");

    @Test
    void shoutoutsInTheBroadcastersNameAreOfferedWhereTheyWaitForThat() {
        try (Accounts accounts = new Accounts(folder)) {
            ShoutoutScopes scopes = new ShoutoutScopes(ScopesInUse.BASE, accounts.credentials, CHANNEL::equals);

            assertThat(scopes.asked(Purpose.CHANNEL, Optional.of(CHANNEL))).contains(Scope.MODERATOR_MANAGE_SHOUTOUTS);
            assertThat(scopes.asked(Purpose.CHANNEL, Optional.of(OTHER)))
                    .doesNotContain(Scope.MODERATOR_MANAGE_SHOUTOUTS);
            assertThat(scopes.asked(Purpose.CHANNEL, Optional.empty()))
                    .doesNotContain(Scope.MODERATOR_MANAGE_SHOUTOUTS);
            assertThat(scopes.missing(Purpose.CHANNEL, CHANNEL, Set.of(Scope.CHANNEL_BOT, Scope.MODERATION_READ)))
                    .as("nothing is missing without it")
                    .isEmpty();
        }
    }

    @Test
    void whatWasGrantedOnceIsAskedForAgain() {
        try (Accounts accounts = new Accounts(folder)) {
            accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.MODERATOR_MANAGE_SHOUTOUTS);
            ShoutoutScopes scopes = new ShoutoutScopes(ScopesInUse.BASE, accounts.credentials, id -> false);

            assertThat(scopes.asked(Purpose.CHANNEL, Optional.of(CHANNEL))).contains(Scope.MODERATOR_MANAGE_SHOUTOUTS);
        }
    }
}
