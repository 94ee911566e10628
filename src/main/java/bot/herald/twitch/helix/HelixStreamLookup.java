package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.ProviderFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.door.TwitchDoor;
import com.github.twitch4j.helix.domain.ChannelInformation;
import com.github.twitch4j.helix.domain.ChannelInformationList;
import com.github.twitch4j.helix.domain.Stream;
import com.github.twitch4j.helix.domain.StreamList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Get Channel Information and Get Streams, as the bot. */
public final class HelixStreamLookup implements StreamLookup {
    private final TwitchDoor door;
    private final Supplier<Optional<TwitchUserId>> bot;

    /** @param bot the account to ask as; empty while none is connected */
    public HelixStreamLookup(TwitchDoor door, Supplier<Optional<TwitchUserId>> bot) {
        this.door = door;
        this.bot = bot;
    }

    @Override
    public Answer find(Collection<TwitchUserId> channels) {
        Optional<Caller> caller = bot.get().map(id -> Caller.of(CredentialKey.bot(id)));
        if (caller.isEmpty()) {
            return new Answer.Failed(new ProviderFailure.Reauthorize("no bot account is connected"));
        }
        if (channels.isEmpty()) {
            return new Answer.Found(Map.of());
        }
        List<String> ids = channels.stream().map(TwitchUserId::value).toList();
        HelixAnswer<ChannelInformationList> shown =
                door.ask(caller.get(), (helix, token) -> helix.getChannelInformation(token, ids));
        if (!(shown instanceof HelixAnswer.Found<ChannelInformationList> information)) {
            return new Answer.Failed(shown.failure());
        }
        HelixAnswer<StreamList> live = door.ask(
                caller.get(), (helix, token) -> helix.getStreams(token, null, null, 100, null, null, ids, null));
        return live instanceof HelixAnswer.Found<StreamList> streams
                ? new Answer.Found(states(information.value(), streams.value()))
                : new Answer.Failed(live.failure());
    }

    private static Map<TwitchUserId, StreamState> states(ChannelInformationList shown, StreamList live) {
        Map<String, Stream> streams = new HashMap<>();
        for (Stream stream : ResponseLists.all(live.getStreams())) {
            if (stream.getUserId() != null && stream.getStartedAtInstant() != null) {
                streams.put(stream.getUserId(), stream);
            }
        }
        Map<TwitchUserId, StreamState> states = new HashMap<>();
        for (ChannelInformation channel : ResponseLists.all(shown.getChannels())) {
            String id = channel.getBroadcasterId();
            if (id != null && TwitchUserId.isValid(id)) {
                Optional<Stream> stream = Optional.ofNullable(streams.get(id));
                states.put(
                        new TwitchUserId(id),
                        new StreamState(
                                stream.map(Stream::getStartedAtInstant),
                                Objects.requireNonNullElse(channel.getTitle(), ""),
                                Objects.requireNonNullElse(channel.getGameName(), ""),
                                stream.map(Stream::getViewerCount)
                                        .map(OptionalInt::of)
                                        .orElse(OptionalInt.empty())));
            }
        }
        return states;
    }
}
