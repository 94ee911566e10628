package bot.herald.feature;

import bot.herald.feature.Boundary.Doing;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Problem;
import bot.herald.settings.RecordShape;
import bot.herald.settings.ShapeFault;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A feature that was found to be usable, with its description. Immutable and safe for concurrent use. */
final class KnownFeature<S extends Record> {
    private static final Logger log = LoggerFactory.getLogger(KnownFeature.class);
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,29}");
    private static final Pattern COMMAND = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_-]{1,50}");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final String id;
    final String title;
    final String summary;
    final S defaults;
    final RecordShape<S> shape;
    final List<FeatureCommand<S>> commands;
    final Feature<S> feature;
    private volatile @Nullable FeatureState<S> untouched;

    private KnownFeature(Feature<S> feature) {
        this.feature = feature;
        this.id = feature.id();
        this.title = feature.title();
        this.summary = feature.summary();
        this.defaults = feature.defaults();
        this.commands = List.copyOf(feature.commands());
        if (id == null || !ID.matcher(id).matches()) {
            throw new FeatureFault("its id " + id + " is none: 1 to 30 letters a to z, digits and -, a letter first");
        }
        if (title == null || title.isBlank() || summary == null || summary.isBlank()) {
            throw new FeatureFault("it has no title or no summary");
        }
        if (defaults == null) {
            throw new FeatureFault("its default settings are null");
        }
        this.shape = shape(defaults);
        List<Problem> wrong = problems(shape.write(defaults));
        if (!wrong.isEmpty()) {
            throw new FeatureFault("its own default settings are refused: "
                    + wrong.get(0).field() + ": " + wrong.get(0).message());
        }
        if (feature.wants(defaults) == null) {
            throw new FeatureFault("what it wants is null");
        }
        commands.stream()
                .filter(command -> !COMMAND.matcher(command.name()).matches())
                .forEach(command -> {
                    throw new FeatureFault(
                            "its command " + command.name() + " must be one word in lower case, without a prefix");
                });
    }

    /** @throws FeatureFault if it cannot be used; anything the feature itself throws is passed on */
    static <S extends Record> KnownFeature<S> of(Feature<S> feature) {
        return new KnownFeature<>(feature);
    }

    @SuppressWarnings("unchecked") // S is the type of the defaults.
    private static <S extends Record> RecordShape<S> shape(S defaults) {
        try {
            RecordShape<S> shape = Setting.Reader.shape((Class<S>) defaults.getClass());
            if (shape.hasCounts()) {
                throw new FeatureFault("one of its settings is a long, which cannot be shown to people; an int can");
            }
            return shape;
        } catch (ShapeFault e) {
            throw new FeatureFault(e.getMessage());
        }
    }

    /** Reads stored settings; anything missing, or invalid in this version, falls back to the defaults. */
    private S read(JsonNode settings) {
        return shape.read(shape.usable(settings), defaults);
    }

    /** Everything wrong with the settings; fields that are not named are not checked. */
    List<Problem> problems(JsonNode settings) {
        return problems(settings, MissingNode.getInstance());
    }

    /** @param before as {@link RecordShape#problems(JsonNode, JsonNode)} takes it */
    List<Problem> problems(JsonNode settings, JsonNode before) {
        List<Problem> wrong = shape.problems(settings, before);
        if (!wrong.isEmpty()) {
            return wrong;
        }
        try {
            return List.copyOf(feature.problems(read(settings)));
        } catch (ShapeFault e) {
            return List.of(new Problem("", ChannelSettings.TEXTS.saying("not-together", "why", e.getMessage())));
        }
    }

    /** What stored settings mean to this version of the feature, which may not be the one that wrote them. */
    FeatureState<S> state(TwitchUserId broadcasterId, String settings, long version) {
        S read = defaults;
        try {
            read = read(MAPPER.readTree(settings));
        } catch (JsonProcessingException | ShapeFault e) {
            log.error(
                    "broadcaster={} feature={} has settings that cannot be read: the defaults apply until it is saved again",
                    broadcasterId,
                    id);
        }
        return state(broadcasterId, read, version);
    }

    /** The same for every channel that has set nothing. */
    FeatureState<S> untouched(TwitchUserId broadcasterId) {
        FeatureState<S> same = untouched;
        if (same == null) {
            same = state(broadcasterId, defaults, 0);
            untouched = same;
        }
        return same;
    }

    private FeatureState<S> state(TwitchUserId broadcasterId, S settings, long version) {
        Doing asking = new Doing(id, broadcasterId, "settings", "none");
        Wants wants = Boundary.call(asking, Wants.NOTHING, () -> feature.wants(settings));
        boolean on = Boundary.call(asking, false, () -> feature.isOn(settings));
        return new FeatureState<>(this, settings, on ? wants : wants.ticksAlone(), on, version);
    }

    /** As it is stored: normalised by the record itself. */
    String stored(JsonNode settings) {
        return shape.write(read(settings)).toString();
    }

    /** Applies {@code change} to {@code before}. */
    ObjectNode merged(JsonNode before, JsonNode change) {
        ObjectNode merged = before.deepCopy();
        change.properties().forEach(field -> merged.set(field.getKey(), field.getValue()));
        return merged;
    }
}
