package bot.herald.feature.command;

import bot.herald.event.ChatMessageReceived;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Whether a line of chat asks for a command, and for which: among the built-in ones and those of its channel. */
@Warmup(iterations = 2)
public class CommandBenchmark {
    private static final int CHANNELS = 100;
    private static final int COMMANDS = 10;

    /** A hundred channels with ten commands each, over a real database that is not asked any more. */
    @State(Scope.Thread)
    public static class Channels {
        private final List<TwitchUserId> ids = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final Chat chat = new Chat(folder());
        private final ChatMessageReceived talk = Chat.message(Chat.VIEWER, "Nothing here @pal Kappa", Set.of());
        private final ChatMessageReceived unknown = Chat.message(Chat.VIEWER, "!nothing here @pal Kappa", Set.of());
        private int turn;

        @Setup
        public void make() {
            for (int command = 0; command < COMMANDS; command++) {
                names.add("command" + command);
            }
            ids.add(Chat.CHANNEL);
            for (int channel = 1; channel < CHANNELS; channel++) {
                ids.add(new TwitchUserId(Integer.toString(1000 + channel)));
            }
            for (TwitchUserId id : ids) {
                for (String name : names) {
                    if (!(chat.commands.create(id, CustomCommand.of(name, "{user} is here"))
                            instanceof Change.Done<CustomCommand>)) {
                        throw new IllegalStateException("not made: " + name);
                    }
                }
            }
        }

        private CustomCommand find() {
            turn = (turn + 1) % (CHANNELS * COMMANDS);
            return chat.commands
                    .find(ids.get(turn % CHANNELS), names.get(turn / CHANNELS))
                    .orElseThrow();
        }

        @TearDown
        public void close() {
            chat.close();
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("commands");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public Object customCommandFound(Channels channels) {
        return channels.find();
    }

    @Benchmark
    public void lineWithoutCommand(Channels channels) {
        channels.chat.hear(channels.talk);
    }

    @Benchmark
    public void lineWithUnknownCommand(Channels channels) {
        channels.chat.hear(channels.unknown);
    }
}
