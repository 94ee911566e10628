package bot.herald.feature.shoutout;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.Purpose;
import bot.herald.auth.ScopesInUse;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Also asks for the scope for shoutouts where the bot is not a moderator, so that they can be given in the broadcaster's name.
 * The scope is optional. Safe for concurrent use.
 *
 * @param others the other wanted scopes
 * @param needsPermission whether shoutouts of a channel wait for the broadcaster to allow them
 */
public record ShoutoutScopes(ScopesInUse others, CredentialService credentials, Predicate<TwitchUserId> needsPermission)
        implements ScopesInUse {
    @Override
    public Set<Scope> asked(Purpose purpose, Optional<TwitchUserId> account) {
        Set<Scope> asked = new HashSet<>(others.asked(purpose, account));
        if (purpose == Purpose.CHANNEL
                && account.filter(this::givesOwnShoutouts).isPresent()) {
            asked.add(Scope.MODERATOR_MANAGE_SHOUTOUTS);
        }
        return asked;
    }

    @Override
    public Set<Scope> missing(Purpose purpose, TwitchUserId account, Set<Scope> granted) {
        return others.missing(purpose, account, granted);
    }

    private boolean givesOwnShoutouts(TwitchUserId broadcaster) {
        return credentials
                        .find(CredentialKey.channel(broadcaster))
                        .map(Credential::scopes)
                        .filter(granted -> granted.contains(Scope.MODERATOR_MANAGE_SHOUTOUTS))
                        .isPresent()
                || needsPermission.test(broadcaster);
    }
}
