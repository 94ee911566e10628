package bot.herald.web;

import bot.herald.identity.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a channel is doing, in plain words. */
final class HealthWords {
    static final String BOT_AND_CHANNEL =
            "This is the bot's own account, so commands that it types are not answered. Make"
                    + " an account for the bot on Twitch, and use it in place of this one: an admin chooses it on the dashboard, or the"
                    + " operator runs: herald login bot";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    /** What there is to hear in every channel. */
    private static final Map<String, String> HEARD = Map.of("channel.chat.message", "chat", "channel.raid", "raids");

    private HealthWords() {}

    /** What matters most, in one line. */
    static String line(ChannelView channel, boolean botConnected) {
        if (channel.status().equals("needs-reauthorization")) {
            return "Twitch took back the permission" + onDay(channel.token().lostAt())
                    + ": the channel has to be connected again.";
        }
        if (channel.status().equals("disconnected")) {
            return "The bot is not in this channel.";
        }
        if (!botConnected) {
            return "No bot account is connected: nothing is heard or said.";
        }
        if (isStopped(channel)) {
            return stopped(channel);
        }
        String hearing = hearing(channel);
        if (channel.status().equals("degraded")) {
            return "Not everything works. " + hearing;
        }
        return channel.token().missingScopes().isEmpty()
                ? "Everything works. " + hearing
                : hearing + " Not everything is allowed.";
    }

    /** What else is worth a line. */
    static List<String> notes(ChannelView channel, boolean own, boolean botConnected) {
        List<String> notes = new ArrayList<>();
        if (channel.status().equals("needs-reauthorization")) {
            if (!own) {
                notes.add("Only the broadcaster can do that.");
            }
            return notes;
        }
        if (!botConnected) {
            notes.add("The operator has to connect the bot account.");
            return notes;
        }
        if (isStopped(channel)) {
            notes.add("Twitch says: " + sentence(channel.chat().reason()));
            notes.add("Unban the bot in the channel's chat"
                    + (own ? ", then connect again to have it try at once." : "; then it goes on by itself."));
        }
        channel.subscriptions().stream()
                .filter(one -> HEARD.containsKey(one.type()) && !one.reason().isEmpty())
                .forEach(one -> notes.add("No " + HEARD.get(one.type()) + ": " + sentence(one.reason())));
        if (channel.status().equals("degraded")) {
            notes.add("Herald keeps trying to fix that.");
        }
        if (!channel.token().missingScopes().isEmpty() && !own) {
            notes.add("The broadcaster has to connect the channel again and allow everything.");
        }
        if (!channel.shoutouts().off().isEmpty()) {
            notes.add(sentence(channel.shoutouts().off()));
        }
        int waiting = channel.shoutouts().waiting();
        boolean saidWhy =
                !channel.shoutouts().off().isEmpty() && channel.shoutouts().nextAllowedAt() == null;
        if (waiting > 0 && !saidWhy) {
            notes.add((waiting == 1 ? "A shoutout waits" : waiting + " shoutouts wait")
                    + (channel.shoutouts().nextAllowedAt() == null
                            ? " for " + (waiting == 1 ? "its" : "their")
                                    + " turn; Twitch allows shoutouts only while the" + " channel is live."
                            : until(channel.shoutouts().nextAllowedAt()) + ", when Twitch allows the next one."));
        }
        return notes;
    }

    /** What the bot cannot do in the channel because it was not granted; each completes "it cannot …". */
    static List<String> cannot(ChannelView channel) {
        return channel.status().equals("needs-reauthorization")
                ? List.of()
                : channel.token().missingScopes().stream()
                        .map(scope -> ScopeWords.cannot(new Scope(scope)))
                        .toList();
    }

    private static String stopped(ChannelView channel) {
        // Twitch gives the plainer reason where it took the chat away.
        String reasons = channel.subscriptions().stream()
                .filter(one -> HEARD.getOrDefault(one.type(), "").equals("chat"))
                .map(ChannelView.Subscription::reason)
                .collect(Collectors.joining(" ", channel.chat().reason() + " ", ""));
        return stopped(reasons, channel.chat());
    }

    static String stopped(ChannelView.Chat chat) {
        return stopped(chat.reason(), chat);
    }

    private static String stopped(String reasons, ChannelView.Chat chat) {
        return cannotWrite(reasons) + ": it says nothing" + until(chat.stoppedUntil()) + ".";
    }

    static boolean isStopped(ChannelView channel) {
        return channel.chat().state().equals("stopped");
    }

    static String expiresIn(Duration left) {
        return left.isNegative() || left.isZero() ? "has expired" : "expires in " + span(left);
    }

    private static String span(Duration left) {
        if (left.toHours() >= 48) {
            return left.toDays() + " days";
        }
        if (left.toMinutes() >= 120) {
            return left.toHours() + " hours";
        }
        return left.toMinutes() >= 2 ? left.toMinutes() + " minutes" : left.toSeconds() + " seconds";
    }

    private static String hearing(ChannelView channel) {
        List<String> heard = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        channel.subscriptions().stream()
                .filter(one -> HEARD.containsKey(one.type()))
                .forEach(one -> (one.status().equals("enabled") ? heard : missed).add(HEARD.get(one.type())));
        if (heard.isEmpty()) {
            return missed.isEmpty()
                    ? "The bot is on its way into this channel."
                    : "Not hearing " + String.join(" or ", missed) + " yet.";
        }
        return "Hearing " + String.join(" and ", heard)
                + (missed.isEmpty() ? "." : ", but not " + String.join(" or ", missed) + ".");
    }

    private static String cannotWrite(String reasons) {
        String known = reasons.toLowerCase(Locale.ROOT);
        if (known.contains("ban")) {
            return "The bot is banned here";
        }
        if (known.contains("timed")) {
            return "The bot is timed out here";
        }
        return "The bot may not write here";
    }

    private static String until(@Nullable String time) {
        return time == null ? "" : " until " + TIME.format(Instant.parse(time));
    }

    private static String onDay(@Nullable String time) {
        return time == null ? "" : " on " + DAY.format(Instant.parse(time));
    }

    static String sentence(String text) {
        if (text.isEmpty()) {
            return "nothing more.";
        }
        String capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
