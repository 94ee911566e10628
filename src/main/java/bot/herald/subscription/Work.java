package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Set;

/**
 * What a pass of the reconciler was asked to do.
 *
 * @param goesOn whether this pass only goes on with what the one before left, by the very same plan
 * @param full the regular pass, on which refused subscriptions are tried again
 * @param compareAll whether every owner's list is compared with Twitch
 * @param compare the owners whose list is compared
 * @param changed users who connected or disconnected: what was refused for them may work now
 */
record Work(
        boolean goesOn,
        boolean full,
        boolean compareAll,
        Set<CredentialKey> compare,
        Set<TwitchUserId> changed,
        List<Revocation> revocations) {
    Work {
        compare = Set.copyOf(compare);
        changed = Set.copyOf(changed);
        revocations = List.copyOf(revocations);
    }
}
