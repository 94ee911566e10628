package bot.herald.web;

import bot.herald.chat.ChatStanding;
import bot.herald.chat.OutgoingQueue;
import bot.herald.feature.shoutout.ShoutoutQueue;
import bot.herald.feature.shoutout.ShoutoutQueue.Standing;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the bot may write and give shoutouts in a channel, as the web shows it.
 *
 * @param elsewhere why the bot may not write in a channel, as another instance found out
 */
public record SendingStatus(
        OutgoingQueue chat, ShoutoutQueue shoutouts, Function<TwitchUserId, Optional<String>> elsewhere)
        implements ChannelConditions.Voice {
    @Override
    public Optional<String> silenced(TwitchUserId channel) {
        ChannelView.Chat chat = chat(channel);
        return chat.state().equals("stopped") ? Optional.of(chat.reason()) : Optional.empty();
    }

    @Override
    public Optional<String> notShown(TwitchUserId channel) {
        return silenced(channel).isPresent()
                ? Optional.empty()
                : chat.standing(channel).notShown().map(line -> line.code() + " " + line.reason());
    }

    public ChannelView.Chat chat(TwitchUserId broadcaster) {
        ChatStanding standing = chat.standing(broadcaster);
        return standing.state() == ChatStanding.State.SENDING
                ? elsewhere
                        .apply(broadcaster)
                        .map(reason -> new ChannelView.Chat("stopped", reason, null))
                        .orElse(ChannelView.Chat.SENDING)
                : new ChannelView.Chat("stopped", standing.reason(), text(chat.stoppedUntil(broadcaster)));
    }

    public ChannelView.Shoutouts shoutouts(TwitchUserId broadcaster) {
        Standing standing = shoutouts.standing(broadcaster);
        return new ChannelView.Shoutouts(
                standing.off().map(Standing.Off::reason).orElse(""),
                standing.waiting(),
                text(standing.nextAllowedAt()));
    }

    private static @Nullable String text(Optional<Instant> time) {
        return time.map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(null);
    }
}
