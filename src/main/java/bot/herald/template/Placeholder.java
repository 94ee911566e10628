package bot.herald.template;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The placeholders of texts. The parser, the documentation and the dashboard's list of placeholders all come from this
 * table.
 */
public enum Placeholder {
    USER(Group.PEOPLE, "OrbitOtter", "who wrote it", "{user}"),
    TOUSER(
            Group.PEOPLE,
            "OrbitOtter",
            "the name written after the command, without @; without one, who wrote it",
            "{touser}"),
    LASTSEEN(
            Group.PEOPLE,
            "3 days 4 h ago",
            "how long ago somebody last wrote, where the channel remembers it",
            "{lastseen:{1}}"),
    CHANNEL(Group.STREAM, "your channel", "the channel's name", "{channel}"),
    ARGS(
            Group.PEOPLE,
            "",
            "everything written after the command; percent-encoded for an address",
            "{args}",
            "{args:url}"),
    ARGUMENT(
            Group.PEOPLE,
            "",
            "the first to ninth word after the command, or what follows the bar",
            "{1}",
            "{1|chat}",
            "{1|{user}}"),
    COUNT(Group.COUNTING, "5", "how often it was answered, this time included", "{count}"),
    COUNT_USER(Group.COUNTING, "3", "how often it was answered for this viewer", "{count.user}"),
    COUNTER(
            Group.COUNTING,
            "5",
            "a counter that all commands of the channel share; changed first where +, - or = says so",
            "{counter:deaths}",
            "{counter:deaths+1}",
            "{counter:deaths-1}",
            "{counter:deaths=0}"),
    UPTIME(Group.STREAM, "2 h 14 min", "how long the stream has run, or offline", "{uptime}"),
    GAME(Group.STREAM, "Stardew Valley", "the category; in raid greetings the raider's", "{game}"),
    TITLE(Group.STREAM, "A rainy day on the farm", "the title; in raid greetings the raider's", "{title}"),
    RANDOM(Group.CHANCE, "", "a new number each time, both ends included", "{random:1-6}"),
    PICK(Group.CHANCE, "", "one of them at random", "{pick:heads|tails}"),
    PICK_CHATTER(Group.CHANCE, "KiraOnKeys", "somebody who wrote in the last ten minutes", "{pick.chatter}"),
    TIME(Group.TIME, "", "the time there now", "{time:Europe/Berlin}", "{time:Europe/Berlin HH:mm}"),
    UNTIL(Group.TIME, "", "how long until then, or now", "{until:2026-12-24T20:00 Europe/Berlin}"),
    SINCE(Group.TIME, "", "how long since then, or now", "{since:2024-02-29 Europe/Berlin}"),
    MATH(Group.LOGIC, "", "the result, or ? where there is none", "{math:{count}*2+1}"),
    IF(
            Group.LOGIC,
            "",
            "what follows the first bar if it holds, else what follows the second",
            "{if:{1}|text|else}",
            "{if:{count}>10|text|else}",
            "{if:{game} contains chess|text|else}"),
    FETCH(
            Group.LOGIC,
            "",
            "what the address answers, or one field of it",
            "{fetch:https://example.com/api?for={args}}",
            "{fetch:https://example.com/api json:data.0.name}"),
    RAIDER(Group.OCCASION, "PixelPenguin", "who raids", "{raider}"),
    VIEWERS(Group.OCCASION, "42", "with how many viewers", "{viewers}"),
    PARTY(Group.OCCASION, "42 viewers", "the viewers in words: 1 viewer, 42 viewers", "{party}"),
    LINK(Group.OCCASION, "twitch.tv/pixelpenguin", "the address of who raids or gets the shoutout", "{link}"),
    SO_NAME(Group.OCCASION, "PixelPenguin", "who gets the shoutout", "{so.name}"),
    SO_GAME(Group.OCCASION, "Stardew Valley", "what they play, or played last", "{so.game}"),
    SO_NOW(
            Group.OCCASION,
            "Was last seen streaming Stardew Valley.",
            "what they play, or played last, as a sentence; nothing where Twitch does not say",
            "{so.now}"),
    TIER(Group.OCCASION, "1", "the subscription's tier: 1, 2 or 3", "{tier}"),
    BITS(Group.OCCASION, "100", "how many bits", "{bits}"),
    MONTHS(Group.OCCASION, "14", "for how many months", "{months}"),
    REWARD(Group.OCCASION, "Drink some water", "the reward's title", "{reward}"),
    INPUT(Group.OCCASION, "Hello everyone!", "what the viewer wrote with it", "{input}");

