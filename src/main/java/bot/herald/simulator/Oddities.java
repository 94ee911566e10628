package bot.herald.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Switches for what the real Twitch only does now and then. All are off at first. Thread-safe; the fields are guarded by {@link World}.
 */
public final class Oddities {
    private final World world;
    private final List<Runnable> heldBack = new ArrayList<>();
    private final Set<String> withdrawn = new HashSet<>();

    /** The answer to a caller who does not moderate the channel. 403 is documented; 400 and 401 have been seen. */
    int noModeratorStatus = 403;

    String noModeratorMessage = "The user in moderator_id is not one of the broadcaster's moderators.";
    boolean doubled;
    boolean moderatedChannelsCut;
    boolean shortPages;
    boolean followersHidden;
    Duration streamsDelay = Duration.ZERO;
    boolean clipsRestricted;
    boolean clipsFail;

    /** The event type that is held back; empty for none. */
    String held = "";

    Oddities(World world) {
        this.world = world;
    }

    /** Sets the answer to a caller who does not moderate the channel. */
    public void answerNoModerator(int status, String message) {
        world.run(() -> {
            noModeratorStatus = status;
            noModeratorMessage = message;
        });
    }

    /**
     * Answers the next {@code times} messages that apps send to the channel with 200 but does not show them.
     *
     * @param code the {@code drop_reason}, for example {@code msg_rejected}, as after AutoMod held the message
     */
    public void dropMessages(String broadcasterId, String code, int times) {
        world.run(() -> world.chat.rules().drop(broadcasterId, code, times));
    }

    /** Sends every event twice, under different message ids. */
    public void doubleEvents(boolean on) {
        world.run(() -> doubled = on);
    }

    /** Refuses every clip with 403. */
    public void restrictClips(boolean on) {
        world.run(() -> clipsRestricted = on);
    }

    /** Accepts clips with 202 but never makes them. */
    public void failClips(boolean on) {
        world.run(() -> clipsFail = on);
    }

    /**
     * Answers 200 with a total and an empty list when a caller who may not see the followers asks about one user; without this, 401.
     */
    public void hideFollowers(boolean on) {
        world.run(() -> followersHidden = on);
    }

    /** Ends Get Moderated Channels after the first page, without a cursor. */
    public void cutModeratedChannels(boolean on) {
        world.run(() -> moderatedChannelsCut = on);
    }

    /** Starts every list with an empty page and fills the others only halfway; each has a cursor as long as items are left. */
    public void shortenPages(boolean on) {
        world.run(() -> shortPages = on);
    }

    /** Sets how long Get Streams lags behind {@code stream.online}. */
    public void delayStreams(Duration delay) {
        world.run(() -> streamsDelay = delay);
    }

    /** Withdraws a subscription type: existing subscriptions are revoked with {@code version_removed}, new ones get 410. */
    public void withdraw(String type, String version) {
        world.run(() -> {
            withdrawn.add(type + "/" + version);
            world.subscriptions
                    .enabled()
                    .filter(each -> isWithdrawn(each.type.name(), each.type.version()))
                    .forEach(each -> world.publisher.revoke(each, "version_removed"));
        });
    }

    boolean isWithdrawn(String type, String version) {
        return withdrawn.contains(type + "/" + version);
    }

    /** Holds events of this type back. They keep their timestamps. */
    public void holdBack(String type) {
        world.run(() -> held = type);
    }

    /** Delivers the events held back, newest first. */
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
