package bot.herald.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as admins see it.
 *
 * @param kind {@code bot}, {@code channel} or {@code user}
 * @param expiresAt in ISO-8601; null when nobody knows
 */
public record TokenView(
        String twitchUserId,
        String login,
        String kind,
        String state,
        @Nullable String expiresAt,
        List<String> scopes,
        List<String> missingScopes) {}
