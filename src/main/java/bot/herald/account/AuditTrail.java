package bot.herald.account;

import bot.herald.identity.TwitchUserId;
import java.util.List;

/** Shows what the {@link AuditLog} was told. */
@FunctionalInterface
public interface AuditTrail {
    /** The channel's last entries, the latest first. */
    List<AuditEntry> latest(TwitchUserId broadcaster, int most);
}
