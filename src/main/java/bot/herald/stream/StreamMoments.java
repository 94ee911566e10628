package bot.herald.stream;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;

/** Keeps moments of a running stream, in the broadcaster's name; blocks, and never repeats anything by itself. */
public interface StreamMoments {
    /** In characters. */
    int LONGEST_DESCRIPTION = 140;

    /** How long Twitch takes for a clip at most; one that is not there then will never be. */
    Duration CLIP_MADE_WITHIN = Duration.ofSeconds(15);

    /** Has Twitch make a clip of the last seconds, which takes a while. */
    Outcome clip(TwitchUserId broadcasterId);

    /** Whether a clip that was begun is there. */
    Look look(TwitchUserId broadcasterId, String clip);

    /** @param description at most {@value #LONGEST_DESCRIPTION} characters; may be empty */
    Outcome marker(TwitchUserId broadcasterId, String description);

    /** What Twitch says of a clip. */
    enum Look {
        THERE,
        NOT_YET,
        /** Twitch did not answer. */
        UNKNOWN
    }

    /** What became of it; reasons are for people. */
    sealed interface Outcome {
        /** @param what the clip's id, or at how many seconds of the stream the marker stands */
        record Made(String what) implements Outcome {}

        /** The broadcaster did not allow it. */
        record NotGranted() implements Outcome {}

        /** There is no stream, or none that Twitch keeps. */
        record Offline() implements Outcome {}

        record Refused(String reason) implements Outcome {}

        /** Nothing was done, or nobody knows. */
        record Later(String reason) implements Outcome {}
    }
}
