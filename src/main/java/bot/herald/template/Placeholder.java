package bot.herald.template;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may stand between braces in a text: the one table that the parser, the documentation and the dashboard's list of placeholders
 * are made from.
 */
public enum Placeholder {
    USER("who wrote it", "{user}"),
    TOUSER("the name written behind the command, without @; without one, who wrote it", "{touser}"),
    CHANNEL("the channel's name", "{channel}"),
    ARGS("everything written behind the command; percent-encoded for an address", "{args}", "{args:url}"),
    ARGUMENT("the first to ninth word behind the command, or what follows the bar", "{1}", "{1|chat}", "{1|{user}}"),
    COUNT("how often it was answered, this time included", "{count}"),
    COUNT_USER("how often it was answered for this viewer", "{count.user}"),
    COUNTER(
            "a counter that all commands of the channel share; changed first where +, - or = says so",
            "{counter:deaths}",
            "{counter:deaths+1}",
            "{counter:deaths-1}",
            "{counter:deaths=0}"),
    UPTIME("how long the stream has run, or offline", "{uptime}"),
    GAME("the category; in raid greetings the raider's", "{game}"),
    TITLE("the title; in raid greetings the raider's", "{title}"),
    RANDOM("a new number each time, both ends included", "{random:1-6}"),
    PICK("one of them by chance", "{pick:heads|tails}"),
    PICK_CHATTER("somebody who wrote in the last ten minutes", "{pick.chatter}"),
    TIME("the time there now", "{time:Europe/Berlin}", "{time:Europe/Berlin HH:mm}"),
    UNTIL("how long until then, or now", "{until:2026-12-24T20:00 Europe/Berlin}"),
    SINCE("how long since then, or now", "{since:2024-02-29 Europe/Berlin}"),
    MATH("the result, or ? where there is none", "{math:{count}*2+1}"),
    IF(
            "what follows the first bar if it holds, else what follows the second",
            "{if:{1}|text|else}",
            "{if:{count}>10|text|else}",
            "{if:{game} contains chess|text|else}"),
    FETCH(
            "what the address answers, or one field of it",
            "{fetch:https://example.com/api?for={args}}",
            "{fetch:https://example.com/api json:data.0.name}"),
    RAIDER("who raids", "{raider}"),
    VIEWERS("with how many viewers", "{viewers}"),
    PARTY("the viewers in words: 1 viewer, 42 viewers", "{party}"),
    LINK("the address of who raids or gets the shoutout", "{link}"),
    SO_NAME("who gets the shoutout", "{so.name}"),
    SO_GAME("what they play, or played last", "{so.game}"),
    SO_NOW("what they play, or played last, as a sentence; nothing where Twitch does not say", "{so.now}"),
    TIER("the subscription's tier: 1, 2 or 3", "{tier}"),
    BITS("how many bits", "{bits}"),
    MONTHS("for how many months", "{months}"),
    REWARD("the reward's title", "{reward}"),
    INPUT("what the viewer wrote with it", "{input}");

    /** What needs nothing but the text itself and the time. */
    public static final Set<Placeholder> ANYWHERE = Set.copyOf(EnumSet.of(RANDOM, PICK, TIME, UNTIL, SINCE, MATH, IF));

    /** For the answer of a custom command. */
    public static final Set<Placeholder> COMMAND = with(
            ANYWHERE,
            USER,
            TOUSER,
            CHANNEL,
            ARGS,
            ARGUMENT,
            COUNT,
            COUNT_USER,
            COUNTER,
            UPTIME,
            GAME,
            TITLE,
            PICK_CHATTER,
            FETCH);

    /** For a line that nobody asked for. */
    public static final Set<Placeholder> TIMER = with(ANYWHERE, CHANNEL, UPTIME, GAME, TITLE);

    /** For the greeting of a raid. */
    public static final Set<Placeholder> RAID =
            with(ANYWHERE, RAIDER, VIEWERS, PARTY, LINK, SO_GAME, CHANNEL, UPTIME, GAME, TITLE);

    /** For the line that recommends a channel. */
    public static final Set<Placeholder> SHOUTOUT = with(ANYWHERE, SO_NAME, LINK, SO_GAME, SO_NOW, CHANNEL);

    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes one that is.
    private final List<String> forms;

    private final String word;

    Placeholder(String meaning, String... forms) {
        this.meaning = meaning;
        this.forms = List.of(forms);
        this.word = wordOf(forms[0]);
    }

    /** These and more of them. */
    public static Set<Placeholder> with(Collection<Placeholder> some, Placeholder... more) {
        EnumSet<Placeholder> all = EnumSet.copyOf(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    /** As one writes it, for example <code>{user}</code>. */
    public String example() {
        return forms.get(0);
    }

    /** Every way to write it, the simplest first. */
    public List<String> forms() {
        return forms;
    }

    /** What stands there when it is said, in a few words. */
    public String meaning() {
        return meaning;
    }

    private static String wordOf(String form) {
        int end = 1;
        while (form.charAt(end) != ':' && form.charAt(end) != '}') {
            end++;
        }
        return form.substring(1, end);
    }

    String word() {
        return word;
    }

    /** Whether it is complete without anything behind its word. */
    boolean standsAlone() {
        return forms.get(0).length() == word.length() + 2;
    }

    static Optional<Placeholder> ofWord(String word) {
        return Arrays.stream(values())
                .filter(one -> one != ARGUMENT && one.word.equals(word))
                .findFirst();
    }
}
