package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.feature.BotFacilities.TwitchAccess;
import bot.herald.feature.FeatureServices.As;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchFailedException;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.TwitchDoor;
import bot.herald.twitch.oauth.LiveOAuth2Credentials;
import com.github.philippheuer.credentialmanager.CredentialManager;
import com.github.twitch4j.helix.TwitchHelix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gives features access to Twitch with the bot's credentials or those of the channel they act for, and no others. */
public final class FeatureCallers implements TwitchAccess {
    private final TwitchDoor door;
    private final LiveOAuth2Credentials live;
    private final Supplier<Optional<TwitchUserId>> bot;

    /** @param bot the bot's account; empty while none is connected */
    public FeatureCallers(TwitchDoor door, LiveOAuth2Credentials live, Supplier<Optional<TwitchUserId>> bot) {
        this.door = door;
        this.live = live;
        this.bot = bot;
    }

    @Override
    public TwitchHelix helix(TwitchUserId broadcasterId, As as) {
        CredentialKey key =
                as == As.BROADCASTER ? CredentialKey.channel(broadcasterId) : CredentialKey.bot(connected());
        return door.helix(Caller.of(key), broadcasterId);
    }

    private TwitchUserId connected() {
        return bot.get()
                .orElseThrow(() ->
                        new TwitchFailedException(new ProviderFailure.Reauthorize("no bot account is connected")));
    }

    @Override
    public CredentialManager credentials(TwitchUserId broadcasterId) {
        List<CredentialKey> keys = new ArrayList<>(List.of(CredentialKey.channel(broadcasterId)));
        bot.get().map(CredentialKey::bot).ifPresent(keys::add);
        return live.managerOf(keys);
    }
}
