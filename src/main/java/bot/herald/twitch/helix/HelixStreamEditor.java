package bot.herald.twitch.helix;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.stream.CategoryName;
import bot.herald.stream.StreamEditor;
import bot.herald.twitch.door.Caller;
import bot.herald.twitch.door.HelixAnswer;
import bot.herald.twitch.door.TwitchDoor;
import com.github.twitch4j.helix.domain.CategorySearchList;
import com.github.twitch4j.helix.domain.ChannelInformation;
import com.github.twitch4j.helix.domain.Game;
import com.github.twitch4j.helix.domain.GameList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Modify Channel Information with the broadcaster's token; categories by Get Games, then by Search Categories. */
public final class HelixStreamEditor implements StreamEditor {
    private static final int MOST_FOUND = 20;

    private final TwitchDoor door;
    private final Function<CredentialKey, Set<Scope>> granted;

    /** @param granted the scopes of a credential; none if there is no such credential */
    public HelixStreamEditor(TwitchDoor door, Function<CredentialKey, Set<Scope>> granted) {
        this.door = door;
        this.granted = granted;
    }

    /** A category on Twitch, or why there is none. */
    private sealed interface Category {
        record Found(String id, String name) implements Category {}

        record None(Outcome why) implements Category {}
    }

    @Override
    public Outcome title(TwitchUserId broadcasterId, String title) {
        return change(broadcasterId, ChannelInformation.builder().title(title).build(), title);
    }

    @Override
    public Outcome category(TwitchUserId broadcasterId, String name) {
        if (!mayChange(broadcasterId)) {
            return new Outcome.NotGranted();
        }
        Category category = find(broadcasterId, name);
        if (category instanceof Category.Found found) {
            return change(
                    broadcasterId,
                    ChannelInformation.builder().gameId(found.id()).build(),
                    found.name());
        }
        return ((Category.None) category).why();
    }

    private boolean mayChange(TwitchUserId broadcasterId) {
        return granted.apply(CredentialKey.channel(broadcasterId)).contains(Scope.CHANNEL_MANAGE_BROADCAST);
    }

    private Outcome change(TwitchUserId broadcasterId, ChannelInformation change, String now) {
        if (!mayChange(broadcasterId)) {
            return new Outcome.NotGranted();
        }
        // By default the builder also sends an empty list of labels, which may remove them.
        ChannelInformation alone = change.withContentClassificationLabels(null);
        HelixAnswer<Boolean> answer = door.tell(
                asBroadcaster(broadcasterId),
                (helix, token) -> helix.updateChannelInformation(token, broadcasterId.value(), alone));
        return answer.found().isPresent() ? new Outcome.Changed(now) : failure(answer);
    }

    private Category find(TwitchUserId broadcasterId, String name) {
        Category exact = choose(
                door.<GameList>ask(
                                asBroadcaster(broadcasterId),
                                (helix, token) -> helix.getGames(token, null, List.of(name), null))
                        .read(list -> Optional.ofNullable(list.getGames())),
                name);
        return exact instanceof Category.None none
                        && (none.why() instanceof Outcome.NoSuchCategory
                                || none.why() instanceof Outcome.SeveralCategories)
                ? choose(
                        door.<CategorySearchList>ask(
                                        asBroadcaster(broadcasterId),
                                        (helix, token) -> helix.searchCategories(token, name, MOST_FOUND, null))
                                .read(list -> Optional.ofNullable(list.getResults())),
                        name)
                : exact;
    }

    private static Caller asBroadcaster(TwitchUserId broadcasterId) {
        return Caller.of(CredentialKey.channel(broadcasterId));
    }

    /** The category that the name clearly means, which need not be the first that Twitch lists. */
    private static Category choose(HelixAnswer<List<Game>> answer, String name) {
        if (!(answer instanceof HelixAnswer.Found<List<Game>> found)) {
            // Only a lookup: whatever happened, nothing was changed.
            Outcome why = failure(answer);
            return new Category.None(
                    why instanceof Outcome.Unclear unclear ? new Outcome.Later(unclear.reason()) : why);
        }
        Map<String, String> idsByName = new LinkedHashMap<>();
        for (@Nullable Game game : found.value()) {
            if (game != null && game.getId() != null && !game.getId().isEmpty()) {
                idsByName.putIfAbsent(Objects.requireNonNullElse(game.getName(), ""), game.getId());
            }
        }
        CategoryName.Choice choice = CategoryName.choose(name, List.copyOf(idsByName.keySet()));
        if (choice instanceof CategoryName.Choice.One one) {
            return new Category.Found(Objects.requireNonNull(idsByName.get(one.name())), one.name());
        }
        return choice instanceof CategoryName.Choice.Several several
                ? new Category.None(new Outcome.SeveralCategories(several.names()))
                : new Category.None(new Outcome.NoSuchCategory());
    }

    private static Outcome failure(HelixAnswer<?> answer) {
        if (answer instanceof HelixAnswer.Later<?> later) {
            return later.cause().mayHaveWorked()
                    ? new Outcome.Unclear(later.reason())
                    : new Outcome.Later(later.reason());
        }
        if (answer instanceof HelixAnswer.Refused<?> refused) {
            return switch (refused.status()) {
                case 401 -> new Outcome.NotGranted();
                case 409 -> new Outcome.Later(refused.reason());
                default -> new Outcome.Refused(refused.reason());
            };
        }
        return new Outcome.NotGranted();
    }
}
