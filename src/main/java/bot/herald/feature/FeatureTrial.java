package bot.herald.feature;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.TwitchEvent;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.moderation.ChatModeration;
import bot.herald.moderation.NoModeration;
import bot.herald.settings.Problem;
import bot.herald.stream.StreamState;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.twitch4j.common.util.TypeConvert;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Plays one channel for one feature, without a bot and without Twitch: for tests of plug-ins. The feature, its settings
 * and its wants are checked as Herald checks them. Not thread-safe.
 */
public final class FeatureTrial<S extends Record> {
    /** The simulated channel. */
    public static final TwitchUserId CHANNEL = new TwitchUserId("1");

    private final FeatureState<S> state;
    private final Toolbox toolbox;
    private final List<String> said = new ArrayList<>();
    private final List<String> audited = new ArrayList<>();
    private final List<String> withheld = new ArrayList<>();
    private final TrialHelix helix = new TrialHelix();
    private final Map<String, TwitchUserId> chatters = new HashMap<>();
    private Language language = Language.EN;
    private int events;

    private FeatureTrial(Feature<S> feature, S settings, ChatModeration moderation, Clock clock) {
        KnownFeature<S> known = KnownFeature.of(feature);
        ObjectNode json = known.shape.write(settings);
        List<Problem> problems = known.problems(json);
        if (!problems.isEmpty()) {
            throw new FeatureFault("these settings could not be saved: " + problems);
        }
        this.state = known.state(CHANNEL, json.toString(), 1);
        this.toolbox = new Toolbox(
                known.id,
                new BotFacilities(
                        message -> said.add(message.text()),
                        message -> true,
                        moderation,
                        speech -> true,
                        channel -> true,
                        channel -> Optional.of(new StreamState(Optional.of(Instant.EPOCH), "A title", "A game")),
                        login -> FeatureServices.Existence.EXISTS,
                        user -> Optional.empty(),
                        channel -> "TheChannel",
                        channel -> "!",
                        channel -> language,
                        helix,
                        new Kept(),
                        (channel, name, what) -> audited.add(what.in(Language.EN)),
                        clock,
                        new Random(1)),
                message -> withheld.add(message.text()),
                channel -> true);
    }

    /** With a bot that may not moderate. */
    public static <S extends Record> FeatureTrial<S> of(Feature<S> feature, S settings) {
        return of(feature, settings, new NoModeration(), Clock.systemUTC());
    }

    public static <S extends Record> FeatureTrial<S> of(
            Feature<S> feature, S settings, ChatModeration moderation, Clock clock) {
        return new FeatureTrial<>(feature, settings, moderation, clock);
    }

    /** From now on the channel's language is this one; English before. */
    public void speak(Language wanted) {
        language = wanted;
    }

    /** Somebody writes a message; the feature hears it if it wants to. */
    public void chat(String login, String text, String... badges) {
        happen(message(login, text, badges));
    }

    private ChatMessageReceived message(String login, String text, String... badges) {
        TwitchUserId id =
                chatters.computeIfAbsent(login, name -> new TwitchUserId(Integer.toString(1000 + chatters.size())));
        return new ChatMessageReceived(
                origin("channel.chat.message"),
                CHANNEL,
                new TwitchLogin("thechannel"),
                new Account(id, new TwitchLogin(login), login),
                "message-" + events,
                text,
                Set.of(badges),
                Optional.empty(),
                Optional.empty());
    }

    /** An event happens in {@link #CHANNEL}; the feature hears it if it wants to. */
    public void happen(ChannelEvent event) {
        boolean wanted = state.wants().events().contains(event.getClass());
        if (wanted
                && (!(event instanceof ChatMessageReceived line) || state.known.feature.hear(line, state.settings))) {
            state.known.feature.handle(event, state.settings, toolbox);
        }
        if (state.wants().twitchTypes().contains(event.origin().type())) {
            state.known.feature.handle(new TwitchEvent(event.origin(), CHANNEL), state.settings, toolbox);
        }
    }

    /**
     * An event of any of Twitch's types happens in {@link #CHANNEL}; the feature hears it if it wants to.
     *
     * @param json as Twitch writes the event
     */
    public void twitch(SubscriptionType<?, ?, ?> type, String json) {
        EventOrigin plain = origin(type.getName());
        EventOrigin.Content content = new EventOrigin.Content() {
            @Override
            public <E> E as(Class<E> wanted) {
                return TypeConvert.jsonToObject(json, wanted);
            }
        };
        happen(new TwitchEvent(new EventOrigin(plain.messageId(), plain.type(), plain.sentAt(), content), CHANNEL));
    }

    /** A moderator writes one of the feature's commands; the answer is among what was {@linkplain #said}. */
    public void command(String name, String arguments) {
        ChatMessageReceived message = message("moderator", "!" + name + " " + arguments, "moderator");
        state.known.commands.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the feature has no command " + name))
                .answer()
                .of(new FeatureCommand.Call<>(message, "!", arguments, state.settings, toolbox))
                .forEach(said::add);
    }

    /** The answer to the coming calls of this name, of Twitch4J's class; calls without a prepared answer return null. */
    public void answer(String call, Object value) {
        helix.answer(call, value);
    }

    /** The calls of Twitch's API. */
    public List<HelixCall> calls() {
        return helix.calls();
    }

    /**
     * A call of Twitch's API.
     *
     * @param name of the method of {@code TwitchHelix}
     * @param arguments those after the token; each may be null
     */
    public record HelixCall(FeatureServices.As as, String name, List<Object> arguments) {}

    /** Five seconds pass; the feature's tick is called if it wants ticks and has anything to do. */
    public void tick() {
        if (state.wants().ticks()
                && state.known.feature.pending(CHANNEL, state.settings, toolbox) != Feature.Pending.NOTHING) {
            state.known.feature.tick(CHANNEL, state.settings, toolbox);
        }
    }

    /** For events that a test makes itself; a new one each time. */
    public EventOrigin origin(String type) {
        events++;
        return new EventOrigin("event-" + events, type, Instant.EPOCH);
    }

    /** What the bot said, including replies. */
    public List<String> said() {
        return List.copyOf(said);
    }

    /** What the activity log says the bot did. */
    public List<String> audited() {
        return List.copyOf(audited);
    }

    /** The texts of messages that it withheld from other features. */
    public List<String> withheld() {
        return List.copyOf(withheld);
    }

    private static final class Kept implements BotFacilities.Memory {
        private final Map<String, String> values = new HashMap<>();

        @Override
        public Optional<String> recall(TwitchUserId broadcasterId, String feature, String name) {
            return Optional.ofNullable(values.get(broadcasterId + " " + name));
        }

        @Override
        public void remember(TwitchUserId broadcasterId, String feature, String name, String value) {
            values.put(broadcasterId + " " + name, value);
        }

        @Override
        public void forget(TwitchUserId broadcasterId, String feature, String name) {
            values.remove(broadcasterId + " " + name);
        }

        @Override
        public Set<TwitchUserId> channels(String feature, String name) {
            return values.containsKey(CHANNEL + " " + name) ? Set.of(CHANNEL) : Set.of();
        }

        @Override
        public void purge(TwitchUserId broadcasterId) {
            values.clear();
        }
    }
}
