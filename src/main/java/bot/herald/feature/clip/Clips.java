package bot.herald.feature.clip;

import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Role;
import bot.herald.feature.Feature;
import bot.herald.feature.FeatureCommand;
import bot.herald.feature.FeatureServices;
import bot.herald.feature.Wants;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Sentences;
import bot.herald.language.Texts;
import bot.herald.stream.StreamMoments;
import bot.herald.stream.StreamMoments.Look;
import bot.herald.stream.StreamMoments.Outcome;
import bot.herald.template.Characters;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code !clip} and {@code !marker}. Twitch makes a clip within fifteen seconds or never, so the link is posted once the clip exists.
 * Safe for concurrent use.
 */
public final class Clips implements Feature<ClipSettings> {
    static final String ID = "clips";
    static final Texts TEXTS = Texts.beside(Clips.class);
    private static final String ADDRESS = "https://clips.twitch.tv/";

    private final StreamMoments moments;
    private final Map<TwitchUserId, Begun> begun = new ConcurrentHashMap<>();

    /** A clip that Twitch is making. */
    private record Begun(ChatMessageReceived asked, String clip, Instant until) {}

    public Clips(StreamMoments moments) {
        this.moments = moments;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "Clips and markers";
    }

    @Override
    public String summary() {
        return "Lets chat make clips with !clip, and moderators mark moments of the recording with !marker.";
    }

    @Override
    public ClipSettings defaults() {
        return ClipSettings.DEFAULTS;
    }

    @Override
    public boolean isOn(ClipSettings settings) {
        return settings.isOn();
    }

    @Override
    public Wants wants(ClipSettings settings) {
        Set<Scope> scopes = new HashSet<>();
        if (settings.clips()) {
            scopes.add(Scope.CLIPS_EDIT);
        }
        if (settings.markers()) {
            scopes.add(Scope.CHANNEL_MANAGE_BROADCAST);
        }
        return settings.isOn()
                ? Wants.NOTHING.withChannelScopes(scopes.toArray(Scope[]::new)).withTicks()
                : Wants.NOTHING;
    }

    @Override
    public void handle(ChannelEvent event, ClipSettings settings, FeatureServices services) {
        // Wants no events: its commands do the work.
    }

    @Override
    public List<FeatureCommand<ClipSettings>> commands() {
        return List.of(
                new FeatureCommand<>("clip", Role.EVERYONE, this::clip),
                new FeatureCommand<>("marker", Role.MODERATOR, this::marker));
    }

    private List<String> clip(FeatureCommand.Call<ClipSettings> call) {
        TwitchUserId channel = call.message().broadcasterId();
        Role role = Role.of(call.message().badges());
        Sentences say = say(call.services(), channel);
        if (!call.settings().clips()) {
            return role.isAtLeast(Role.MODERATOR) ? List.of(say.say("clip.off")) : List.of();
        }
        if (!role.isAtLeast(call.settings().who())) {
            return List.of();
        }
        Instant now = call.services().waits().instant();
        Begun last = begun.get(channel);
        if (last != null && now.isBefore(last.until())) {
            return List.of(say.say("clip.busy"));
        }
        Outcome outcome = moments.clip(channel);
        if (outcome instanceof Outcome.Made made) {
            begun.put(channel, new Begun(call.message(), made.what(), now.plus(StreamMoments.CLIP_MADE_WITHIN)));
            return List.of();
        }
        return List.of(failed(outcome, "clip", say));
    }

    @Override
    public Pending pending(TwitchUserId broadcasterId, ClipSettings settings, FeatureServices services) {
        return begun.containsKey(broadcasterId) ? Pending.HERE : Pending.NOTHING;
    }

    /** Posts the link of a clip that exists by now, and gives up on one that never will. */
    @Override
    public void tick(TwitchUserId broadcasterId, ClipSettings settings, FeatureServices services) {
        Begun waiting = begun.get(broadcasterId);
        if (waiting == null) {
            return;
        }
        Look look = moments.look(broadcasterId, waiting.clip());
        boolean isOver = !services.waits().instant().isBefore(waiting.until());
        if ((look == Look.THERE || isOver) && begun.remove(broadcasterId, waiting)) {
            Sentences say = say(services, broadcasterId);
            services.reply(
                    waiting.asked(),
                    look == Look.NOT_YET ? say.say("clip.failed") : say.say("clip", "link", ADDRESS + waiting.clip()));
        }
    }

    private List<String> marker(FeatureCommand.Call<ClipSettings> call) {
        TwitchUserId channel = call.message().broadcasterId();
        Sentences say = say(call.services(), channel);
        if (!call.settings().markers()) {
            return List.of(say.say("marker.off"));
        }
        String description = call.arguments().strip();
        if (Characters.areMoreThan(StreamMoments.LONGEST_DESCRIPTION, description)) {
            return List.of(say.say("marker.long", "most", StreamMoments.LONGEST_DESCRIPTION));
        }
        Outcome outcome = moments.marker(channel, description);
        if (outcome instanceof Outcome.Made made) {
            call.services()
                    .audit(
                            call.message(),
                            description.isEmpty()
                                    ? TEXTS.saying("acted.marker")
                                    : TEXTS.saying("acted.marker.of", "description", description));
            return List.of(made.what().isEmpty() ? say.say("marker") : say.say("marker.at", "time", time(made.what())));
        }
        return List.of(failed(outcome, "marker", say));
    }

    private static String time(String seconds) {
        long all = Long.parseLong(seconds);
        return String.format(java.util.Locale.ROOT, "%d:%02d:%02d", all / 3600, all / 60 % 60, all % 60);
    }

    private static String failed(Outcome outcome, String what, Sentences say) {
        if (outcome instanceof Outcome.Offline) {
            return say.say(what + ".offline");
        }
        if (outcome instanceof Outcome.Refused refused) {
            return say.say(what + ".refused", "reason", refused.reason());
        }
        return outcome instanceof Outcome.NotGranted ? say.say("not-granted") : say.say("later");
    }

    private static Sentences say(FeatureServices services, TwitchUserId broadcaster) {
        return TEXTS.in(services.language(broadcaster));
    }
}
