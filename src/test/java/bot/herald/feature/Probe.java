package bot.herald.feature;

import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.Role;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A feature that remembers what it is called with, and fails when told to. */
final class Probe implements Feature<Probe.Settings> {
    static final TwitchUserId CHANNEL = new TwitchUserId("111");

    record Settings(
            @Setting(label = "On") boolean on,
            @Setting(label = "Word") String word,
            @Setting(label = "Needs a scope") boolean needy) {}

    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<String> ticks = new CopyOnWriteArrayList<>();
    Consumer<String> doing = text -> {};
    Pending pending = Pending.ANYWHERE;
    private final String id;
    private final String command;

    Probe(String id, String command) {
        this.id = id;
        this.command = command;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String title() {
        return "Probe";
    }

    @Override
    public String summary() {
        return "Remembers.";
    }

    @Override
    public Settings defaults() {
        return new Settings(false, "word", false);
    }

    @Override
    public List<Problem> problems(Settings settings) {
        if (settings.word().equals("crash")) {
            throw new IllegalStateException("crash");
        }
        return settings.word().isEmpty() ? List.of(new Problem("word", "A word is needed.")) : List.of();
    }

    @Override
    public Wants wants(Settings settings) {
        if (!settings.on()) {
            return Wants.NOTHING;
        }
        Wants wants = Wants.events(Set.of(ChatMessageReceived.class)).withTicks();
        return settings.needy() ? wants.withChannelScopes(Scope.BITS_READ) : wants;
    }

    @Override
    public boolean hear(ChatMessageReceived line, Settings settings) {
        doing.accept(line.text());
        return !line.text().equals("boring");
    }

    @Override
    public void handle(ChannelEvent event, Settings settings, FeatureServices services) {
        String text = ((ChatMessageReceived) event).text();
        doing.accept(text);
        heard.add(settings.word() + ":" + text);
        if (text.equals(id + " keeps this")) {
            services.withhold((ChatMessageReceived) event);
        }
    }

    @Override
    public Pending pending(TwitchUserId broadcasterId, Settings settings, FeatureServices services) {
        return pending;
    }

    @Override
    public void tick(TwitchUserId broadcasterId, Settings settings, FeatureServices services) {
        doing.accept("tick");
        ticks.add(broadcasterId.value());
    }

    @Override
    public List<FeatureCommand<Settings>> commands() {
        return List.of(new FeatureCommand<>(command, Role.VIP, call -> {
            doing.accept(call.arguments());
            return List.of(call.settings().word() + " " + call.arguments());
        }));
    }

    static ChatMessageReceived message(String chatter, String text, Optional<TwitchUserId> source) {
        return new ChatMessageReceived(
                new EventOrigin("m-" + text, "channel.chat.message", Instant.EPOCH),
                CHANNEL,
                new TwitchLogin("channel"),
                new Account(new TwitchUserId(chatter), new TwitchLogin("user" + chatter), "User" + chatter),
                "c-" + text,
                text,
                Set.of("vip"),
                Optional.empty(),
                source);
    }
}
