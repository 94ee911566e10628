package bot.herald.feature;

import bot.herald.event.ChatMessageReceived;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Sees to it that one process acts on a line of chat: whoever is about to do something because of it asks here first. Nearly
 * all lines lead to nothing, and so to no claim.
 *
 * <p>Claims once for each line, so that a filter, a command and a plugin in one process get the same answer. Safe for concurrent
 * use; blocks while it claims, and holds no lock meanwhile.
 */
public final class ActsOnce implements Predicate<ChatMessageReceived> {
    private static final int REMEMBERED = 10_000;

    private final Predicate<String> claim;
    private final Map<String, Boolean> answers = new LinkedHashMap<>();

    /** @param claim whether a message id is this process's to act on; true for one caller */
    public ActsOnce(Predicate<String> claim) {
        this.claim = claim;
    }

    @Override
    public boolean test(ChatMessageReceived message) {
        // Two instances may be told of one line by two messages.
        String id = "acted:" + message.broadcasterId() + ":" + message.chatMessageId();
        synchronized (answers) {
            Boolean known = answers.get(id);
            if (known != null) {
                return known;
            }
        }
        boolean ours = claim.test(id);
        synchronized (answers) {
            // Two threads for one message, as with a plugin that works on one of its own: one of them won the claim.
            boolean answer = answers.merge(id, ours, Boolean::logicalOr);
            if (answers.size() > REMEMBERED) {
                answers.remove(answers.keySet().iterator().next());
            }
            return answer;
        }
    }
}