    /** Those that need nothing but the text itself and the time. */
    public static final Set<Placeholder> ANYWHERE = Set.copyOf(EnumSet.of(RANDOM, PICK, TIME, UNTIL, SINCE, MATH, IF));

    /** For answers of custom commands. */
    public static final Set<Placeholder> COMMAND = with(
            ANYWHERE,
            USER,
            TOUSER,
            LASTSEEN,
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

    /** For messages of timers. */
    public static final Set<Placeholder> TIMER = with(ANYWHERE, CHANNEL, UPTIME, GAME, TITLE);

    /** For greeting a raid. */
    public static final Set<Placeholder> RAID =
            with(ANYWHERE, RAIDER, VIEWERS, PARTY, LINK, SO_GAME, CHANNEL, UPTIME, GAME, TITLE);

    /** For thanking followers. */
    public static final Set<Placeholder> FOLLOW = with(ANYWHERE, USER, COUNT, CHANNEL);

    /** For thanking new subscribers. */
    public static final Set<Placeholder> SUBSCRIPTION = with(ANYWHERE, USER, TIER, CHANNEL);

    /** For thanking those who share a resubscription. */
    public static final Set<Placeholder> RESUBSCRIPTION = with(ANYWHERE, USER, TIER, MONTHS, INPUT, CHANNEL);

    /** For thanking those who gift subscriptions. */
    public static final Set<Placeholder> GIFT = with(ANYWHERE, USER, COUNT, TIER, CHANNEL);

    /** For thanking those who cheer. */
    public static final Set<Placeholder> CHEER = with(ANYWHERE, USER, BITS, INPUT, CHANNEL);

    /** For thanking those who redeem a reward. */
    public static final Set<Placeholder> REDEMPTION = with(ANYWHERE, USER, REWARD, INPUT, CHANNEL);

    /** For shoutouts in chat. */
    public static final Set<Placeholder> SHOUTOUT = with(ANYWHERE, SO_NAME, LINK, SO_GAME, SO_NOW, CHANNEL);

    /** The headings under which lists show placeholders. */
    public enum Group {
        OCCASION("What happened"),
        PEOPLE("Who and what they wrote"),
        STREAM("Your stream"),
        COUNTING("Counting"),
        CHANCE("Random"),
        TIME("Dates and times"),
        LOGIC("Decide, calculate, look up");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private final Group group;
    private final String sample;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes one that is.
    private final List<String> forms;

    private final String word;

    Placeholder(Group group, String sample, String meaning, String... forms) {
        this.group = group;
        this.sample = sample;
        this.meaning = meaning;
        this.forms = List.of(forms);
        this.word = wordOf(forms[0]);
    }

    /** The union of both. */
    public static Set<Placeholder> with(Collection<Placeholder> some, Placeholder... more) {
        EnumSet<Placeholder> all = EnumSet.copyOf(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    /** As it is written in a text, for example <code>{user}</code>. */
    public String example() {
        return forms.get(0);
    }

    /** Every way to write it, the simplest first. */
    public List<String> forms() {
        return forms;
    }

    /** Those of its forms that use no placeholders but {@code allowed}. */
    public List<String> forms(Set<Placeholder> allowed) {
        return forms.stream()
                .filter(form -> Template.parse(form, allowed) instanceof Template.Parsed.Good)
                .toList();
    }

    /** What it stands for, in a few words. */
    public String meaning() {
        return meaning;
    }

    public Group group() {
        return group;
    }

    /** The value for previews; empty if the text itself determines it. */
    public String sample() {
        return sample;
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

    /** Whether its word alone is complete, without a colon and more. */
    boolean standsAlone() {
        return forms.get(0).length() == word.length() + 2;
    }

    static Optional<Placeholder> ofWord(String word) {
        return Arrays.stream(values())
                .filter(one -> one != ARGUMENT && one.word.equals(word))
                .findFirst();
    }
}
