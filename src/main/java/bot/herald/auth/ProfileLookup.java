package bot.herald.auth;

import bot.herald.identity.ProviderFailure;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchProfile;

/** Looks up the profile of an access token's owner (Twitch's Get Users without parameters). */
public interface ProfileLookup {
    Answer ownerOf(Secret accessToken);

    /** The profile, or why there is none. */
    sealed interface Answer {
        record Found(TwitchProfile profile) implements Answer {}

        record Failed(ProviderFailure failure) implements Answer {}
    }
}
