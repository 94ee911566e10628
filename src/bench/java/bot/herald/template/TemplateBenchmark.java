package bot.herald.template;

import bot.herald.feature.ChannelSettings;
import bot.herald.language.Language;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Herald's own greeting for raids, and the answer of a custom command: read from its text, and filled in. */
@Warmup(iterations = 2)
public class TemplateBenchmark {
    private record Known(Map<Placeholder, String> values, List<String> arguments) implements TemplateValues {
        @Override
        public String of(Placeholder placeholder) {
            return values.getOrDefault(placeholder, "");
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }
    }

    /** One text, and what is known when it is said. */
    private static final class Text {
        private final String written;
        private final Set<Placeholder> allowed;
        private final Template template;
        private final TemplateValues known;

        Text(String written, Set<Placeholder> allowed, TemplateValues known) {
            this.written = written;
            this.allowed = allowed;
            this.known = known;
            this.template = template();
        }

        private Template template() {
            if (Template.parse(written, allowed) instanceof Template.Parsed.Good good) {
                return good.template();
            }
            throw new IllegalStateException("a bad text: " + written);
        }
    }

    /** Both texts. */
    @State(Scope.Thread)
    public static class Texts {
        private final RandomGenerator random = new Random(1);
        private final Text greeting = new Text(
                ChannelSettings.defaultRaidGreeting(Language.EN),
                Placeholder.RAID,
                new Known(
                        Map.of(
                                Placeholder.RAIDER, "Raider",
                                Placeholder.PARTY, "42 viewers",
                                Placeholder.LINK, "twitch.tv/raider"),
                        List.of()));
        private final Text answer = new Text(
                "{user} hugs {1} for {random:2-20} seconds! Hug number {count} in {channel}, after {uptime} of {game}.",
                Placeholder.COMMAND,
                new Known(
                        Map.of(
                                Placeholder.USER, "Viewer",
                                Placeholder.COUNT, "1234",
                                Placeholder.CHANNEL, "TheChannel",
                                Placeholder.UPTIME, "1 h 5 min",
                                Placeholder.GAME, "Science & Technology"),
                        List.of("@pal", "Kappa")));
    }

    @Benchmark
    public Object greetingParsed(Texts texts) {
        return texts.greeting.template();
    }

    @Benchmark
    public Object greetingRendered(Texts texts) {
        return texts.greeting.template.render(texts.greeting.known, texts.random);
    }

    @Benchmark
    public Object answerParsed(Texts texts) {
        return texts.answer.template();
    }

    @Benchmark
    public Object answerRendered(Texts texts) {
        return texts.answer.template.render(texts.answer.known, texts.random);
    }
}
