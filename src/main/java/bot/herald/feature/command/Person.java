package bot.herald.feature.command;

import bot.herald.identity.TwitchProfile;
import java.time.Instant;

/** Somebody on Twitch. */
public record Person(TwitchProfile profile, Instant createdAt) {}
