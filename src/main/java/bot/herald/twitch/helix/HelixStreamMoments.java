package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.StreamMoments;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.door.TwitchDoor;
import com.github.twitch4j.helix.domain.Clip;
import com.github.twitch4j.helix.domain.ClipList;
import com.github.twitch4j.helix.domain.CreateClip;
import com.github.twitch4j.helix.domain.CreateClipList;
import com.github.twitch4j.helix.domain.Highlight;
import com.github.twitch4j.helix.domain.StreamMarker;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Create Clip, Get Clips and Create Stream Marker with the broadcaster's token. */
public final class HelixStreamMoments implements StreamMoments {
    private final TwitchDoor door;
    private final Function<CredentialKey, Set<Scope>> granted;

    /** @param granted the scopes of a credential; none if there is no such credential */
    public HelixStreamMoments(TwitchDoor door, Function<CredentialKey, Set<Scope>> granted) {
        this.door = door;
        this.granted = granted;
    }

    @Override
    public Outcome clip(TwitchUserId broadcasterId) {
        if (!isGranted(broadcasterId, Scope.CLIPS_EDIT)) {
            return new Outcome.NotGranted();
        }
        HelixAnswer<List<CreateClip>> answer = door.<CreateClipList>ask(
                        asBroadcaster(broadcasterId),
                        (helix, token) -> helix.createClip(token, broadcasterId.value(), null, null))
                .read(list -> Optional.ofNullable(list.getData()));
        return answer.found()
                .map(clips -> clips.isEmpty() || clips.get(0).getId() == null
                        ? (Outcome) new Outcome.Later("Twitch named no clip")
                        : new Outcome.Made(clips.get(0).getId()))
                .orElseGet(() -> failure(answer));
    }

    @Override
    public Look look(TwitchUserId broadcasterId, String clip) {
        HelixAnswer<List<Clip>> answer = door.<ClipList>ask(
                        asBroadcaster(broadcasterId),
                        (helix, token) ->
                                helix.getClips(token, null, null, List.of(clip), null, null, null, null, null, null))
                .read(list -> Optional.ofNullable(list.getData()));
        return answer.found()
                .map(clips -> clips.isEmpty() ? Look.NOT_YET : Look.THERE)
                .orElse(Look.UNKNOWN);
    }

    @Override
    public Outcome marker(TwitchUserId broadcasterId, String description) {
        if (!isGranted(broadcasterId, Scope.CHANNEL_MANAGE_BROADCAST)) {
            return new Outcome.NotGranted();
        }
        Highlight marker = description.isEmpty()
                ? new Highlight(broadcasterId.value())
                : new Highlight(broadcasterId.value(), description);
        HelixAnswer<StreamMarker> answer =
                door.ask(asBroadcaster(broadcasterId), (helix, token) -> helix.createStreamMarker(token, marker));
        return answer.found()
                .map(made -> made.getPositionSeconds() == null
                        ? (Outcome) new Outcome.Made("")
                        : new Outcome.Made(made.getPositionSeconds().toString()))
                .orElseGet(() -> failure(answer));
    }

    private boolean isGranted(TwitchUserId broadcasterId, Scope scope) {
        return granted.apply(CredentialKey.channel(broadcasterId)).contains(scope);
    }

    private static Caller asBroadcaster(TwitchUserId broadcasterId) {
        return Caller.of(CredentialKey.channel(broadcasterId));
    }

    private static Outcome failure(HelixAnswer<?> answer) {
        if (answer instanceof HelixAnswer.Refused<?> refused) {
            return switch (refused.status()) {
                case 404 -> new Outcome.Offline();
                case 401 -> new Outcome.NotGranted();
                default -> new Outcome.Refused(refused.reason());
            };
        }
        return answer instanceof HelixAnswer.Later<?> later
                ? new Outcome.Later(later.reason())
                : new Outcome.NotGranted();
    }
}
