package bot.herald.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Twitch does now and then, and only when it is told to here. Guarded by {@link World}. */
final class Oddities {
    /** The answer to who is no moderator; documented is 403, seen are 400 and 401, too. */
    int noModeratorStatus = 403;

    String noModeratorMessage = "The user in moderator_id is not one of the broadcaster's moderators.";

    /** Every event is told twice, each time under another message id. */
    boolean doubled;

    /** Get Moderated Channels ends after the first page, and names no cursor. */
    boolean moderatedChannelsCut;

    /** Get Channel Followers answers 200 with an empty list and the total to who may not see, as for one user. */
    boolean followersHidden;

    /** How long after {@code stream.online} Get Streams learns of a stream. */
    Duration streamsDelay = Duration.ZERO;

    /** Nobody may clip. */
    boolean clipsRestricted;

    /** What is clipped never becomes a clip. */
    boolean clipsFail;

    /** The type of events that are held back, or empty. */
    String held = "";

    private final List<Runnable> heldBack = new ArrayList<>();

    void holdBack(Runnable delivery) {
        heldBack.add(delivery);
    }

    /** Delivers what was held back, the youngest first. */
    void release() {
        held = "";
        for (int i = heldBack.size() - 1; i >= 0; i--) {
            heldBack.get(i).run();
        }
        heldBack.clear();
    }
}
