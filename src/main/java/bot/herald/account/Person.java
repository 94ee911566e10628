package bot.herald.account;

import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;

/** Somebody who has logged in, as Twitch presented them then or as an event has named them since. */
public record Person(TwitchProfile profile) {
    public TwitchUserId id() {
        return profile.id();
    }
}
