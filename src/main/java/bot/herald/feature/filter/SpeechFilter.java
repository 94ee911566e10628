package bot.herald.feature.filter;

import bot.herald.event.Account;
import bot.herald.event.Role;
import bot.herald.feature.BotFacilities.FeatureAudit;
import bot.herald.feature.FeatureBook;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import bot.herald.moderation.Speech;
import bot.herald.moderation.SpeechRules;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the rules of {@link ChatFilters} to what the bot is about to say in a viewer's words. */
public final class SpeechFilter implements SpeechRules {
    private static final Logger log = LoggerFactory.getLogger(SpeechFilter.class);

    private final FeatureBook book;
    private final FeatureAudit audit;
    private final Map<TwitchUserId, Rules> rules = new ConcurrentHashMap<>();

    public SpeechFilter(FeatureBook book, FeatureAudit audit) {
        this.book = book;
        this.audit = audit;
    }

    @Override
    public boolean allow(Speech speech) {
        Optional<Saying> found = objection(speech);
        found.ifPresent(what -> writeDown(speech, what));
        return found.isEmpty();
    }

    @Override
    public Optional<Saying> objection(Speech speech) {
        return book.settings(speech.broadcasterId(), ChatFilters.ID, FilterSettings.class)
                .map(settings -> rules(speech.broadcasterId(), settings))
                .filter(rules -> speech.viewer()
                        .map(Account::login)
                        .filter(rules::isExempt)
                        .isEmpty())
                .flatMap(rules -> rules.judge(speech.said(), speech.quiet(), role(speech)));
    }

    /** Events other than chat bring no badges. */
    private static Role role(Speech speech) {
        boolean broadcaster = speech.viewer().map(Account::id).equals(Optional.of(speech.broadcasterId()));
        return broadcaster ? Role.BROADCASTER : speech.role();
    }

    private Rules rules(TwitchUserId broadcasterId, FilterSettings settings) {
        return rules.compute(
                broadcasterId, (id, held) -> held != null && held.areOf(settings) ? held : new Rules(settings));
    }

    private void writeDown(Speech speech, Saying found) {
        Optional<String> viewer = speech.viewer().map(account -> account.login() + " (" + account.id() + ")");
        log.info(
                "broadcaster={} withheld a message that the bot was to send, for={} found={}",
                speech.broadcasterId(),
                viewer.orElse("viewers"),
                found.in(Language.EN));
        audit.write(
                speech.broadcasterId(),
                ChatFilters.ID,
                viewer.map(who -> ChatFilters.TEXTS.saying("acted.unsaid", "chatter", who, "found", found))
                        .orElseGet(() -> ChatFilters.TEXTS.saying("acted.unsaid.viewers", "found", found)));
    }
}
