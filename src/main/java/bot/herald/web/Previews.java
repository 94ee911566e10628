package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.event.Account;
import bot.herald.event.Role;
import bot.herald.feature.command.ChatTrigger;
import bot.herald.feature.command.CustomCommand;
import bot.herald.feature.command.Rehearsal;
import bot.herald.feature.command.Rehearsal.Outcome;
import bot.herald.feature.filter.FilterTrial;
import bot.herald.feed.ChannelFeed;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.settings.Documents;
import bot.herald.settings.Documents.Shown;
import bot.herald.settings.SettingField;
import bot.herald.template.Placeholder;
import bot.herald.template.SampleValues;
import bot.herald.template.Template;
import bot.herald.web.FormShape.Input;
import bot.herald.web.pages.Avatar;
import bot.herald.web.pages.FeedRow;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Icon;
import bot.herald.web.pages.PreviewView;
import bot.herald.web.pages.PreviewView.Attempt;
import bot.herald.web.pages.PreviewView.Choice;
import bot.herald.web.pages.PreviewView.Scene;
import bot.herald.web.pages.When;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Shows how the texts of a form look in chat before they are saved; nothing is counted, asked or said for it. */
final class Previews {
    /** The field of a form that is to be shown, not saved. */
    static final String DO = "do";

    static final String PREVIEW = "preview";
    /** What somebody is to have written. */
    static final String LINE = "try";
    /** Who is to have written it. */
    static final String AS = "as";

    private static final int LINES_LOOKED_AT = 50;
    private static final int LINES_SHOWN = 5;
    private static final String ANYBODY = "PixelPenguin";

    private final ChannelBooks books;
    private final ChannelFeed feed;
    private final Prefixes prefixes;
    private final Clock clock;
    private final Sentences say;
    private final RandomGenerator random = RandomGenerator.getDefault();

    Previews(ChannelBooks books, ChannelFeed feed, Prefixes prefixes, Clock clock) {
        this(books, feed, prefixes, clock, Frame.TEXTS.in(Language.EN));
    }

    private Previews(ChannelBooks books, ChannelFeed feed, Prefixes prefixes, Clock clock, Sentences say) {
        this.books = books;
        this.feed = feed;
        this.prefixes = prefixes;
        this.clock = clock;
        this.say = say;
    }

    /** The same for a reader of another language; what the bot would say is in the channel's. */
    Previews in(Sentences other) {
        return new Previews(books, feed, prefixes, clock, other);
    }

    private Rehearsal rehearsal() {
        return books.rehearsal().in(say.language());
    }

    /** Whether somebody wants to see it, not to save it. */
    static boolean isWanted(Parameters form) {
        return form.find(DO).filter(PREVIEW::equals).isPresent();
    }

    /**
     * What was typed, as far as a preview needs it.
     *
     * @param document what is edited; empty for a new one
     * @param form with the line to try and who writes it, if they were sent
     */
    record Draft(
            Channel channel,
            Documents documents,
            Optional<Shown> document,
            FormShape shape,
            Map<String, String> typed,
            Parameters form) {
        Optional<String> name() {
            return document.map(Shown::name);
        }

        JsonNode json() {
            return shape.json(typed);
        }

        private Role role() {
            return Previews.role(form);
        }
    }

    private static Role role(Parameters form) {
        return form.find(AS).flatMap(Role::parse).orElse(Role.EVERYONE);
    }

    PreviewView of(Draft draft) {
        return switch (draft.documents().kind()) {
            case "command" -> new PreviewView(List.of(command(draft)));
            case "trigger" -> new PreviewView(trigger(draft));
            default -> isFilters(draft) ? new PreviewView(List.of(filtered(draft))) : samples(draft);
        };
    }

    private static boolean isFilters(Draft draft) {
        return draft.name().filter(FilterTrial.FEATURE::equals).isPresent();
    }

    /** What becomes of a line with the filters as they are typed. */
    private Scene filtered(Draft draft) {
        String line = draft.form().find(LINE).orElse("");
        if (line.isEmpty()) {
            return new Scene("", List.of(), List.of(), List.of(say.say("preview.write-line")));
        }
        FilterTrial trial = FilterTrial.of(draft.json().path("settings"), draft.role(), line, say.language());
        FeedRow written = said(rehearsal().writer(draft.channel().id(), draft.role()), draft.role(), line);
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

    /** What can be tried with it. */
    Attempt attempt(Draft draft) {
        return switch (draft.documents().kind()) {
            case "command" ->
                new Attempt(
                        say.say("preview.somebody"),
                        prefixes.of(draft.channel().id()) + wanted(draft).name(),
                        line(draft),
                        roles(draft));
            case "trigger" -> new Attempt(say.say("preview.somebody"), "", line(draft), roles(draft));
            default ->
                isFilters(draft)
                        ? new Attempt(
                                say.say("preview.filtered"),
                                "",
                                draft.form().find(LINE).orElse(""),
                                roles(draft))
                        : Attempt.NONE;
        };
    }

    /** A line that is tried on all triggers. */
    Attempt attempt(Parameters form) {
        return new Attempt(say.say("preview.somebody"), "", form.find(LINE).orElse(""), roles(role(form)));
    }

    /** Which triggers that line sets off, in the order in which they are tried. */
    PreviewView triggers(Channel channel, Parameters form) {
        Optional<String> line = form.find(LINE);
        if (line.isEmpty()) {
            return PreviewView.NONE;
        }
        Role role = role(form);
        FeedRow written = said(rehearsal().writer(channel.id(), role), role, line.get());
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

    private List<Choice> roles(Draft draft) {
        return roles(draft.role());
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
                said(rehearsal.writer(draft.channel().id(), role), role, (called + " " + line).strip()),
                rehearsal.command(draft.channel().id(), wanted, role, line));
    }

    /** What is written behind a command; where nobody said so, as much as the text asks for. */
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
                said(rehearsal.writer(draft.channel().id(), role), role, line),
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
        outcome.said().ifPresent(line -> lines.add(bot(written.at(), line, held)));
        return new Scene("", lines, outcome.reasons(), outcome.notes());
    }

