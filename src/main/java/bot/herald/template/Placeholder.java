package bot.herald.template;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What may stand between braces in a text. */
public enum Placeholder {
    USER("user"),
    CHANNEL("channel"),
    ARGS("args"),
    /** {@code {1}} to {@code {9}}. */
    ARGUMENT("1"),
    COUNT("count"),
    UPTIME("uptime"),
    GAME("game"),
    TITLE("title"),
    /** {@code {random:1-6}}. */
    RANDOM("random"),
    RAIDER("raider"),
    VIEWERS("viewers"),
    /** The viewers in words: {@code 1 viewer}, {@code 42 viewers}. */
    PARTY("party"),
    /** The raider's address. */
    LINK("link"),
    /** Of a subscription: {@code 1}, {@code 2} or {@code 3}. */
    TIER("tier"),
    BITS("bits"),
    MONTHS("months"),
    /** The title of a reward. */
    REWARD("reward"),
    /** What somebody wrote with it. */
    INPUT("input");

    /** For the answer of a custom command. */
    public static final Set<Placeholder> COMMAND =
            Set.copyOf(EnumSet.of(USER, CHANNEL, ARGS, ARGUMENT, COUNT, UPTIME, GAME, TITLE, RANDOM));

    /** For a line that nobody asked for. */
    public static final Set<Placeholder> TIMER = Set.copyOf(EnumSet.of(CHANNEL, UPTIME, GAME, TITLE, RANDOM));

    /** For the greeting of a raid. */
    public static final Set<Placeholder> RAID =
            Set.copyOf(EnumSet.of(RAIDER, VIEWERS, PARTY, LINK, CHANNEL, UPTIME, GAME, TITLE, RANDOM));

    private final String word;

    Placeholder(String word) {
        this.word = word;
    }

    /** As one writes it, for example <code>{user}</code>. */
    public String example() {
        return this == RANDOM ? "{random:1-6}" : "{" + word + "}";
    }

    String word() {
        return word;
    }

    /** A word alone; arguments and random numbers have forms of their own. */
    static Optional<Placeholder> ofWord(String word) {
        return Arrays.stream(values())
                .filter(one -> one != ARGUMENT && one != RANDOM && one.word.equals(word))
                .findFirst();
    }
}
