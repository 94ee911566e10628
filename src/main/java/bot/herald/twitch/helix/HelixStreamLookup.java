package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchFailure;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import bot.herald.twitch.http.TwitchCall;
import com.github.twitch4j.helix.domain.ChannelInformation;
import com.github.twitch4j.helix.domain.ChannelInformationList;
import com.github.twitch4j.helix.domain.Stream;
import com.github.twitch4j.helix.domain.StreamList;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Get Channel Information and Get Streams, as the bot. */
public final class HelixStreamLookup implements StreamLookup {
    private final HelixReader reader;
    private final Supplier<Optional<TwitchUserId>> bot;

    /** @param bot the account to ask as; empty while none is connected */
    public HelixStreamLookup(HelixReader reader, Supplier<Optional<TwitchUserId>> bot) {
        this.reader = reader;
        this.bot = bot;
    }

    @Override
    public Answer find(Collection<TwitchUserId> channels) {
        Optional<CredentialKey> key = bot.get().map(CredentialKey::bot);
        if (key.isEmpty()) {
            return new Answer.Failed(new TwitchFailure.Reauthorize("no bot account is connected"));
        }
        if (channels.isEmpty()) {
            return new Answer.Found(Map.of());
        }
        HelixReader.Answer<ChannelInformationList> shown = reader.get(
                key.get(), TwitchCall.GET_CHANNELS, query("broadcaster_id", channels), ChannelInformationList.class);
        if (shown instanceof HelixReader.Answer.Failed<ChannelInformationList> failed) {
            return new Answer.Failed(failed.failure());
        }
        HelixReader.Answer<StreamList> live = reader.get(
                key.get(), TwitchCall.GET_STREAMS, "first=100&" + query("user_id", channels), StreamList.class);
        if (live instanceof HelixReader.Answer.Failed<StreamList> failed) {
            return new Answer.Failed(failed.failure());
        }
        return new Answer.Found(states(
                ((HelixReader.Answer.Found<ChannelInformationList>) shown).value(),
                ((HelixReader.Answer.Found<StreamList>) live).value()));
    }

    private static Map<TwitchUserId, StreamState> states(ChannelInformationList shown, StreamList live) {
        Map<String, Instant> liveSince = new HashMap<>();
        for (Stream stream : orNone(live.getStreams())) {
            if (stream.getUserId() != null && stream.getStartedAtInstant() != null) {
                liveSince.put(stream.getUserId(), stream.getStartedAtInstant());
            }
        }
        Map<TwitchUserId, StreamState> states = new HashMap<>();
        for (ChannelInformation channel : orNone(shown.getChannels())) {
            String id = channel.getBroadcasterId();
            if (id != null && TwitchUserId.isValid(id)) {
                states.put(
                        new TwitchUserId(id),
                        new StreamState(
                                Optional.ofNullable(liveSince.get(id)),
                                Objects.requireNonNullElse(channel.getTitle(), ""),
                                Objects.requireNonNullElse(channel.getGameName(), "")));
            }
        }
        return states;
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    private static String query(String parameter, Collection<TwitchUserId> ids) {
        return ids.stream().map(id -> parameter + "=" + id).collect(Collectors.joining("&"));
    }
}
