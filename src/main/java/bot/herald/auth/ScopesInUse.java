package bot.herald.auth;

import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.Optional;
import java.util.Set;

/**
 * Which scopes are requested: {@link RequestedScopes}, and those of the features that are on. Safe for concurrent use.
 */
public interface ScopesInUse {
    /** No feature is switched on anywhere. */
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

    /** @param account the account to be asked; empty if it is not known yet */
    Set<Scope> asked(Purpose purpose, Optional<TwitchUserId> account);

    /** What the account still has to grant for everything that is switched on to work, in alphabetical order. */
    Set<Scope> missing(Purpose purpose, TwitchUserId account, Set<Scope> granted);
}
