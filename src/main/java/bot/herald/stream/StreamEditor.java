package bot.herald.stream;

import bot.herald.identity.TwitchUserId;
import java.util.List;

/** Changes title and category on the broadcaster's behalf; blocks, and never retries by itself. */
public interface StreamEditor {
    int LONGEST_TITLE = 140;

    /** @param title 1 to {@value #LONGEST_TITLE} characters */
    Outcome title(TwitchUserId broadcasterId, String title);

    /** @param name of a category, case ignored, or what clearly means one: "gta v", "dead by day" */
    Outcome category(TwitchUserId broadcasterId, String name);

    /** The result; reasons are for people. */
    sealed interface Outcome {
        /** @param now what the channel shows from now on, as Twitch spells it */
        record Changed(String now) implements Outcome {}

        /** The broadcaster did not allow it. */
        record NotGranted() implements Outcome {}

        record NoSuchCategory() implements Outcome {}

        /** Nothing was done: it may mean any of these, two or three. */
        record SeveralCategories(List<String> names) implements Outcome {
            public SeveralCategories {
                names = List.copyOf(names);
            }
        }

        record Refused(String reason) implements Outcome {}

        /** Nothing was done. */
        record Later(String reason) implements Outcome {}

        /** It may have been done or not. */
        record Unclear(String reason) implements Outcome {}
    }
}
