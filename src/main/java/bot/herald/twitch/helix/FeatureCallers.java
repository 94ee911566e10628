package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.feature.BotFacilities;
import bot.herald.feature.FeatureServices.As;
import bot.herald.identity.TwitchFailedException;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.TwitchDoor;
import java.util.Optional;
import java.util.function.Supplier;

/** Whose credential a feature's calls are made with: the bot's or that of the channel it acts for, and no other. */
public final class FeatureCallers {
    private FeatureCallers() {}

    /** @param bot the account that speaks; empty while none is connected */
    public static BotFacilities.HelixDoor over(TwitchDoor door, Supplier<Optional<TwitchUserId>> bot) {
        return (channel, as) -> door.helix(
                Caller.of(as == As.BROADCASTER ? CredentialKey.channel(channel) : CredentialKey.bot(connected(bot))),
                channel);
    }

    private static TwitchUserId connected(Supplier<Optional<TwitchUserId>> bot) {
        return bot.get()
                .orElseThrow(
                        () -> new TwitchFailedException(new TwitchFailure.Reauthorize("no bot account is connected")));
    }
}
