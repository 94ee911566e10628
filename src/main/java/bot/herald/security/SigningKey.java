package bot.herald.security;

import bot.herald.identity.Secret;
import java.time.Instant;

/**
 * A key that signs sessions.
 *
 * @param id names it in what it signed ({@code kid})
 * @param material 32 random bytes in Base64
 */
public record SigningKey(String id, Secret material, Instant createdAt) {}
