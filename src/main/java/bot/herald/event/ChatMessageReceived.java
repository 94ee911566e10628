package bot.herald.event;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A chatter wrote in a channel.
 *
 * @param chatMessageId the id that a reply names as its parent
 * @param text as written; a reply's text still begins with {@code @name}
 * @param badges the ids of the chatter's badge sets in this channel, for example {@code moderator}
 * @param replyParentMessageId the message this one answers, if any
 * @param sourceBroadcasterId in a shared chat, the channel in which it was written; empty outside one and in that
 * channel
 * @param emotes the words of the text that Twitch shows as emotes, as they were typed, with the id of each
 * @param mentions the accounts that the text mentions with an @, as Twitch understood it
 * @param parent the message that this one answers, if Twitch included it
 */
public record ChatMessageReceived(
        EventOrigin origin,
        TwitchUserId broadcasterId,
        TwitchLogin broadcasterLogin,
        Account chatter,
        String chatMessageId,
        String text,
        Set<String> badges,
        Optional<String> replyParentMessageId,
        Optional<TwitchUserId> sourceBroadcasterId,
        Map<String, String> emotes,
        List<Mention> mentions,
        Optional<Parent> parent)
        implements ChannelEvent {
    private static final Pattern ADDRESSEE = Pattern.compile("^[\\s\\p{Z}\\p{Cf}]*@\\S+\\s+");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:https?://)?(?:[a-z0-9-]+\\.)?twitch\\.tv/(?:(?:popout|embed|u|moderator)/)?([^/?#]*).*");
    private static final String CLOSING = ",.:;!?…)]}>'\"”’»*~、。」』】》";
    private static final String OPENING = "([{<'\"“‘«*「『【《#";

    /** @param text as it stands in the message, with the @ */
    public record Mention(String text, Account account) {}

    /**
     * The message that a reply answers.
     *
     * @param author the display name
     */
    public record Parent(String author, String text) {}

    public ChatMessageReceived {
        badges = Set.copyOf(badges);
        emotes = Map.copyOf(emotes);
        mentions = List.copyOf(mentions);
    }

    /** Without emotes, mentions and parent. */
    public ChatMessageReceived(
            EventOrigin origin,
            TwitchUserId broadcasterId,
            TwitchLogin broadcasterLogin,
            Account chatter,
            String chatMessageId,
            String text,
            Set<String> badges,
            Optional<String> replyParentMessageId,
            Optional<TwitchUserId> sourceBroadcasterId) {
        this(
                origin,
                broadcasterId,
                broadcasterLogin,
                chatter,
                chatMessageId,
                text,
                badges,
                replyParentMessageId,
                sourceBroadcasterId,
                Map.of(),
                List.of(),
                Optional.empty());
    }

    /** The text of a reply without the @name of the person it answers, which Twitch puts in front. */
    public String withoutAddressee() {
        return replyParentMessageId.isEmpty() ? text : ADDRESSEE.matcher(text).replaceFirst("");
    }

    /**
     * The account that a word of the text names: if Twitch understood it as a mention, that account, even if people see
     * its name in another script; otherwise a login as people write it, with an @, followed by punctuation, or as the
     * address of its channel.
     */
    public Optional<TwitchLogin> accountNamedBy(String word) {
        String name = bare(word);
        for (Mention mention : mentions) {
            if (bare(mention.text()).equals(name)) {
                return Optional.of(mention.account().login());
            }
        }
        return TwitchLogin.isValid(name) ? Optional.of(new TwitchLogin(name)) : Optional.empty();
    }

    private static String bare(String word) {
        String lower = Normalizer.normalize(word, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        int from = 0;
        int to = lower.length();
        while (from < to && OPENING.indexOf(lower.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && CLOSING.indexOf(lower.charAt(to - 1)) >= 0) {
            to--;
        }
        String inside = lower.substring(from, to);
        var address = ADDRESS.matcher(inside);
        String name = address.matches() ? address.group(1) : inside;
        return name.startsWith("@") ? name.substring(1) : name;
    }

    /** Whether it is another channel's message, shown here because the two share their chat. */
    public boolean isSharedChatCopy() {
        return sourceBroadcasterId.isPresent() && !sourceBroadcasterId.get().equals(broadcasterId);
    }
}
