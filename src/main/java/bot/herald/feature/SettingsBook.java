package bot.herald.feature;

import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.settings.DocumentBook;
import bot.herald.settings.DocumentKind;
import bot.herald.settings.DocumentStore;
import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The settings of every channel, validated before they are saved. Safe for concurrent use. */
public final class SettingsBook extends DocumentBook<ChannelSettings> {
    public SettingsBook(DocumentStore store) {
        super(new Kind(), store);
    }

    /** The defaults until something is set. */
    public ChannelSettings of(TwitchUserId broadcasterId) {
        List<ChannelSettings> saved = list(broadcasterId);
        return saved.isEmpty() ? ChannelSettings.DEFAULTS : saved.get(0);
    }

    /** The language of the bot in the channel. */
    public Language language(TwitchUserId broadcasterId) {
        return of(broadcasterId).language();
    }

    /** The rules that annotations cannot express. */
    private static final class Kind extends DocumentKind<ChannelSettings> {
        /** No letters or digits, because ordinary lines begin with those; / and . are Twitch's own; @ begins a mention. */
        private static final Pattern PREFIX = Pattern.compile("[^\\p{L}\\p{N}\\p{Z}\\p{C}/.@]{0,5}");

        private Kind() {
            super(ChannelSettings.NAME, Setting.Reader.shape(ChannelSettings.class), ChannelSettings.DEFAULTS);
        }

        @Override
        protected ChannelSettings tidied(TwitchUserId broadcasterId, ChannelSettings wanted) {
            return shape().with(
                            shape().with(wanted, wanted.spoken()),
                            Map.of(
                                    "ignoredLogins",
                                    sorted(wanted.ignoredLogins(), TwitchLogin::bare),
                                    "disabledCommands",
                                    sorted(wanted.disabledCommands(), ItemName::normalized),
                                    "builtInCooldowns",
                                    wanted.builtInCooldowns().stream()
                                            .map(line -> line.strip().toLowerCase(Locale.ROOT))
                                            .filter(line -> !line.isEmpty())
                                            .toList()));
        }

        private static List<String> sorted(List<String> words, UnaryOperator<String> normalized) {
            return List.copyOf(new TreeSet<>(words.stream().map(normalized).toList()));
        }

        @Override
        protected List<Problem> problems(TwitchUserId broadcasterId, ChannelSettings wanted) {
            List<Problem> problems = new ArrayList<>();
            if (!PREFIX.matcher(wanted.commandPrefix()).matches()) {
                problems.add(new Problem("commandPrefix", ChannelSettings.TEXTS.saying("prefix")));
            }
            wanted.ignoredLogins().stream()
                    .filter(login -> !TwitchLogin.isValid(login))
                    .findFirst()
                    .map(login -> ChannelSettings.TEXTS.saying("no-login", "written", login))
                    .map(fault -> new Problem("ignoredLogins", fault))
                    .ifPresent(problems::add);
            wanted.builtInCooldowns().stream()
                    .filter(line -> ChannelSettings.BuiltInCooldown.parse(line).isEmpty())
                    .findFirst()
                    .map(line ->
                            new Problem("builtInCooldowns", ChannelSettings.TEXTS.saying("no-cooldown", "line", line)))
                    .ifPresent(problems::add);
            wanted.disabledCommands().stream()
                    .flatMap(command -> ItemName.problem(command).stream())
                    .map(problem -> new Problem("disabledCommands", problem))
                    .findFirst()
                    .ifPresent(problems::add);
            return problems;
        }
    }
}
