package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.door.TwitchDoor;
import com.github.twitch4j.helix.domain.ModeratedChannel;
import com.github.twitch4j.helix.domain.ModeratedChannelList;
import com.github.twitch4j.helix.domain.ModeratorList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Get Moderated Channels, with the person's own token: that of a login, or the bot's. */
public final class HelixModeratedChannels {
    private static final Logger log = LoggerFactory.getLogger(HelixModeratedChannels.class);
    /** Of 100 channels each. Nobody moderates more, and endless pages must not hold up a login. */
    private static final int MOST_PAGES = 50;

    private final TwitchDoor door;

    public HelixModeratedChannels(TwitchDoor door) {
        this.door = door;
    }

    /**
     * Blocks for one request per hundred channels.
     *
     * @param key whose token to ask with, about its own user
     * @return empty if Twitch cannot be asked or does not answer
     */
    public Optional<Set<TwitchUserId>> of(CredentialKey key) {
        TwitchUserId person = key.userId();
        Set<TwitchUserId> moderated = new HashSet<>();
        @Nullable String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            @Nullable String after = cursor;
            HelixAnswer<ModeratedChannelList> answer = door.<ModeratedChannelList>ask(
                            Caller.of(key),
                            (helix, token) -> helix.getModeratedChannels(token, person.value(), 100, after))
                    .read(list -> Optional.of(list).filter(one -> one.getChannels() != null));
            if (!(answer instanceof HelixAnswer.Found<ModeratedChannelList> found)) {
                log.warn(
                        "user={} asking Twitch where this person is a moderator failed: {}",
                        person,
                        answer.failure().reason());
                return Optional.empty();
            }
            for (@Nullable ModeratedChannel channel : found.value().getChannels()) {
                String id = channel == null ? null : channel.getBroadcasterId();
                if (id != null && TwitchUserId.isValid(id)) {
                    moderated.add(new TwitchUserId(id));
                }
            }
            cursor = found.value().getPagination() == null
                    ? null
                    : found.value().getPagination().getCursor();
            if (cursor == null || cursor.isEmpty()) {
                return Optional.of(moderated);
            }
        }
        return Optional.of(moderated);
    }

    /**
     * Asks with the broadcaster's token whether the person is one of their moderators. Blocks for a request.
     *
     * @return empty if Twitch cannot be asked or does not answer
     */
    public Optional<Boolean> moderates(TwitchUserId broadcaster, TwitchUserId person) {
        return door.<ModeratorList>ask(
                        Caller.of(CredentialKey.channel(broadcaster)),
                        (helix, token) ->
                                helix.getModerators(token, broadcaster.value(), List.of(person.value()), null, null))
                .found()
                .flatMap(list -> Optional.ofNullable(list.getModerators()))
                .map(moderators -> !moderators.isEmpty());
    }
}
