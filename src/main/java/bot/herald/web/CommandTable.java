package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.event.Role;
import bot.herald.language.Sentences;
import bot.herald.web.CommandPages.Kept;
import bot.herald.web.pages.CommandsPage;
import bot.herald.web.pages.CommandsPage.Choice;
import bot.herald.web.pages.CommandsPage.Column;
import bot.herald.web.pages.CommandsPage.CooldownForm;
import bot.herald.web.pages.CommandsPage.Row;
import bot.herald.web.pages.Notice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** The table of a channel's commands: filtered, sorted and paged. */
final class CommandTable {
    private static final int ON_A_PAGE = 50;

    private final Channel channel;
    private final ChannelLinks links;
    private final String prefix;
    private final List<CommandEntry> all;
    private final Sentences say;

    CommandTable(Channel channel, ChannelLinks links, String prefix, List<CommandEntry> all, Sentences say) {
        this.channel = channel;
        this.links = links;
        this.prefix = prefix;
        this.all = all;
        this.say = say;
    }

    /** Which commands are shown. */
    private enum Show {
        ALL(entry -> true),
        YOURS(entry -> !entry.builtIn()),
        BUILT_IN(CommandEntry::builtIn);

        @SuppressWarnings("ImmutableEnumChecker") // Those above hold nothing.
        private final Predicate<CommandEntry> wanted;

        Show(Predicate<CommandEntry> wanted) {
            this.wanted = wanted;
        }
    }

    /** The column they are sorted by; a second click reverses it. */
    private enum Sort {
        NAME("", Comparator.comparing(CommandEntry::name)),
        ROLE("wide-only", Comparator.comparing(CommandEntry::role)),
        COOLDOWN("wide-only", Comparator.comparing(CommandEntry::restSeconds)),
        USES(
                "wide-only right",
                Comparator.comparing((CommandEntry entry) -> entry.uses().orElse(-1L)));

        private final String look;

        @SuppressWarnings("ImmutableEnumChecker") // Those above hold nothing.
        private final Comparator<CommandEntry> order;

        Sort(String look, Comparator<CommandEntry> order) {
            this.look = look;
            this.order = order;
        }
    }

    /**
     * What the address chooses.
     *
     * @param only the one command that is shown; empty for all that fit
     */
    record Choices(
            String query,
            Show show,
            Optional<Role> role,
            Optional<String> category,
            Sort sort,
            boolean descending,
            int page,
            Optional<String> only) {
        static Choices of(WebRequest request) {
            Parameters given = request.parameters();
            String sort = given.find("sort").orElse("");
            return new Choices(
                    given.find("q").map(String::strip).orElse(""),
                    given.choice("show", Show.class, Show.ALL),
                    given.find("role")
                            .map(text -> Role.parse(text)
                                    .orElseThrow(() -> Parameters.noSuch(
                                            "role", Arrays.stream(Role.values()).map(Role::text)))),
                    given.find("category").map(String::strip),
                    given.find("sort")
                            .map(text -> Parameters.choice(text.replaceFirst("^-", ""), Sort.class)
                                    .orElseThrow(() -> Parameters.noSuch(
                                            "sort", Arrays.stream(Sort.values()).map(Parameters::text))))
                            .orElse(Sort.NAME),
                    sort.startsWith("-"),
                    given.page(),
                    Optional.empty());
        }

        static Choices only(String name) {
            return new Choices(
                    "", Show.ALL, Optional.empty(), Optional.empty(), Sort.NAME, false, 1, Optional.of(name));
        }

        private boolean fits(CommandEntry entry) {
            String wanted = query.toLowerCase(Locale.ROOT);
            return only.map(entry.name()::equals)
                    .orElse((wanted.isEmpty() || entry.has(wanted))
                            && role.map(entry.role()::equals).orElse(true)
                            && category.map(entry.category()::equals).orElse(true));
        }

        private Choices with(Show other) {
            return new Choices(query, other, role, category, sort, descending, 1, only);
        }

        private Choices by(Sort other) {
            boolean turned = other == sort ? !descending : other == Sort.USES;
            return new Choices(query, show, role, category, other, turned, 1, only);
        }

        private Choices at(int other) {
            return new Choices(query, show, role, category, sort, descending, other, only);
        }

        private String sortText() {
            return (descending ? "-" : "") + Parameters.text(sort);
        }
    }

