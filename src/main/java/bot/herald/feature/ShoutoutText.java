package bot.herald.feature;

import bot.herald.event.Account;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Language;
import bot.herald.language.Texts;
import bot.herald.stream.StreamLookup;
import bot.herald.stream.StreamState;
import bot.herald.template.ChatText;
import bot.herald.template.Placeholder;
import bot.herald.template.Template;
import bot.herald.template.TemplateValues;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The line that recommends another channel, worded by the channel that says it. Blocks for a request to Twitch if the
 * text mentions what was streamed. Safe for concurrent use.
 *
 * @param channelName the channel's display name
 */
public record ShoutoutText(
        SettingsBook settings,
        StreamLookup streams,
        Function<TwitchUserId, String> channelName,
        RandomGenerator random,
        Clock clock) {
    private static final Texts TEXTS = Texts.beside(ShoutoutText.class);
    private static final String ADDRESS = "twitch.tv/";

    /** Ready to be sent; what was streamed last is left out if Twitch does not answer. */
    public String of(TwitchUserId broadcasterId, Account target) {
        ChannelSettings channel = settings.of(broadcasterId);
        Template template = template(channel.shoutoutText(), channel.language());
        Optional<StreamState> state = template.uses(Placeholder.SO_GAME) || template.uses(Placeholder.SO_NOW)
                ? find(target.id())
                : Optional.empty();
        String said = template.render(new Values(broadcasterId, target, state, channel.language()), random);
        return ChatText.harmless(ChatText.shortened(ChatText.clean(said)));
    }

    private Optional<StreamState> find(TwitchUserId target) {
        return streams.find(List.of(target)) instanceof StreamLookup.Answer.Found found
                ? Optional.ofNullable(found.states().get(target))
                        .filter(state -> !state.category().isBlank())
                : Optional.empty();
    }

    private static Template template(String text, Language language) {
        return Template.parse(text, Placeholder.SHOUTOUT) instanceof Template.Parsed.Good good
                ? good.template()
                : ((Template.Parsed.Good)
                                Template.parse(ChannelSettings.defaultShoutout(language), Placeholder.SHOUTOUT))
                        .template();
    }

    private final class Values implements TemplateValues {
        private final TwitchUserId broadcasterId;
        private final Account target;
        private final Optional<StreamState> state;
        private final Language language;

        Values(TwitchUserId broadcasterId, Account target, Optional<StreamState> state, Language language) {
            this.language = language;
            this.broadcasterId = broadcasterId;
            this.target = target;
            this.state = state;
        }

        @Override
        public String of(Placeholder placeholder) {
            return switch (placeholder) {
                case SO_NAME -> ChatText.clean(target.displayName());
                case LINK -> ADDRESS + target.login();
                case SO_GAME -> state.map(StreamState::category).orElse("");
                case SO_NOW -> state.map(this::now).orElse("");
                case CHANNEL -> channelName.apply(broadcasterId);
                default -> throw new IllegalArgumentException("not in shoutouts: " + placeholder);
            };
        }

        private String now(StreamState state) {
            return TEXTS.in(language).say(state.isLive() ? "so.live" : "so.last", "game", state.category());
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
