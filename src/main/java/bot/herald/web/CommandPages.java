package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.feature.ChannelSettings;
import bot.herald.feature.command.BuiltIns;
import bot.herald.feature.command.BuiltIns.BuiltIn;
import bot.herald.feature.command.Cooldown;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.settings.Change;
import bot.herald.settings.Documents.Shown;
import bot.herald.web.pages.CommandsPage;
import bot.herald.web.pages.CommandsPage.CooldownForm;
import bot.herald.web.pages.CommandsPage.Refused;
import bot.herald.web.pages.Notice;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** A channel's own and built-in commands: search, sort and switch them, one or many at once. */
final class CommandPages {
    /** Before the name of a command of the channel's own that is picked. */
    static final String PICKED = "pick.";
    /** The same for a built-in one, since both may have one name. */
    static final String PICKED_BUILT_IN = "pick-built-in.";

    private final Editors editing;
    private final PageNeeds needs;

    CommandPages(Editors editing, PageNeeds needs) {
        this.editing = editing;
        this.needs = needs;
    }

    List<Route> routes() {
        return List.of(
                needs.page("/dashboard/{id}/commands", this::show),
                needs.form("/dashboard/{id}/commands/{name}/switch", this::turn),
                needs.form("/dashboard/{id}/built-in/{name}/switch", this::turnBuiltIn),
                needs.form("/dashboard/{id}/built-in/{name}/cooldown", this::changeCooldown),
                needs.form("/dashboard/{id}/many/commands", this::change));
    }

    /**
     * What a refused form held, so that nothing typed is lost.
     *
     * @param cooldown of one command; empty if it was not that form
     */
    record Kept(Refused several, Optional<CooldownForm> cooldown) {
        static final Kept NOTHING = new Kept(Refused.NONE, Optional.empty());
    }

    private Answer show(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Notice notice = several(request, needs.say(request))
                .orElseGet(() -> needs.confirmations().of(request, channel, visitor));
        return page(200, request, channel, visitor, notice, CommandTable.Choices.of(request), Kept.NOTHING);
    }

    private Answer page(
            int status,
            WebRequest request,
            Channel channel,
            Visitor visitor,
            Notice notice,
            CommandTable.Choices choices,
            Kept kept) {
        Sentences say = needs.say(request);
        CommandTable table = new CommandTable(
                channel, needs.links(), needs.prefixes().of(channel.id()), rows(channel, say.language()), say);
        CommandsPage page =
                table.page(choices, notice, visitor.session().formToken().reveal(), kept);
        return Answer.html(status, needs.pages(request, visitor, channel).commands(page));
    }

    private List<CommandEntry> rows(Channel channel, Language language) {
        List<CommandEntry> all = new ArrayList<>();
        editing.books().commands().list(channel.id()).forEach(item -> all.add(CommandEntry.of(item)));
        ChannelSettings settings = editing.books().settings().of(channel.id());
        builtIns(channel).forEach(builtIn -> all.add(CommandEntry.of(builtIn, settings, language)));
        return all;
    }

    private List<BuiltIn> builtIns(Channel channel) {
        return BuiltIns.in(channel.id(), editing.books().commands());
    }

    private Answer turn(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Shown now = Switches.turn(editing, "command", request, visitor, channel);
        return turned(request, channel, visitor, now.name());
    }

    private Answer turnBuiltIn(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        boolean on = Switches.isOn(FormGuard.form(request, visitor));
        BuiltIn builtIn = builtIn(request);
        switchBuiltIns(visitor, channel, List.of(builtIn.name()), on);
        return turned(request, channel, visitor, builtIn.name());
    }

    /** Changes the cooldown of a built-in command; its default is not stored. */
    private Answer changeCooldown(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        BuiltIn builtIn = builtIn(request);
        String wanted = builtIn.name() + " " + seconds(form, "channelSeconds") + " " + seconds(form, "userSeconds");
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        ArrayNode lines = fields.putArray("builtInCooldowns");
        editing.books().settings().of(channel.id()).builtInCooldowns().stream()
                .filter(line -> !line.startsWith(builtIn.name() + " "))
                .forEach(lines::add);
        Cooldown usual = builtIn.cooldown();
        if (!wanted.equals(builtIn.name() + " " + usual.channelSeconds() + " " + usual.userSeconds())) {
            lines.add(wanted);
        }
        Change<Shown> change =
                editing.of("settings").replace(visitor.person(), channel.id(), "settings", fields, IfMatch.ANYTHING);
        if (change instanceof Change.Invalid<Shown> invalid) {
            String why = why(invalid, request);
            CooldownForm typed = new CooldownForm(
                    needs.links().item(channel, "built-in", builtIn.name()) + "/cooldown",
                    form.find("channelSeconds").orElse(""),
                    form.find("userSeconds").orElse(""),
                    why);
            return page(
                    400,
                    request,
                    channel,
                    visitor,
                    Notice.notDone(why),
                    CommandTable.Choices.only(builtIn.name()),
                    new Kept(Refused.NONE, Optional.of(typed)));
        }
        Changes.done(change, IfMatch.ANYTHING);
        return turned(request, channel, visitor, builtIn.name());
    }

