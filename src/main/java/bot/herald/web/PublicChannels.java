package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.config.WebConfig;
import bot.herald.language.Language;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What anybody may see of a channel, without a login. */
public interface PublicChannels {
    /**
     * @param login in lower case, or a user id
     * @return empty unless the channel is connected
     */
    Optional<PublicChannel> find(String login);

    /** Where viewers are shown nothing. */
    static PublicChannels none() {
        return login -> Optional.empty();
    }

    /** The page of a channel, if its address is https: chat is no place for one that browsers warn about. */
    static Optional<String> addressForChat(WebConfig web, Channel channel) {
        boolean isSecure = web.publicPage() && "https".equals(web.publicUrl().getScheme());
        return isSecure
                ? Optional.of(web.publicUrl() + "/c/" + channel.profile().login())
                : Optional.empty();
    }

    /**
     * A connected channel.
     *
     * @param prefix what its commands begin with
     * @param language in which the bot speaks there
     * @param commands those that viewers may use, by name
     * @param quotes the latest first; none unless the channel shows them
     * @param counters by name; none unless the channel shows them
     */
    record PublicChannel(
            String id,
            String login,
            String displayName,
            String prefix,
            Language language,
            Optional<Instant> liveSince,
            String title,
            String category,
            List<PublicCommand> commands,
            List<PublicQuote> quotes,
            List<PublicCounter> counters) {
        public PublicChannel {
            commands = List.copyOf(commands);
            quotes = List.copyOf(quotes);
            counters = List.copyOf(counters);
        }
    }

    /** A quote, without who added it. */
    record PublicQuote(long number, String text, String category, Instant addedAt) {}

    /** A counter that texts name. */
    record PublicCounter(String name, long value) {}

    /**
     * A command that viewers may use.
     *
     * @param text with its placeholders; of a built-in command what it does
     * @param role the least that may use it
     * @param category what it is listed under; empty for nothing in particular
     * @param isBuiltIn whether every channel has it
     */
    record PublicCommand(
            String name,
            List<String> aliases,
            String text,
            String role,
            int channelSeconds,
            int userSeconds,
            String category,
            boolean isBuiltIn) {
        public PublicCommand {
            aliases = List.copyOf(aliases);
        }
    }
}
