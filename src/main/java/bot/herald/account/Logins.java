package bot.herald.account;

import bot.herald.auth.Credential;
import bot.herald.auth.Purpose;
import bot.herald.identity.Provider;
import bot.herald.identity.TwitchProfile;
import java.time.Clock;

/** Does what is due when somebody logs in with Twitch, or when that login ends. */
public final class Logins {
    private final PersonStore people;
    private final ManagedChannels managed;
    private final Sessions sessions;
    private final Clock clock;

    public Logins(PersonStore people, ManagedChannels managed, Sessions sessions, Clock clock) {
        this.people = people;
        this.managed = managed;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Stores who it is and asks Twitch which channels they moderate; their token is stored already. */
    public void loggedIn(TwitchProfile profile) {
        people.loggedIn(profile, clock.instant());
        boolean wasLoggedIn = !sessions.of(profile.id()).isEmpty();
        if (!managed.learn(profile.id()) && !wasLoggedIn) {
            // While nobody is logged in, no event reports who stopped being a moderator.
            managed.doubt(profile.id());
        }
    }

    /** Ends the sessions of somebody whose login was revoked on Twitch. */
    public void credentialStateChanged(Credential credential) {
        if (credential.key().provider() == Provider.TWITCH
                && credential.key().purpose() != Purpose.BOT
                && !credential.isUsable()) {
            sessions.endAll(credential.key().userId(), credential.key().purpose());
        }
    }
}
