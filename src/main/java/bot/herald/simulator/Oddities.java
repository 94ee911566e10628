package bot.herald.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Twitch does now and then, and the simulator only when it is told to. Thread-safe; the fields are guarded by {@link World}. */
public final class Oddities {
    private final World world;
    private final List<Runnable> heldBack = new ArrayList<>();

    /** The answer to somebody who is no moderator: 403 is documented, 400 and 401 have been seen. */
    int noModeratorStatus = 403;

    String noModeratorMessage = "The user in moderator_id is not one of the broadcaster's moderators.";
    boolean doubled;
    boolean moderatedChannelsCut;
    boolean followersHidden;
    Duration streamsDelay = Duration.ZERO;
    boolean clipsRestricted;
    boolean clipsFail;

    /** The type of events that are held back; empty for none. */
    String held = "";

    Oddities(World world) {
        this.world = world;
    }

    /** Sets the answer to somebody who is no moderator. */
    public void answerNoModerator(int status, String message) {
        world.run(() -> {
            noModeratorStatus = status;
            noModeratorMessage = message;
        });
    }

    /** Whether every event comes twice, each time under another message id. */
    public void doubleEvents(boolean on) {
        world.run(() -> doubled = on);
    }

    /** Whether nobody may clip: 403. */
    public void restrictClips(boolean on) {
        world.run(() -> clipsRestricted = on);
    }

    /** Whether clips are accepted (202) and never made. */
    public void failClips(boolean on) {
        world.run(() -> clipsFail = on);
    }

    /** Whether those who may not see followers get a total and an empty list even when they ask for one user. */
    public void hideFollowers(boolean on) {
        world.run(() -> followersHidden = on);
    }

    /** Whether Get Moderated Channels ends after its first page without a cursor. */
    public void cutModeratedChannels(boolean on) {
        world.run(() -> moderatedChannelsCut = on);
    }

    /** How long after {@code stream.online} Get Streams learns of a stream. */
    public void delayStreams(Duration delay) {
        world.run(() -> streamsDelay = delay);
    }

    /** Holds back events of the type; they keep their timestamps. */
    public void holdBack(String type) {
        world.run(() -> held = type);
    }

    /** Delivers what was held back, the newest first. */
    public void release() {
        world.run(() -> {
            held = "";
            for (int i = heldBack.size() - 1; i >= 0; i--) {
                heldBack.get(i).run();
            }
            heldBack.clear();
        });
    }

    void holdBack(Runnable delivery) {
        heldBack.add(delivery);
    }
}
