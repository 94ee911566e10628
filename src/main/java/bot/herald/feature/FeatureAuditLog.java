package bot.herald.feature;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditEntry.Edit;
import bot.herald.account.AuditLog;
import bot.herald.event.Account;
import bot.herald.feature.BotFacilities.FeatureAudit;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Writes what features did, by themselves or because somebody asked in chat, into the activity log. */
public final class FeatureAuditLog implements FeatureAudit {
    private final AuditLog log;
    private final Clock clock;

    public FeatureAuditLog(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void write(TwitchUserId broadcasterId, String feature, Saying whatHappened) {
        write(broadcasterId, Actor.BOT, feature, whatHappened);
    }

    @Override
    public void asked(TwitchUserId broadcasterId, Account who, String feature, Saying whatTheyDid) {
        write(broadcasterId, Actor.inChat(who.id(), who.displayName()), feature, whatTheyDid);
    }

    private void write(TwitchUserId broadcasterId, Actor actor, String feature, Saying whatHappened) {
        log.write(new AuditEntry(
                clock.instant(),
                Action.FEATURE_ACTED,
                broadcasterId,
                actor,
                Optional.empty(),
                Optional.of(new Edit(feature, Optional.empty(), Optional.of(json(whatHappened))))));
    }

    /**
     * A single text if it is the same in all languages, as for entries from before there were several; otherwise one
     * for each language code.
     */
    private static String json(Saying whatHappened) {
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        for (Language language : Language.values()) {
            texts.put(language.code(), whatHappened.in(language));
        }
        TextNode english = TextNode.valueOf(whatHappened.in(Language.EN));
        boolean isOne = StreamSupport.stream(texts.spliterator(), false).allMatch(english::equals);
        return (isOne ? english : texts).toString();
    }

    /** A moderator changed the title or the category in chat. */
    public void streamChanged(TwitchUserId broadcasterId, Account moderator, String what, String before, String after) {
        log.write(new AuditEntry(
                clock.instant(),
                Action.STREAM_CHANGED,
                broadcasterId,
                Actor.inChat(moderator.id(), moderator.displayName()),
                Optional.empty(),
                Optional.of(new Edit(what, Optional.of(field(what, before)), Optional.of(field(what, after))))));
    }

    private static String field(String name, String value) {
        return JsonNodeFactory.instance.objectNode().put(name, value).toString();
    }
}
