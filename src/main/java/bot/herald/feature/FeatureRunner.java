package bot.herald.feature;

import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.TwitchEvent;
import bot.herald.feature.Boundary.Doing;
import bot.herald.feature.Feature.Pending;
import bot.herald.identity.TwitchUserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** Calls features for the events they want, with the channel's settings, and catches whatever they throw. */
public final class FeatureRunner implements EventHandler, FeatureTicks.Ticking {
    private final FeatureBook book;
    private final SettingsBook settings;
    private final Supplier<Optional<TwitchUserId>> bot;
    private final BiPredicate<TwitchUserId, Wants> granted;
    private final BotFacilities facilities;
    private final Map<String, Toolbox> toolboxes = new ConcurrentHashMap<>();
    /** Chat messages being handled that a feature withheld from those after it. */
    private final Set<String> withheld = ConcurrentHashMap.newKeySet();

    /**
     * @param bot the bot's account
     * @param granted whether a channel, and the bot, granted the scopes a feature asks for besides those of its events
     */
    public FeatureRunner(
            FeatureBook book,
            SettingsBook settings,
            Supplier<Optional<TwitchUserId>> bot,
            BiPredicate<TwitchUserId, Wants> granted,
            BotFacilities facilities) {
        this.book = book;
        this.settings = settings;
        this.bot = bot;
        this.granted = granted;
        this.facilities = facilities;
    }

    @Override
    public String name() {
        return "features";
    }

    @Override
    public boolean hear(ChatMessageReceived line) {
        if (!book.isHeld(line.broadcasterId()) || !settings.isHeld(line.broadcasterId())) {
            return true;
        }
        if (isForNobody(line)) {
            return false;
        }
        boolean any = false;
        for (FeatureState<?> state : book.list(line.broadcasterId())) {
            any |= state.hearsChat && hear(state, line);
        }
        return any;
    }

    @Override
    public void handle(ChannelEvent event) {
        if (event instanceof ChatMessageReceived message && isForNobody(message)) {
            return;
        }
        for (FeatureState<?> state : book.list(event.broadcasterId())) {
            if (state.wants().events().contains(event.getClass()) && mayRun(state, event.broadcasterId())) {
                handle(state, event);
            }
            if (state.wants().twitchTypes().contains(event.origin().type()) && mayRun(state, event.broadcasterId())) {
                handle(state, new TwitchEvent(event.origin(), event.broadcasterId()));
            }
            if (event instanceof ChatMessageReceived message && withheld.remove(message.chatMessageId())) {
                return;
            }
        }
    }

    private static <S extends Record> boolean hear(FeatureState<S> state, ChatMessageReceived line) {
        try {
            return state.known.feature.hear(line, state.settings);
        } catch (Throwable e) {
            Boundary.tell(Doing.of(state.id(), line), e);
            return true;
        }
    }

    private boolean isForNobody(ChatMessageReceived message) {
        return message.isSharedChatCopy()
                || bot.get().equals(Optional.of(message.chatter().id()))
                || settings.of(message.broadcasterId())
                        .ignores(message.chatter().login());
    }

    private boolean mayRun(FeatureState<?> state, TwitchUserId broadcasterId) {
        return !state.asksForScopes() || granted.test(broadcasterId, state.wants());
    }

    private <S extends Record> void handle(FeatureState<S> state, ChannelEvent event) {
        Boundary.run(
                Doing.of(state.id(), event), () -> state.known.feature.handle(event, state.settings, toolbox(state)));
    }

    @Override
    public void tick(TwitchUserId broadcasterId, boolean leads) {
        for (FeatureState<?> state : book.list(broadcasterId)) {
            if (isPending(state, broadcasterId, leads) && mayRun(state, broadcasterId)) {
                tick(state, broadcasterId);
            }
        }
    }

    @Override
    public boolean wantsTick(TwitchUserId broadcasterId, boolean leads) {
        return book.list(broadcasterId).stream().anyMatch(state -> isPending(state, broadcasterId, leads));
    }

    private <S extends Record> boolean isPending(FeatureState<S> state, TwitchUserId broadcasterId, boolean leads) {
        if (!state.wants().ticks()) {
            return false;
        }
        Pending pending = Boundary.call(
                new Doing(state.id(), broadcasterId, "tick", "none"),
                Pending.NOTHING,
                () -> state.known.feature.pending(broadcasterId, state.settings, toolbox(state)));
        return switch (pending) {
            case NOTHING -> false;
            case HERE -> true;
            case ANYWHERE -> leads;
        };
    }

    private <S extends Record> void tick(FeatureState<S> state, TwitchUserId broadcasterId) {
        Boundary.run(
                new Doing(state.id(), broadcasterId, "tick", "none"),
                () -> state.known.feature.tick(broadcasterId, state.settings, toolbox(state)));
    }

    FeatureServices toolbox(FeatureState<?> state) {
        return services(state.id());
    }

    /** The services of the feature with this id. */
    public FeatureServices services(String feature) {
        return toolboxes.computeIfAbsent(
                feature,
                id -> new Toolbox(
                        id,
                        facilities,
                        message -> withheld.add(message.chatMessageId()),
                        channel -> book.find(channel, id)
                                .filter(FeatureState::isOn)
                                .isPresent()));
    }

    boolean answers(FeatureState<?> state, TwitchUserId broadcasterId) {
        return state.isOn() && mayRun(state, broadcasterId);
    }
}