    CommandsPage page(Choices choices, Notice notice, String token, Kept kept) {
        Comparator<CommandEntry> order = choices.descending ? choices.sort.order.reversed() : choices.sort.order;
        List<CommandEntry> found = all.stream()
                .filter(choices::fits)
                .sorted(order.thenComparing(CommandEntry::name))
                .toList();
        List<CommandEntry> wanted = found.stream().filter(choices.show.wanted).toList();
        int pages = Math.max(1, (wanted.size() + ON_A_PAGE - 1) / ON_A_PAGE);
        int page = Math.max(1, Math.min(choices.page, pages));
        List<CommandEntry> shown = wanted.subList((page - 1) * ON_A_PAGE, Math.min(wanted.size(), page * ON_A_PAGE));
        return new CommandsPage(
                notice,
                prefix,
                base(),
                links.page(channel, "commands/new"),
                links.page(channel, "import"),
                links.page(channel, "many/commands") + query(choices),
                token,
                kept.several(),
                choices.query,
                Parameters.text(choices.show),
                choices.sortText(),
                say.say("commands.by." + Parameters.text(choices.sort)),
                Arrays.stream(Show.values())
                        .map(show -> new Choice(
                                say.say("commands.show." + Parameters.text(show)),
                                Parameters.text(show),
                                link(choices.with(show)),
                                show == choices.show,
                                (int) found.stream().filter(show.wanted).count()))
                        .toList(),
                roles(choices),
                categories(choices),
                Arrays.stream(Sort.values())
                        .map(sort -> new Column(
                                say.say("commands.column." + Parameters.text(sort)),
                                link(choices.by(sort)),
                                sort.look,
                                sort == choices.sort ? (choices.descending ? "descending" : "ascending") : null))
                        .toList(),
                shown.stream().map(entry -> row(entry, kept)).toList(),
                choices.show == Show.YOURS && all.stream().noneMatch(Show.YOURS.wanted),
                shown(shown.size(), (page - 1) * ON_A_PAGE, wanted.size()),
                page > 1 ? link(choices.at(page - 1)) : "",
                page < pages ? link(choices.at(page + 1)) : "");
    }

    private List<Choice> roles(Choices choices) {
        List<Choice> roles = new ArrayList<>();
        roles.add(new Choice(say.say("commands.any-role"), "", "", choices.role.isEmpty(), 0));
        for (Role role : Role.values()) {
            roles.add(new Choice(RoleWords.all(role, say), role.text(), "", choices.role.equals(Optional.of(role)), 0));
        }
        return roles;
    }

    /** Empty if no command is in a category. */
    private List<Choice> categories(Choices choices) {
        List<Choice> categories = new ArrayList<>();
        all.stream()
                .map(CommandEntry::category)
                .filter(category -> !category.isEmpty())
                .distinct()
                .sorted()
                .forEach(category -> categories.add(
                        new Choice(category, category, "", choices.category.equals(Optional.of(category)), 0)));
        if (!categories.isEmpty()) {
            categories.add(0, new Choice(say.say("commands.any-category"), "", "", choices.category.isEmpty(), 0));
        }
        return categories;
    }

    private String shown(int shown, int before, int of) {
        return Listing.shown("commands.shown", before, shown, of, say);
    }

    private Row row(CommandEntry entry, Kept kept) {
        String uses =
                entry.uses().map(count -> Numbers.of(count, say.language())).orElse("–");
        String role = RoleWords.all(entry.role(), say);
        String cooldown = entry.cooldown(say);
        return new Row(
                Switches.rowId(entry.builtIn() ? "built-in" : "command", entry.name()),
                (entry.builtIn() ? CommandPages.PICKED_BUILT_IN : CommandPages.PICKED) + entry.name(),
                prefix + entry.name(),
                entry.aliases().stream().map(alias -> prefix + alias).toList(),
                entry.text(),
                role,
                look(entry.role()),
                cooldown,
                entry.builtIn() ? Optional.of(cooldownForm(entry, kept)) : Optional.empty(),
                uses,
                role
                        + (entry.restSeconds() == 0 ? "" : " · " + cooldown)
                        + entry.uses()
                                .map(count -> " · " + Numbers.counted(say, "commands.uses", count))
                                .orElse(""),
                entry.enabled(),
                entry.category(),
                entry.hidden(),
                entry.builtIn() ? "" : links.edit(channel, Section.COMMANDS.path(), entry.name()),
                links.item(channel, entry.builtIn() ? "built-in" : Section.COMMANDS.path(), entry.name()) + "/switch");
    }

    private CooldownForm cooldownForm(CommandEntry entry, Kept kept) {
        String link = links.item(channel, "built-in", entry.name()) + "/cooldown";
        return kept.cooldown()
                .filter(form -> form.link().equals(link))
                .orElseGet(() -> new CooldownForm(
                        link,
                        String.valueOf(entry.cooldown().channelSeconds()),
                        String.valueOf(entry.cooldown().userSeconds()),
                        ""));
    }

    private static String look(Role role) {
        return switch (role) {
            case EVERYONE -> "";
            case MODERATOR -> "good";
            case SUBSCRIBER, VIP, BROADCASTER -> "info";
        };
    }

    private String base() {
        return links.page(channel, Section.COMMANDS.path());
    }

    private String link(Choices choices) {
        return base() + query(choices);
    }

    /** Leaves out defaults. */
    private static String query(Choices choices) {
        List<String> query = new ArrayList<>();
        if (!choices.query.isEmpty()) {
            query.add("q=" + URLEncoder.encode(choices.query, StandardCharsets.UTF_8));
        }
        if (choices.show != Show.ALL) {
            query.add("show=" + Parameters.text(choices.show));
        }
        choices.category.ifPresent(
                category -> query.add("category=" + URLEncoder.encode(category, StandardCharsets.UTF_8)));
        choices.role.ifPresent(role -> query.add("role=" + role.text()));
        if (choices.sort != Sort.NAME || choices.descending) {
            query.add("sort=" + choices.sortText());
        }
        if (choices.page > 1) {
            query.add("page=" + choices.page);
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }
}
