package bot.herald.web;

import bot.herald.identity.Scope;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.When;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a channel is doing, in plain words. */
final class HealthWords {
    static final String BOT_AND_CHANNEL =
            "This is the bot's own account, so commands that it types are not answered. Make"
                    + " an account for the bot on Twitch, and use it in place of this one: an admin chooses it on the dashboard, or the"
                    + " operator runs: herald login bot";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    /** The events that every channel is subscribed to. */
    private static final Map<String, String> HEARD =
            Map.of("channel.chat.message", "health.chat", "channel.raid", "health.raids");

    /** Where unbanning the bot would change nothing: the reason itself says what is missing. */
    private static final Set<String> NO_BAN = Set.of(
            "msg_verified_email", "msg_requires_verified_phone_number", "msg_suspended", "msg_channel_suspended");

    /** As in {@code msg_banned} or {@code http_422}. */
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(?:_[a-z0-9]+)+");

    private HealthWords() {}

    /**
     * The most important fact, in one line.
     *
     * @param acts whether everything that is on can act now
     */
    static String line(ChannelView channel, boolean botConnected, boolean acts, Sentences say) {
        if (channel.status().equals("needs-reauthorization")) {
            String lost = channel.token().lostAt();
            return lost == null
                    ? say.say("health.lost")
                    : say.say(
                            "health.lost-on",
                            "day",
                            When.of(Instant.parse(lost)).day(say.language()));
        }
        if (channel.status().equals("disconnected")) {
            return say.say("health.away");
        }
        if (!botConnected) {
            return say.say("health.no-bot");
        }
        if (isStopped(channel)) {
            return stopped(channel, say);
        }
        String how = channel.status().equals("degraded")
                ? "health.partly"
                : !channel.token().missingScopes().isEmpty()
                        ? "health.not-allowed"
                        : acts ? "health.good" : "health.waiting";
        return say.say(how, "hearing", hearing(channel, say));
    }

    /** Further remarks, one line each. */
    static List<String> notes(ChannelView channel, boolean own, boolean botConnected, Sentences say) {
        List<String> notes = new ArrayList<>();
        if (channel.status().equals("needs-reauthorization")) {
            if (!own) {
                notes.add(say.say("health.broadcaster"));
            }
            return notes;
        }
        if (!botConnected) {
            notes.add(say.say("health.operator"));
            return notes;
        }
        if (isStopped(channel)) {
            notes.add(say.say("health.twitch", "reason", sentence(channel.chat().reason(), say.language())));
            if (NO_BAN.stream().noneMatch(channel.chat().reason()::startsWith)) {
                notes.add(say.say(own ? "health.unban-own" : "health.unban"));
            }
        }
        channel.subscriptions().stream()
                .filter(one -> HEARD.containsKey(one.type()) && !one.reason().isEmpty())
                .forEach(one -> notes.add(say.say(
                        "health.unheard", "what", heard(one, say), "reason", sentence(one.reason(), say.language()))));
        if (channel.status().equals("degraded")) {
            notes.add(say.say("health.trying"));
        }
        if (!channel.token().missingScopes().isEmpty() && !own) {
            notes.add(say.say("health.allow"));
        }
        if (!channel.shoutouts().off().isEmpty()) {
            notes.add(off(channel.shoutouts(), say));
        }
        int waiting = channel.shoutouts().waiting();
        String next = channel.shoutouts().nextAllowedAt();
        boolean saidWhy = !channel.shoutouts().off().isEmpty() && next == null;
        if (waiting > 0 && !saidWhy) {
            notes.add(
                    next == null
                            ? say.counted("health.turn", waiting)
                            : say.counted("health.until", waiting, "time", TIME.format(Instant.parse(next))));
        }
        return notes;
    }

    /** Why no shoutouts can be given. */
    static String off(ChannelView.Shoutouts shoutouts, Sentences say) {
        return sentence(shoutouts.off(), say.language());
    }

    /** What the bot cannot do in the channel because it was not granted; each completes "it cannot …". */
    static List<String> cannot(ChannelView channel, Sentences say) {
        return channel.status().equals("needs-reauthorization")
                ? List.of()
                : channel.token().missingScopes().stream()
                        .map(scope -> Frame.TEXTS.like(ScopeWords.cannot(new Scope(scope)), say.language()))
                        .toList();
    }

    private static String stopped(ChannelView channel, Sentences say) {
        // If Twitch ended the chat subscription, its reason is the plainer one.
        String reasons = channel.subscriptions().stream()
                .filter(one -> one.type().equals("channel.chat.message"))
                .map(ChannelView.Subscription::reason)
                .collect(Collectors.joining(" ", channel.chat().reason() + " ", ""));
        return stopped(reasons, channel.chat(), say);
    }

    static String stopped(ChannelView.Chat chat, Sentences say) {
        return stopped(chat.reason(), chat, say);
    }

    private static String stopped(String reasons, ChannelView.Chat chat, Sentences say) {
        String until = chat.stoppedUntil();
        return until == null
                ? say.say(cannotWrite(reasons))
                : say.say(cannotWrite(reasons) + ".until", "time", TIME.format(Instant.parse(until)));
    }

    static boolean isStopped(ChannelView channel) {
        return channel.chat().state().equals("stopped");
    }

    private static String hearing(ChannelView channel, Sentences say) {
        List<String> heard = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        channel.subscriptions().stream()
                .filter(one -> HEARD.containsKey(one.type()))
                .forEach(one -> (one.status().equals("enabled") ? heard : missed).add(heard(one, say)));
        if (heard.isEmpty()) {
            return missed.isEmpty()
                    ? say.say("health.coming")
                    : say.say("health.hears-nothing", "missed", joined(missed, "health.or", say));
        }
        return missed.isEmpty()
                ? say.say("health.hears", "heard", joined(heard, "health.and", say))
                : say.say(
                        "health.hears-partly",
                        "heard",
                        joined(heard, "health.and", say),
                        "missed",
                        joined(missed, "health.or", say));
    }

    private static String heard(ChannelView.Subscription one, Sentences say) {
        return say.say(HEARD.getOrDefault(one.type(), "health.chat"));
    }

    private static String joined(List<String> parts, String key, Sentences say) {
        return parts.stream()
                .reduce((one, other) -> say.say(key, "one", one, "other", other))
                .orElse("");
    }

    private static String cannotWrite(String reasons) {
        String known = reasons.toLowerCase(Locale.ROOT);
        if (known.contains("ban")) {
            return "health.banned";
        }
        return known.contains("timed") ? "health.timed-out" : "health.silent";
    }

    /** Translates Twitch's codes that we know; otherwise Twitch's own words, which follow the code, have to do. */
    private static String words(String english, Language language) {
        String[] parts = english.split(" ", 2);
        if (parts.length < 2 || parts[1].isBlank() || !CODE.matcher(parts[0]).matches()) {
            return Frame.TEXTS.like(english, language);
        }
        String key = "drop." + parts[0];
        return Frame.TEXTS.in(language).say(Frame.TEXTS.has(key) ? key : "drop.other", "words", parts[1]);
    }

    /** An English sentence from elsewhere in the page's language, as far as there is a translation. */
    static String sentence(String english, Language language) {
        String text = words(english.isEmpty() ? "nothing more." : english, language);
        String capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
