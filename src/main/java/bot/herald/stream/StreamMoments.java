package bot.herald.stream;

import bot.herald.identity.TwitchUserId;
import java.time.Duration;

/** Makes clips and markers on the broadcaster's behalf; blocks, and never retries by itself. */
public interface StreamMoments {
    /** In characters. */
    int LONGEST_DESCRIPTION = 140;

    /** How long Twitch takes to make a clip at most; one that does not exist by then never will. */
    Duration CLIP_MADE_WITHIN = Duration.ofSeconds(15);

    /** Asks Twitch for a clip of the last seconds, which takes a while to be made. */
    Outcome clip(TwitchUserId broadcasterId);

    /** Whether a requested clip exists by now. */
    Look look(TwitchUserId broadcasterId, String clip);

    /** @param description at most {@value #LONGEST_DESCRIPTION} characters; may be empty */
    Outcome marker(TwitchUserId broadcasterId, String description);

    /** What Twitch says about a clip. */
    enum Look {
        THERE,
        NOT_YET,
        /** Twitch did not answer. */
        UNKNOWN
    }

    /** The result; reasons are for people. */
    sealed interface Outcome {
        /** @param what the clip's id, or at how many seconds of the stream the marker stands */
        record Made(String what) implements Outcome {}

        /** The broadcaster did not allow it. */
        record NotGranted() implements Outcome {}

        /** There is no stream, or Twitch does not record it. */
        record Offline() implements Outcome {}

        record Refused(String reason) implements Outcome {}

        /** It failed, or it is unclear whether it succeeded. */
        record Later(String reason) implements Outcome {}
    }
}
