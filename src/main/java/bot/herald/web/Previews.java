package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.event.Role;
import bot.herald.feature.command.ChatTrigger;
import bot.herald.feature.command.CustomCommand;
import bot.herald.feature.command.Rehearsal;
import bot.herald.feature.command.Rehearsal.Outcome;
import bot.herald.feature.filter.FilterTrial;
import bot.herald.feed.ChannelFeed;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.movein.ForeignVariables;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.web.pages.FeedRow;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.PreviewView;
import bot.herald.web.pages.PreviewView.Attempt;
import bot.herald.web.pages.PreviewView.Choice;
import bot.herald.web.pages.PreviewView.Scene;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows how a form's texts will look in chat, without counting, fetching or saying anything. */
final class Previews {
    /** The field that says whether to preview or to save. */
    static final String DO = "do";

    static final String PREVIEW = "preview";
    /** The field with the chat message to try. */
    static final String LINE = "try";
    /** The field with the role of its writer. */
    static final String AS = "as";

    private static final int LINES_LOOKED_AT = 50;
    private static final int LINES_SHOWN = 5;
    private static final String ANYBODY = "PixelPenguin";

    private final ChannelBooks books;
    private final ChannelFeed feed;
    private final Prefixes prefixes;
    private final Clock clock;
    private final Sentences say;
    private final SampleScenes samples;

    Previews(ChannelBooks books, ChannelFeed feed, Prefixes prefixes, Clock clock) {
        this(books, feed, prefixes, clock, Frame.TEXTS.in(Language.EN));
    }

    private Previews(ChannelBooks books, ChannelFeed feed, Prefixes prefixes, Clock clock, Sentences say) {
        this.books = books;
        this.feed = feed;
        this.prefixes = prefixes;
        this.clock = clock;
        this.say = say;
        this.samples = new SampleScenes(books, prefixes, clock, say);
    }

    /** For a reader of another language; what the bot would say stays in the channel's language. */
    Previews in(Sentences other) {
        return new Previews(books, feed, prefixes, clock, other);
    }

    private Rehearsal rehearsal() {
        return books.rehearsal().in(say.language());
    }

    /** Whether the form asks for a preview instead of saving. */
    static boolean isWanted(Parameters form) {
        return form.find(DO).filter(PREVIEW::equals).isPresent();
    }

    static Role role(Parameters form) {
        return form.find(AS).flatMap(Role::parse).orElse(Role.EVERYONE);
    }

    PreviewView of(Draft draft) {
        return switch (draft.documents().kind()) {
            case "command" -> new PreviewView(List.of(command(draft)));
            case "trigger" -> new PreviewView(trigger(draft));
            default -> isFilters(draft) ? new PreviewView(List.of(filtered(draft))) : samples.of(draft);
        };
    }

    private static boolean isFilters(Draft draft) {
        return draft.name().filter(FilterTrial.FEATURE::equals).isPresent();
    }

    /** What the filters, as typed, would do with a message. */
    private Scene filtered(Draft draft) {
        String line = draft.form().find(LINE).orElse("");
        if (line.isEmpty()) {
            return new Scene("", List.of(), List.of(), List.of(say.say("preview.write-line")));
        }
        FilterTrial trial = FilterTrial.of(draft.json().path("settings"), draft.role(), line, say.language());
        FeedRow written =
                FeedRows.said(rehearsal().writer(draft.channel().id(), draft.role()), draft.role(), line, clock);
        FeedRow shown = new FeedRow(
                written.at(),
                trial.acts() ? "deleted" : "",
                Optional.empty(),
                written.name(),
                written.hue(),
                written.badge(),
                line,
                "");
        List<String> notes = new ArrayList<>(List.of(trial.outcome()));
        notes.addAll(trial.verdicts());
        return new Scene("", List.of(shown), List.of(), notes);
    }

    /** The line to try on the text, with the roles to try it as. */
    Attempt attempt(Draft draft) {
        return switch (draft.documents().kind()) {
            case "command" ->
                new Attempt(
                        say.say("preview.somebody"),
                        prefixes.of(draft.channel().id()) + wanted(draft).name(),
                        line(draft),
                        roles(draft.role()));
            case "trigger" -> new Attempt(say.say("preview.somebody"), "", line(draft), roles(draft.role()));
            default ->
                isFilters(draft)
                        ? new Attempt(
                                say.say("preview.filtered"),
                                "",
                                draft.form().find(LINE).orElse(""),
                                roles(draft.role()))
                        : Attempt.NONE;
        };
    }

    /** A message to try on all triggers. */
    Attempt attempt(Parameters form) {
        return new Attempt(say.say("preview.somebody"), "", form.find(LINE).orElse(""), roles(role(form)));
    }

