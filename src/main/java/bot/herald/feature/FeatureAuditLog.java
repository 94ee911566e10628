package bot.herald.feature;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.AuditLog;
import bot.herald.feature.BotFacilities.FeatureAudit;
import bot.herald.identity.TwitchUserId;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.util.Optional;

/** Writes what features did by themselves into the audit log. */
public final class FeatureAuditLog implements FeatureAudit {
    private final AuditLog log;
    private final Clock clock;

    public FeatureAuditLog(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void write(TwitchUserId broadcasterId, String feature, String whatHappened) {
        log.write(new AuditEntry(
                clock.instant(),
                Action.FEATURE_ACTED,
                broadcasterId,
                Actor.BOT,
                Optional.empty(),
                Optional.of(new Edit(
                        feature,
                        Optional.empty(),
                        Optional.of(TextNode.valueOf(whatHappened).toString())))));
    }

    /** A moderator changed the title or the category in chat. */
    public void streamChanged(
            TwitchUserId broadcasterId, TwitchUserId moderator, String what, String before, String after) {
        log.write(new AuditEntry(
                clock.instant(),
                Action.STREAM_CHANGED,
                broadcasterId,
                Actor.of(moderator),
                Optional.empty(),
                Optional.of(new Edit(what, Optional.of(field(what, before)), Optional.of(field(what, after))))));
    }

    private static String field(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value).toString();
    }
}
