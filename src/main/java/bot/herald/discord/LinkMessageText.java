package bot.herald.discord;

import bot.herald.discord.DiscordBot.Post;
import bot.herald.discord.Link.Kind;
import bot.herald.discord.LinkMessage.Other;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Sentences;
import bot.herald.language.Texts;
import bot.herald.stream.StreamDirectory;
import bot.herald.stream.StreamState;
import bot.herald.stream.StreamWords;
import bot.herald.template.ChatText;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.TemplateValues;
import bot.herald.template.Words;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Makes the text of messages on Discord: the channel's own text, and a card about the stream. Blocks for requests to Twitch. */
public final class LinkMessageText implements BiFunction<Link, LinkMessage, Optional<Post>> {
    /** The placeholders of texts about a stream. */
    public static final Set<Placeholder> LIVE = Placeholder.TIMER;

    public static final Set<Placeholder> RAID = Placeholder.RAID;
    private static final String ADDRESS = "https://twitch.tv/";

    private static final Texts TEXTS = Texts.beside(LinkMessageText.class);

    private final StreamDirectory streams;
    private final Function<TwitchUserId, Language> languages;
    private final Function<TwitchUserId, Other> channels;
    private final RandomGenerator random;
    private final Clock clock;

    /**
     * @param channels name and login of a connected channel
     * @param languages the bot's language in a channel
     */
    public LinkMessageText(
            StreamDirectory streams,
            Function<TwitchUserId, Other> channels,
            Function<TwitchUserId, Language> languages,
            RandomGenerator random,
            Clock clock) {
        this.languages = languages;
        this.streams = streams;
        this.channels = channels;
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Optional<Post> apply(Link link, LinkMessage message) {
        Other channel = channels.apply(link.broadcaster());
        if (message.kind() == Kind.LIVE) {
            return Optional.of(stream(link, message, channel));
        }
        boolean isSent = message.kind() == Kind.RAID_SENT;
        Other raided = isSent ? message.other() : channel;
        Other raider = isSent
                ? new Other(channel.login(), channel.name(), message.other().viewers())
                : message.other();
        Values values = new Values(
                languages.apply(link.broadcaster()),
                raided.name(),
                Optional.of(raider),
                Optional.empty(),
                message.began());
        return Optional.of(new Post(
                text(link.raidText(), RAID, Link.DEFAULT_RAID_TEXT, values),
                Markdown.escape(message.other().name()),
                ADDRESS + message.other().login(),
                "",
                "",
                ""));
    }

    private Post stream(Link link, LinkMessage message, Other channel) {
        Optional<StreamState> now = streams.of(link.broadcaster());
        StreamState state = new StreamState(
                Optional.of(message.began()),
                message.title().isEmpty() ? now.map(StreamState::title).orElse("") : message.title(),
                message.title().isEmpty() ? now.map(StreamState::category).orElse("") : message.category());
        Language language = languages.apply(link.broadcaster());
        Values values = new Values(language, channel.name(), Optional.empty(), Optional.of(state), message.began());
        return new Post(
                text(link.liveText(), LIVE, Link.DEFAULT_LIVE_TEXT, values),
                state.title().isEmpty() ? Markdown.escape(channel.name()) : Markdown.escape(state.title()),
                ADDRESS + channel.login(),
                Markdown.escape(state.category()),
                footer(language, message),
                link.roleId());
    }

    private static String footer(Language language, LinkMessage message) {
        Sentences words = TEXTS.in(language);
        if (message.isRunning()) {
            return words.say("live");
        }
        // Otherwise the length would include the time in which Herald did not look.
        return message.isEndHeard()
                ? words.say("over", "time", Words.span(language, Duration.between(message.began(), message.ended())))
                : words.say("ended");
    }

    private String text(String own, Set<Placeholder> allowed, String otherwise, Values values) {
        Template.Parsed parsed = Template.parse(own, allowed);
        Template template = parsed instanceof Template.Parsed.Good good
                ? good.template()
                : ((Template.Parsed.Good) Template.parse(otherwise, allowed)).template();
        return template.render(values, random);
    }

    /** Escapes everything that other people chose. */
    private final class Values implements TemplateValues {
        private final Language language;
        private final String channel;
        private final Optional<Other> raider;
        private final Optional<StreamState> stream;
        private final Instant began;

        private Values(
                Language language,
                String channel,
                Optional<Other> raider,
                Optional<StreamState> stream,
                Instant began) {
            this.language = language;
            this.channel = channel;
            this.raider = raider;
            this.stream = stream;
            this.began = began;
        }

        @Override
        public String of(Placeholder placeholder) {
            return switch (placeholder) {
                case CHANNEL -> Markdown.escape(channel);
                case RAIDER ->
                    raider.map(one -> Markdown.escape(ChatText.clean(one.name())))
                            .orElse("");
                case VIEWERS ->
                    raider.map(one -> Integer.toString(one.viewers())).orElse("");
                case PARTY ->
                    raider.map(one -> TEXTS.in(language).counted("party", one.viewers()))
                            .orElse("");
                case LINK -> raider.map(one -> "twitch.tv/" + one.login()).orElse("");
                case UPTIME -> Words.span(language, Duration.between(began, now()));
                case GAME, TITLE ->
                    Markdown.escape(ChatText.clean(StreamWords.of(language, placeholder, stream, now())));
                default -> "";
            };
        }

        @Override
        public Language language() {
            return language;
        }

        @Override
        public Instant now() {
            return clock.instant();
        }
    }
}