    /** The triggers that the message sets off, in the order in which they are tried. */
    PreviewView triggers(Channel channel, Parameters form) {
        Optional<String> line = form.find(LINE);
        if (line.isEmpty()) {
            return PreviewView.NONE;
        }
        Role role = role(form);
        FeedRow written = FeedRows.said(rehearsal().writer(channel.id(), role), role, line.get(), clock);
        List<Rehearsal.Match> matches = rehearsal().triggers(channel.id(), role, line.get());
        if (matches.isEmpty()) {
            return new PreviewView(
                    List.of(new Scene("", List.of(written), List.of(), List.of(say.say("preview.no-trigger")))));
        }
        return new PreviewView(matches.stream()
                .map(match -> {
                    Scene scene = answered(match.trigger().text(), written, match.outcome());
                    return new Scene(match.trigger().name(), scene.lines(), scene.silence(), scene.notes());
                })
                .toList());
    }

    private List<Choice> roles(Role chosen) {
        return RoleWords.all().stream()
                .map(role -> new Choice(role.text(), RoleWords.one(role, say), role == chosen))
                .toList();
    }

    private CustomCommand wanted(Draft draft) {
        return books.commands()
                .draft(draft.channel().id(), draft.name(), draft.json())
                .document();
    }

    private Scene command(Draft draft) {
        CustomCommand wanted = wanted(draft);
        Rehearsal rehearsal = rehearsal();
        String called = prefixes.of(draft.channel().id()) + wanted.name();
        Role role = draft.role();
        String line = line(draft);
        return answered(
                wanted.text(),
                FeedRows.said(rehearsal.writer(draft.channel().id(), role), role, (called + " " + line).strip(), clock),
                rehearsal.command(draft.channel().id(), wanted, role, line));
    }

    /** The words after the command; by default as many as the text uses. */
    private String line(Draft draft) {
        String typed = draft.form().all().get(LINE);
        if (typed != null) {
            return typed;
        }
        if (draft.documents().kind().equals("trigger")) {
            return wantedTrigger(draft).when().stream()
                    .filter(line -> !line.startsWith("/"))
                    .findFirst()
                    .orElse("");
        }
        String text = draft.typed().getOrDefault("text", "");
        return text.contains("{1") || text.contains("{args") || text.contains("{touser") ? ANYBODY : "";
    }

    private ChatTrigger wantedTrigger(Draft draft) {
        return books.triggers()
                .draft(draft.channel().id(), draft.name(), draft.json())
                .document();
    }

    private List<Scene> trigger(Draft draft) {
        ChatTrigger wanted = wantedTrigger(draft);
        Rehearsal rehearsal = rehearsal();
        Role role = draft.role();
        String line = line(draft);
        List<Scene> scenes = new ArrayList<>();
        scenes.add(answered(
                wanted.text(),
                FeedRows.said(rehearsal.writer(draft.channel().id(), role), role, line, clock),
                rehearsal.trigger(draft.channel().id(), wanted, role, line)));
        List<FeedRow> heard = FeedRows.latest(feed.latest(draft.channel().id()), ChannelFeed.KEPT, say).stream()
                .filter(row -> row.isChat() && !row.kind().equals("bot"))
                .limit(LINES_LOOKED_AT)
                .toList();
        if (!heard.isEmpty()) {
            List<FeedRow> fitting = heard.stream()
                    .filter(row -> rehearsal.fits(wanted, row.text()))
                    .toList();
            scenes.add(new Scene(
                    say.say("preview.chat"),
                    fitting.stream().limit(LINES_SHOWN).toList(),
                    List.of(),
                    List.of(say.counted(
                            fitting.isEmpty() ? "preview.chat.none" : "preview.chat.some",
                            heard.size(),
                            "fitting",
                            fitting.size()))));
        }
        return scenes;
    }

    private Scene answered(String text, FeedRow written, Outcome outcome) {
        if (text.isBlank()) {
            return new Scene("", List.of(), List.of(), List.of(say.say("preview.write-text")));
        }
        List<FeedRow> lines = new ArrayList<>();
        if (!written.text().isEmpty()) {
            lines.add(written);
        }
        if (!(Template.parse(text, Placeholder.COMMAND) instanceof Template.Parsed.Good)) {
            return new Scene("", lines, List.of(), List.of(say.say("preview.until-right")));
        }
        boolean held = !outcome.reasons().isEmpty();
        outcome.said().ifPresent(line -> lines.add(FeedRows.bot(written.at(), line, held)));
        List<String> notes = new ArrayList<>(outcome.notes());
        notes.addAll(foreign(text, Placeholder.COMMAND, say));
        return new Scene("", lines, outcome.reasons(), notes);
    }

    /** Other bots' variables in the text, which chat would show as they are, and Herald's own for each. */
    static List<String> foreign(String text, Set<Placeholder> allowed, Sentences say) {
        return ForeignVariables.in(text, allowed).stream()
                .map(found -> found.ours()
                        .map(ours -> say.say("preview.foreign", "written", found.written(), "ours", ours))
                        .orElseGet(() -> say.say("preview.foreign.none", "written", found.written())))
                .toList();
    }
}
