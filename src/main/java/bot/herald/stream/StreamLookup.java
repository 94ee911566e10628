package bot.herald.stream;

import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchUserId;
import java.util.Collection;
import java.util.Map;

/** Asks Twitch about channels; blocks. */
public interface StreamLookup {
    /** Most channels at once. */
    int MOST = 100;

    /** @param channels at most {@link #MOST}; those that Twitch does not know are left out of the answer */
    Answer find(Collection<TwitchUserId> channels);

    /** Twitch's answer, or why there is none. */
    sealed interface Answer {
        record Found(Map<TwitchUserId, StreamState> states) implements Answer {
            public Found {
                states = Map.copyOf(states);
            }
        }

        record Failed(ProviderFailure failure) implements Answer {}
    }
}
