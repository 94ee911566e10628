package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.Set;

/**
 * Which scopes are requested: {@link RequestedScopes}, and those of the features that are on. Safe for concurrent use.
 */
public interface ScopesInUse {
    /** Nothing is switched on anywhere. */
    ScopesInUse BASE = new ScopesInUse() {
        @Override
        public Set<Scope> asked(Purpose purpose, Optional<TwitchUserId> account) {
            return RequestedScopes.of(purpose);
        }

        @Override
        public Set<Scope> missing(Purpose purpose, TwitchUserId account, Set<Scope> granted) {
            return Scope.missing(RequestedScopes.of(purpose), granted);
        }
    };

    /** @param account whose yes is asked for; empty when nobody knows yet */
    Set<Scope> asked(Purpose purpose, Optional<TwitchUserId> account);

    /** What the account has to grant besides, for everything that is switched on to work; in alphabetical order. */
    Set<Scope> missing(Purpose purpose, TwitchUserId account, Set<Scope> granted);
}
