package bot.herald.account;

import bot.herald.account.AuditEntry.Action;
import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows what the {@link AuditLog} was told. */
public interface AuditTrail {
    /** The channel's last entries, the latest first. */
    List<AuditEntry> latest(TwitchUserId broadcaster, int most);

    /**
     * The channel's last entries of these kinds, the latest first.
     *
     * @param before the {@link AuditEntry#id()} of the entry that they are to be older than; one of no entry is none
     */
    List<AuditEntry> latest(TwitchUserId broadcaster, Set<Action> actions, Optional<String> before, int most);

    /** The channel's entry with this {@link AuditEntry#id()}. */
    Optional<AuditEntry> find(TwitchUserId broadcaster, String id);

    /** The latest entry of that kind. */
    Optional<AuditEntry> last(TwitchUserId broadcaster, Action action);
}
