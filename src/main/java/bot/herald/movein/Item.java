package bot.herald.movein;

import bot.herald.event.Role;
import bot.herald.feature.command.QuoteStore;
import bot.herald.settings.ItemName;
import bot.herald.template.Characters;
import bot.herald.template.ChatText;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A command, quote or the like of another bot, converted to Herald's form.
 *
 * @param name normalized, without a prefix; for a quote, its first words
 * @param theirs the original text
 * @param content in the API's form; empty if it cannot be imported
 * @param reasons sentences on how it differs from the original
 * @param skipped why it cannot be imported; empty if it can
 */
public record Item(
        Kind kind, String name, String theirs, ObjectNode content, List<String> reasons, Optional<String> skipped) {
    static final int MOST_ALIASES = 10;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_MINUTES = 1_440;
    private static final int USUAL_MINUTES = 60;
    private static final int MOST_LINES = 10_000;
    private static final int LONGEST_SHOWN = 2_000;
    private static final int MOST_MESSAGES = 20;
    private static final int MOST_TRIGGER_LINES = 20;

    /** Kinds of items. */
    public enum Kind {
        COMMAND,
        TRIGGER,
        TIMER,
        /** The channel's settings; there is one such item. */
        SETTINGS,
        /** The settings of a feature. */
        FEATURE,
        QUOTE,
        /** A counter that texts use. */
        COUNTER;

        /** The name of the kind of documents. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text().equals(text))
                    .findFirst();
        }

        /** Whether every channel has it, so that it is changed and never created. */
        boolean isFixed() {
            return this == SETTINGS || this == FEATURE;
        }
    }

    /**
     * A command as read, before it is checked.
     *
     * @param channelSeconds rounded up to whole seconds
     * @param losses sentences on what it cannot do in Herald; then it is imported disabled
     * @param notes sentences on what is slightly different in Herald
     */
    record Draft(
            String name,
            String text,
            List<String> aliases,
            Role role,
            double channelSeconds,
            double userSeconds,
            boolean enabled,
            long count,
            List<String> losses,
            List<String> notes) {}

    public Item {
        reasons = List.copyOf(reasons);
    }

    static Item skipped(Kind kind, String name, String theirs, String why) {
        return new Item(
                kind,
                cut(ItemName.normalized(name)),
                cut(theirs),
                JsonNodeFactory.instance.objectNode(),
                List.of(),
                Optional.of(why));
    }

    Item skippedBecause(String why) {
        return skipped(kind, name, theirs, why);
    }

    /** What is wrong with a name, as a sentence. */
    private static Optional<String> fault(String name) {
        return ItemName.fault(name).map(fault -> {
            if (name.isEmpty()) {
                return "It has no name.";
            }
            return Characters.areMoreThan(ItemName.LONGEST, name)
                    ? "Its name has more than " + ItemName.LONGEST + " characters."
                    : "Its name must be one word without spaces and slashes.";
        });
    }

    /** A name for what has none, made of the words that it is about. */
    static String nameOf(String words) {
        return Characters.first(ItemName.LONGEST, dashed(words));
    }

    private static String dashed(String name) {
        return ItemName.normalized(name).replaceAll("[\\s/\\\\]+", "-");
    }

    static Item command(Draft draft) {
        String name = ItemName.withoutPrefix(draft.name(), "!");
        Optional<String> fault = fault(name);
        if (fault.isPresent()) {
            return skipped(Kind.COMMAND, draft.name(), draft.text(), fault.get());
        }
        String theirs = ChatText.clean(draft.text());
        if (theirs.isEmpty()) {
            return skipped(Kind.COMMAND, name, "", "It has no text.");
        }
        List<String> reasons = new ArrayList<>(draft.losses());
        boolean isAction = theirs.regionMatches(true, 0, "/me ", 0, 4);
        if (isAction) {
            theirs = theirs.substring(4).strip();
        } else if (theirs.startsWith("/") || theirs.startsWith(".")) {
            reasons.add("It begins with a chat command, which Herald does not post.");
        }
        Translation translation = Translator.translate(theirs);
        reasons.addAll(translation.reasons());
        if (ChatText.isTooLong(translation.text())) {
            return skipped(
                    Kind.COMMAND,
                    name,
                    draft.text(),
                    "Its text has " + Characters.count(translation.text()) + " characters; " + ChatText.LONGEST
                            + " are possible.");
        }
        boolean enabled = draft.enabled() && reasons.isEmpty();
        if (isAction) {
            reasons.add("It is said without /me.");
        }
        reasons.addAll(draft.notes());
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("name", name);
        content.put("text", translation.text());
        aliases(draft, name, reasons).forEach(content.putArray("aliases")::add);
        content.putObject("cooldown")
                .put("channelSeconds", whole(draft.channelSeconds(), MOST_SECONDS))
                .put("userSeconds", whole(draft.userSeconds(), MOST_SECONDS));
        content.put("role", draft.role().text());
        content.put("enabled", enabled);
        content.put("count", Math.max(0, draft.count()));
        return new Item(Kind.COMMAND, name, cut(draft.text()), content, reasons, Optional.empty());
    }

    /**
     * A trigger that answers words in a message like a command.
     *
     * @param when the trigger's lines
     * @param moment when the trigger answers
     */
    static Item trigger(Draft draft, List<String> when, String moment) {
        Item command = command(new Draft(
                draft.name(),
                draft.text(),
                List.of(),
                draft.role(),
                draft.channelSeconds(),
                draft.userSeconds(),
                draft.enabled(),
                0,
                draft.losses(),
                List.of()));
        String theirs = String.join(" / ", when) + ": " + command.theirs();
        if (command.skipped().isPresent()) {
            return skipped(
                    Kind.TRIGGER, command.name(), theirs, command.skipped().get());
        }
        ObjectNode content = command.content().deepCopy();
        content.remove(List.of("aliases", "count"));
        when.stream().limit(MOST_TRIGGER_LINES).map(ChatText::clean).forEach(content.putArray("when")::add);
        content.put("moment", moment);
        List<String> reasons = new ArrayList<>(command.reasons());
        if (when.size() > MOST_TRIGGER_LINES) {
            reasons.add("It has " + when.size() + " keywords; the first " + MOST_TRIGGER_LINES + " come along.");
        }
        return new Item(Kind.TRIGGER, command.name(), cut(theirs), content, reasons, Optional.empty());
    }

    private static Set<String> aliases(Draft draft, String name, List<String> reasons) {
        Set<String> aliases = new LinkedHashSet<>();
        for (String written : draft.aliases()) {
            String alias = ItemName.withoutPrefix(written, "!");
            if (ItemName.fault(alias).isPresent()) {
                reasons.add("An alias of it is no name here: " + cut(written) + ".");
            } else if (!alias.equals(name)) {
                aliases.add(alias);
            }
        }
        if (aliases.size() > MOST_ALIASES) {
            reasons.add("It has " + aliases.size() + " aliases; the first " + MOST_ALIASES + " come along.");
        }
        return aliases.stream().limit(MOST_ALIASES).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * @param minutes NaN if unknown
     * @param losses sentences on what it cannot do in Herald; then it is imported disabled
     */
    static Item timer(
            String name, List<String> messages, double minutes, int lines, boolean enabled, List<String> losses) {
        String plain = dashed(name);
        String shown = String.join(" / ", messages);
        Optional<String> fault = fault(plain);
        if (fault.isPresent()) {
            return skipped(Kind.TIMER, name, shown, fault.get());
        }
        List<String> said = messages.stream()
                .map(ChatText::clean)
                .filter(text -> !text.isEmpty())
                .toList();
        if (said.isEmpty() || said.size() > MOST_MESSAGES) {
            return skipped(
                    Kind.TIMER,
                    plain,
                    shown,
                    "It has " + said.size() + " messages; 1 to " + MOST_MESSAGES + " are possible.");
        }
        List<String> reasons = new ArrayList<>(losses);
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("name", plain);
        for (String text : said) {
            Translation translation = Translator.ofTimer(text);
            if (ChatText.isTooLong(translation.text())) {
                return skipped(
                        Kind.TIMER,
                        plain,
                        shown,
                        "A message has " + Characters.count(translation.text()) + " characters; " + ChatText.LONGEST
                                + " are possible.");
            }
            reasons.addAll(translation.reasons());
            content.withArray("messages").add(translation.text());
        }
        boolean isKnown = minutes > 0 && minutes <= MOST_MINUTES;
        if (!isKnown) {
            reasons.add("Its interval is unclear or longer than a day; choose one here.");
        }
        content.put("intervalMinutes", isKnown ? whole(minutes, MOST_MINUTES) : USUAL_MINUTES);
        content.put("minimumChatLines", Math.max(0, Math.min(MOST_LINES, lines)));
        content.put("enabled", enabled && reasons.isEmpty());
        return new Item(Kind.TIMER, plain, cut(shown), content, reasons, Optional.empty());
    }

    /** @param at ISO-8601; empty if unknown */
    static Item quote(String text, String category, String by, String at) {
        String clean = ChatText.clean(text);
        if (clean.isEmpty()) {
            return skipped(Kind.QUOTE, "quote", "", "It has no text.");
        }
        if (Characters.areMoreThan(QuoteStore.LONGEST, clean)) {
            return skipped(
                    Kind.QUOTE,
                    "quote",
                    text,
                    "It has " + Characters.count(clean) + " characters; " + QuoteStore.LONGEST + " are possible.");
        }
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("text", clean)
                .put("category", cut(ChatText.clean(category)))
                .put("by", cut(ChatText.clean(by)))
                .put("at", at);
        return new Item(
                Kind.QUOTE, Characters.shortened(ItemName.LONGEST, clean), clean, content, List.of(), Optional.empty());
    }

    private static int whole(double number, int most) {
        return Double.isNaN(number) ? 0 : (int) Math.max(0, Math.min(most, Math.ceil(number)));
    }

    private static String cut(String text) {
        return Characters.shortened(LONGEST_SHOWN, text);
    }
}