    /** Texts that nobody calls, each with what it is said for. */
    private PreviewView samples(Draft draft) {
        List<Input> said = draft.shape().inputs().stream()
                .filter(input -> input.field().isSaid())
                .toList();
        return new PreviewView(said.stream()
                .map(input ->
                        sample(draft, input, said.size() == 1 ? "" : Frame.TEXTS.like(input.label(), say.language())))
                .toList());
    }

    private Scene sample(Draft draft, Input input, String title) {
        List<FeedRow> lines =
                new ArrayList<>(occasion(draft, input.field().look().says()));
        int before = lines.size();
        List<String> texts = input.field().kind() == SettingField.Kind.LINES
                ? draft.typed().getOrDefault(input.name(), "").lines().toList()
                : List.of(draft.typed().getOrDefault(input.name(), ""));
        SampleValues values = new SampleValues(known(draft), clock.instant());
        for (String text : texts) {
            if (!text.isBlank()
                    && Template.parse(text.strip(), input.field().look().holds())
                            instanceof Template.Parsed.Good good) {
                String line = good.template().render(values, random);
                if (!line.isEmpty()) {
                    lines.add(bot(When.of(clock.instant()), line, false));
                }
            }
        }
        return new Scene(
                title, lines, List.of(), lines.size() > before ? List.of() : List.of(say.say("preview.until-right")));
    }

    /** What stands there in the channel's language. */
    private Map<Placeholder, String> known(Draft draft) {
        Language spoken = books.settings().of(draft.channel().id()).language();
        Map<Placeholder, String> known = new EnumMap<>(Placeholder.class);
        for (Placeholder placeholder : Placeholder.values()) {
            known.put(placeholder, Frame.TEXTS.like(placeholder.sample(), spoken));
        }
        known.put(Placeholder.CHANNEL, draft.channel().profile().displayName());
        return known;
    }

    /** What Herald answers to with such a text. */
    private List<FeedRow> occasion(Draft draft, String says) {
        String viewer = Placeholder.USER.sample();
        String input = Frame.TEXTS.like(Placeholder.INPUT.sample(), say.language());
        return switch (says) {
            case "RAID_GREETING" ->
                List.of(event(
                        "event raid",
                        Icon.PEOPLE_FILL,
                        say.counted("event.raid", 42, "user", Placeholder.RAIDER.sample())));
            case "SHOUTOUT" ->
                List.of(said(
                        rehearsal().writer(draft.channel().id(), Role.MODERATOR),
                        Role.MODERATOR,
                        prefixes.of(draft.channel().id()) + "so " + Placeholder.SO_NAME.sample()));
            case "FOLLOW" -> List.of(event("event sub", Icon.PERSON_HEART, say.say("event.follow", "user", viewer)));
            case "SUBSCRIPTION" -> List.of(event("event sub", Icon.STAR_FILL, say.say("event.sub", "user", viewer)));
            case "RESUBSCRIPTION" ->
                List.of(event("event sub", Icon.STAR_FILL, say.say("event.resub", "user", viewer, "text", input)));
            case "GIFT" -> List.of(event("event sub", Icon.GIFT_FILL, say.counted("event.gift", 5, "user", viewer)));
            case "CHEER" ->
                List.of(event("event sub", Icon.GEM, say.counted("event.cheer", 100, "user", viewer, "text", input)));
            case "REDEMPTION" ->
                List.of(event(
                        "event sub",
                        Icon.STAR,
                        say.say(
                                "event.redeems",
                                "user",
                                viewer,
                                "reward",
                                Frame.TEXTS.like(Placeholder.REWARD.sample(), say.language()))));
            default -> List.of();
        };
    }

    private FeedRow said(Account writer, Role role, String text) {
        return new FeedRow(
                When.of(clock.instant()),
                "",
                Optional.empty(),
                writer.displayName(),
                Avatar.of(writer.id().value(), writer.displayName(), "").hue(),
                RoleWords.badge(role),
                text,
                "");
    }

    private static FeedRow bot(When at, String text, boolean held) {
        return new FeedRow(at, held ? "bot held" : "bot", Optional.empty(), "Herald", 0, "botb", text, "");
    }

    private FeedRow event(String kind, Icon icon, String text) {
        return new FeedRow(When.of(clock.instant()), kind, Optional.of(icon), "", 0, "", text, "");
    }
}
