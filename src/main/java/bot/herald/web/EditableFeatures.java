package bot.herald.web;

import bot.herald.feature.FeatureBook;
import bot.herald.feature.FeatureState;
import bot.herald.feature.MissingScopes;
import bot.herald.feature.Wants;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import bot.herald.settings.Problem;
import bot.herald.web.FeatureItem.Awaited;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Features as the web sees them. */
public final class EditableFeatures implements FeatureItems {
    /** How scopes begin that let somebody act as the broadcaster. */
    private static final String OF_THE_BROADCASTER = "channel:manage:";

    private final FeatureBook book;
    private final BiFunction<TwitchUserId, Wants, MissingScopes> missing;

    /** @param missing what a feature waits for in a channel */
    public EditableFeatures(FeatureBook book, BiFunction<TwitchUserId, Wants, MissingScopes> missing) {
        this.book = book;
        this.missing = missing;
    }

    @Override
    public List<FeatureItem> list(TwitchUserId broadcaster) {
        return book.list(broadcaster).stream()
                .map(state -> item(broadcaster, state))
                .toList();
    }

    @Override
    public Optional<FeatureItem> find(TwitchUserId broadcaster, String name) {
        return book.find(broadcaster, name).map(state -> item(broadcaster, state));
    }

    @Override
    public List<Problem> problems(TwitchUserId broadcaster, FeatureItem wanted) {
        return book.problems(broadcaster, wanted.id(), wanted.settings()).stream()
                .map(EditableFeatures::inSettings)
                .toList();
    }

    @Override
    public boolean writesToStream(TwitchUserId broadcaster, FeatureItem item) {
        return book.wants(broadcaster, item.id(), item.settings()).channelScopes().stream()
                .anyMatch(scope -> scope.value().startsWith(OF_THE_BROADCASTER));
    }

    private static Problem inSettings(Problem problem) {
        return problem.field().isEmpty() ? problem : new Problem("settings." + problem.field(), problem.message());
    }

    @Override
    public Change<FeatureItem> replace(
            TwitchUserId broadcaster, String name, FeatureItem wanted, OptionalLong expectedVersion) {
        Change<FeatureState<?>> change = book.replace(broadcaster, name, wanted.settings(), expectedVersion);
        return change instanceof Change.Invalid<FeatureState<?>> invalid
                ? new Change.Invalid<>(invalid.problems().stream()
                        .map(EditableFeatures::inSettings)
                        .toList())
                : EditableBooks.mapped(change, state -> item(broadcaster, state));
    }

    private FeatureItem item(TwitchUserId broadcaster, FeatureState<?> state) {
        MissingScopes awaited = missing.apply(broadcaster, state.wants());
        return new FeatureItem(
                state.id(),
                state.title(),
                state.summary(),
                state.isOn(),
                Stream.concat(
                                awaited(FeatureItem.BROADCASTER, awaited.ofBroadcaster()),
                                awaited(FeatureItem.BOT, awaited.ofBot()))
                        .toList(),
                state.settings(),
                state.fields(),
                state.version());
    }

    private static Stream<Awaited> awaited(String account, java.util.Set<Scope> scopes) {
        return scopes.stream().sorted().map(scope -> FeatureItem.awaited(account, scope));
    }
}
