package bot.herald.feature.command;

import bot.herald.event.Role;
import bot.herald.feature.Setting;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import bot.herald.language.Texts;
import bot.herald.settings.ChannelDocuments;
import bot.herald.settings.DocumentKind;
import bot.herald.settings.ItemName;
import bot.herald.settings.Problem;
import bot.herald.template.Characters;
import bot.herald.template.ChatText;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules of custom commands: names are stored without the prefix, and must not be another command's. */
final class CommandKind extends DocumentKind<CustomCommand> {
    private static final Texts TEXTS = CommandResponder.TEXTS;
    private static final int LONGEST_CATEGORY = 30;

    private final Function<TwitchUserId, String> prefix;
    private final BiPredicate<TwitchUserId, String> reserved;
    private final Predicate<String> mayFetch;

    /**
     * @param reserved names that no custom command may use in a channel
     * @param mayFetch whether texts may fetch an address of a host
     */
    CommandKind(
            Function<TwitchUserId, String> prefix,
            BiPredicate<TwitchUserId, String> reserved,
            Predicate<String> mayFetch) {
        super("command", Setting.Reader.shape(CustomCommand.class), CustomCommand.of("", ""));
        this.prefix = prefix;
        this.reserved = reserved;
        this.mayFetch = mayFetch;
    }

    @Override
    protected int most() {
        return CommandBook.MOST_COMMANDS;
    }

    @Override
    protected boolean isCounted() {
        return true;
    }

    @Override
    protected String named(TwitchUserId broadcasterId, String typed) {
        return ItemName.withoutPrefix(typed, prefix.apply(broadcasterId));
    }

    /** People write "mods" for "moderator". */
    @Override
    protected ObjectNode understood(ObjectNode typed) {
        Role.parse(typed.path("role").asText()).ifPresent(role -> typed.put("role", role.text()));
        return typed;
    }

    @Override
    protected CustomCommand tidied(TwitchUserId broadcasterId, CustomCommand wanted) {
        String name = named(broadcasterId, wanted.name());
        Set<String> aliases = new LinkedHashSet<>();
        wanted.aliases().forEach(alias -> aliases.add(named(broadcasterId, alias)));
        aliases.remove(name);
        return new CustomCommand(
                name,
                ChatText.clean(wanted.text()),
                List.copyOf(aliases),
                wanted.cooldown(),
                wanted.role(),
                wanted.enabled(),
                ChatText.clean(wanted.category()),
                wanted.hidden(),
                wanted.count(),
                wanted.version());
    }

    @Override
    protected List<Problem> problems(TwitchUserId broadcasterId, CustomCommand tidied) {
        List<Problem> problems = new ArrayList<>();
        String before = prefix.apply(broadcasterId);
        fault(tidied.name(), before)
                .ifPresent(fault -> problems.add(new Problem("name", TEXTS.saying("name", "fault", fault))));
        for (String alias : tidied.aliases()) {
            fault(alias, before)
                    .ifPresent(fault -> problems.add(new Problem(
                            "aliases", TEXTS.saying("alias-name", "alias", quoted(alias), "fault", fault))));
        }
        if (Characters.areMoreThan(LONGEST_CATEGORY, tidied.category())) {
            problems.add(new Problem("category", TEXTS.saying("category-long", "most", LONGEST_CATEGORY)));
        }
        problems.addAll(AnswerCheck.of(tidied.text(), tidied.role(), mayFetch));
        return problems;
    }

    private static Optional<Saying> fault(String name, String prefix) {
        if (!prefix.isEmpty() && name.startsWith(prefix)) {
            return Optional.of(TEXTS.saying("name.prefix", "prefix", prefix));
        }
        return ItemName.fault(name);
    }

    private static String quoted(String alias) {
        return alias.isEmpty() || Characters.areMoreThan(ItemName.LONGEST, alias) ? "" : alias + " ";
    }

    @Override
    protected Optional<Problem> taken(
            TwitchUserId broadcasterId, CustomCommand wanted, ChannelDocuments<CustomCommand> others, String self) {
        // A name the command already has may since have become a built-in one's again; the command is not answered, but
        // can be changed.
        List<String> own = others.named(self).map(CustomCommand::words).orElse(List.of());
        Predicate<String> isReserved = word -> reserved.test(broadcasterId, word) && !own.contains(word);
        String before = prefix.apply(broadcasterId);
        return Stream.concat(
                        why(wanted.name(), others, isReserved, before, self)
                                .map(why -> new Problem("name", why))
                                .stream(),
                        wanted.aliases().stream()
                                .flatMap(alias -> why(alias, others, isReserved, before, self)
                                        .map(why -> new Problem("aliases", why))
                                        .stream()))
                .findFirst();
    }

    private static Optional<Saying> why(
            String word,
            ChannelDocuments<CustomCommand> others,
            Predicate<String> reserved,
            String prefix,
            String self) {
        Optional<CustomCommand> other =
                others.find(word).filter(command -> !command.name().equals(self));
        if (other.isPresent()) {
            return Optional.of(
                    other.get().name().equals(word)
                            ? TEXTS.saying("taken", "command", prefix + word)
                            : TEXTS.saying(
                                    "taken.alias",
                                    "alias",
                                    prefix + word,
                                    "command",
                                    prefix + other.get().name()));
        }
        return reserved.test(word)
                ? Optional.of(TEXTS.saying("taken.built-in", "command", prefix + word))
                : Optional.empty();
    }
}
