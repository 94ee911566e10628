package bot.herald.feature;

import bot.herald.event.ChatMessageReceived;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Makes sure that only one process acts on a line of chat. Ask here before doing anything in response to it; most
 * lines lead to nothing and are never claimed.
 *
 * <p>Each line is claimed once, so that a filter, a command and a plug-in in one process get the same answer. Safe for
 * concurrent use; blocks while claiming, without holding a lock.
 */
public final class ActsOnce implements Predicate<ChatMessageReceived> {
    private static final int REMEMBERED = 10_000;

    private final Predicate<String> claim;
    private final Map<String, Boolean> answers = new LinkedHashMap<>();

    /** @param claim whether this process gets to act on a message id; true for one caller only */
    public ActsOnce(Predicate<String> claim) {
        this.claim = claim;
    }

    @Override
    public boolean test(ChatMessageReceived message) {
        // Two instances may receive one line in two messages.
        String id = "acted:" + message.broadcasterId() + ":" + message.chatMessageId();
        synchronized (answers) {
            Boolean known = answers.get(id);
            if (known != null) {
                return known;
            }
        }
        boolean ours = claim.test(id);
        synchronized (answers) {
            // Two threads may ask about one message, as when a plug-in uses a thread of its own: one of them won the
            // claim.
            boolean answer = answers.merge(id, ours, Boolean::logicalOr);
            if (answers.size() > REMEMBERED) {
                answers.remove(answers.keySet().iterator().next());
            }
            return answer;
        }
    }
}
