package bot.herald.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as admins see it.
 *
 * @param twitchUserId the account; null for Discord
 * @param login the account's login
 * @param kind {@code bot}, {@code channel} or {@code user}
 * @param expiresAt in ISO-8601; null when nobody knows
 * @param discordUserId the account; null for Twitch
 */
public record TokenView(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String twitchUserId,
        String login,
        String kind,
        String state,
        @Nullable String expiresAt,
        List<String> scopes,
        List<String> missingScopes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String discordUserId) {
    /** A token of Twitch. */
    TokenView(
            String twitchUserId,
            String login,
            String kind,
            String state,
            @Nullable String expiresAt,
            List<String> scopes,
            List<String> missingScopes) {
        this(twitchUserId, login, kind, state, expiresAt, scopes, missingScopes, null);
    }
}
