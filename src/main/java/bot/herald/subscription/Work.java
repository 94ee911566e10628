package bot.herald.subscription;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.retry.WakeUps.Reason;
import java.util.List;
import java.util.Set;

/**
 * What a pass of the reconciler was asked to do.
 *
 * @param goesOn whether this pass only goes on with what the one before left, by the very same plan
 * @param compareAll whether every owner's list is compared with Twitch
 * @param compare the owners whose list is compared
 * @param changed users who connected or disconnected: what was refused for them may work now
 * @param reasons what else may have ended the cause of a failure
 */
record Work(
        boolean goesOn,
        boolean compareAll,
        Set<CredentialKey> compare,
        Set<TwitchUserId> changed,
        List<Revocation> revocations,
        Set<Reason> reasons) {
    Work {
        compare = Set.copyOf(compare);
        changed = Set.copyOf(changed);
        revocations = List.copyOf(revocations);
        reasons = Set.copyOf(reasons);
    }
}
