package bot.herald.app;

import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.AuditLog;
import bot.herald.feature.BotFacilities.FeatureAudit;
import bot.herald.identity.TwitchUserId;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.util.Optional;

/** Writes what features did by themselves into the audit log. */
final class FeatureDeeds implements FeatureAudit {
    private final AuditLog log;
    private final Clock clock;

    FeatureDeeds(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void write(TwitchUserId broadcasterId, String feature, String whatHappened) {
        log.write(new AuditEntry(
                clock.instant(),
                Action.FEATURE_ACTED,
                broadcasterId,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Edit(
                        feature,
                        Optional.empty(),
                        Optional.of(TextNode.valueOf(whatHappened).toString())))));
    }
}