    private String why(Change.Invalid<Shown> change, WebRequest request) {
        return change.problems().get(0).saying().in(needs.say(request).language());
    }

    private static String seconds(Parameters form, String field) {
        return form.find(field)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse("0");
    }

    private static BuiltIn builtIn(WebRequest request) {
        String name = request.pathValues().getOrDefault("name", "");
        return BuiltIns.ALL.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemException(HttpProblem.of(404)));
    }

    private void switchBuiltIns(Visitor visitor, Channel channel, List<String> names, boolean on) {
        TreeSet<String> off =
                new TreeSet<>(editing.books().settings().of(channel.id()).disabledCommands());
        if (on) {
            off.removeAll(names);
        } else {
            off.addAll(names);
        }
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        ArrayNode disabled = fields.putArray("disabledCommands");
        off.forEach(disabled::add);
        Changes.done(
                editing.of("settings").replace(visitor.person(), channel.id(), "settings", fields, IfMatch.ANYTHING),
                IfMatch.ANYTHING);
    }

    /** Scripts get the row alone; browsers without scripts go back to the list. */
    private Answer turned(WebRequest request, Channel channel, Visitor visitor, String name) {
        return Switches.isForRow(request)
                ? page(
                        200,
                        request,
                        channel,
                        visitor,
                        needs.confirmations().last(request, channel, visitor, Notice.NONE),
                        CommandTable.Choices.only(name),
                        Kept.NOTHING)
                : needs.done(channel, visitor, Section.COMMANDS);
    }

    private Answer change(WebRequest request, Visitor visitor) {
        Channel channel = needs.channels().of(request, visitor);
        Parameters form = FormGuard.form(request, visitor);
        String what = form.find("do").orElse("");
        ObjectNode wanted = what.equals("category")
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("category", form.find("category").orElse(""))
                : Switches.fields(what.equals("on"));
        List<String> own = picked(form, PICKED);
        List<String> pickedBuiltIn = picked(form, PICKED_BUILT_IN);
        List<String> builtIn = builtIns(channel).stream()
                .map(BuiltIn::name)
                .filter(pickedBuiltIn::contains)
                .toList();
        int changed = 0;
        for (String name : own) {
            Change<Shown> change = what.equals("delete")
                    ? editing.of("command").delete(visitor.person(), channel.id(), name, IfMatch.ANYTHING)
                    : editing.of("command").replace(visitor.person(), channel.id(), name, wanted, IfMatch.ANYTHING);
            if (change instanceof Change.Invalid<Shown> invalid) {
                String why = why(invalid, request);
                Refused typed = new Refused(
                        form.find("category").orElse(""), why, form.all().keySet());
                return page(
                        400,
                        request,
                        channel,
                        visitor,
                        Notice.notDone(why),
                        CommandTable.Choices.of(request),
                        new Kept(typed, Optional.empty()));
            }
            // One may have been deleted meanwhile; that does not stop the others.
            changed += change instanceof Change.Done<Shown> ? 1 : 0;
        }
        if (!what.equals("delete") && !what.equals("category") && !builtIn.isEmpty()) {
            switchBuiltIns(visitor, channel, builtIn, what.equals("on"));
            changed += builtIn.size();
        }
        String page = needs.links().page(channel, Section.COMMANDS.path());
        return changed == 1
                ? needs.done(channel, visitor, Section.COMMANDS)
                : Answer.seeOther(URI.create(page + "?did=" + done(what) + "-" + changed));
    }

    private static List<String> picked(Parameters form, String prefix) {
        return form.all().keySet().stream()
                .filter(field -> field.startsWith(prefix))
                .map(field -> field.substring(prefix.length()))
                .sorted()
                .toList();
    }

    private static String done(String what) {
        return switch (what) {
            case "on", "delete", "category" -> what;
            default -> "off";
        };
    }

    /** What the address says was done to several commands; empty if it says nothing of the kind. */
    private static Optional<Notice> several(WebRequest request, Sentences say) {
        String[] did = request.parameters().find("did").orElse("").split("-", 2);
        if (did.length != 2 || !did[1].matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        return switch (did[0]) {
            case "on", "off", "category", "delete" ->
                Optional.of(Notice.done(Numbers.counted(say, "commands.did." + did[0], Long.parseLong(did[1]))));
            default -> Optional.empty();
        };
    }
}
