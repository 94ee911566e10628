package bot.herald.web;

import bot.herald.channel.Channel;
import bot.herald.event.Role;
import bot.herald.feature.ChannelSettings;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.settings.SettingField;
import bot.herald.template.Placeholder;
import bot.herald.template.SampleValues;
import bot.herald.template.Template;
import bot.herald.web.FormShape.Input;
import bot.herald.web.pages.FeedRow;
import bot.herald.web.pages.Frame;
import bot.herald.web.pages.Icon;
import bot.herald.web.pages.PreviewView;
import bot.herald.web.pages.PreviewView.Scene;
import bot.herald.web.pages.When;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Previews of texts that no command triggers, such as greetings and timers, with the event that prompts each. */
final class SampleScenes {
    private final ChannelBooks books;
    private final Prefixes prefixes;
    private final Clock clock;
    private final Sentences say;
    private final RandomGenerator random = RandomGenerator.getDefault();

    SampleScenes(ChannelBooks books, Prefixes prefixes, Clock clock, Sentences say) {
        this.books = books;
        this.prefixes = prefixes;
        this.clock = clock;
        this.say = say;
    }

    PreviewView of(Draft draft) {
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
        SampleValues values = new SampleValues(known(draft.channel(), spoken(draft.channel())), clock.instant());
        for (String text : texts) {
            if (!text.isBlank()
                    && Template.parse(text.strip(), input.field().look().holds())
                            instanceof Template.Parsed.Good good) {
                String line = good.template().render(values, random);
                if (!line.isEmpty()) {
                    lines.add(FeedRows.bot(When.of(clock.instant()), line, false));
                }
            }
        }
        List<String> notes = new ArrayList<>();
        if (lines.size() == before) {
            notes.add(say.say("preview.until-right"));
        }
        notes.addAll(
                Previews.foreign(String.join("\n", texts), input.field().look().holds(), say));
        return new Scene(title, lines, List.of(), notes);
    }

    /** What a raider would see; the raw text while it has mistakes. */
    static String greeting(Channel channel, ChannelSettings settings, Clock clock) {
        String text = settings.raidGreeting();
        return Template.parse(text, Placeholder.RAID) instanceof Template.Parsed.Good good
                ? good.template()
                        .render(
                                new SampleValues(known(channel, settings.language()), clock.instant()),
                                RandomGenerator.getDefault())
                : text;
    }

    private Language spoken(Channel channel) {
        return books.settings().of(channel.id()).language();
    }

    /** Sample values in the channel's language. */
    private static Map<Placeholder, String> known(Channel channel, Language spoken) {
        Map<Placeholder, String> known = new EnumMap<>(Placeholder.class);
        for (Placeholder placeholder : Placeholder.values()) {
            known.put(placeholder, Frame.TEXTS.like(placeholder.sample(), spoken));
        }
        known.put(Placeholder.CHANNEL, channel.profile().displayName());
        return known;
    }

    /** The event that Herald answers with such a text. */
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
                List.of(FeedRows.said(
                        books.rehearsal()
                                .in(say.language())
                                .writer(draft.channel().id(), Role.MODERATOR),
                        Role.MODERATOR,
                        prefixes.of(draft.channel().id()) + "so " + Placeholder.SO_NAME.sample(),
                        clock));
            case "FOLLOW" -> List.of(event("event sub", Icon.PERSON_HEART, say.say("event.follow", "user", viewer)));
            case "SUBSCRIPTION" -> List.of(event("event sub", Icon.STAR_FILL, say.say("event.sub", "user", viewer)));
            case "RESUBSCRIPTION" ->
                List.of(event(
                        "event sub", Icon.STAR_FILL, say.say("event.resub", "user", viewer, "because", ": " + input)));
            case "GIFT" -> List.of(event("event sub", Icon.GIFT_FILL, say.counted("event.gift", 5, "user", viewer)));
            case "CHEER" ->
                List.of(event(
                        "event sub",
                        Icon.GEM,
                        say.counted("event.cheer", 100, "user", viewer, "because", ": " + input)));
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

    private FeedRow event(String kind, Icon icon, String text) {
        return new FeedRow(When.of(clock.instant()), kind, Optional.of(icon), "", 0, "", text, "");
    }
}
