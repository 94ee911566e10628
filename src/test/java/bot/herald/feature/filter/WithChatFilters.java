package bot.herald.feature.filter;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.feature.FeatureCommand;
import bot.herald.feature.Setting;
import bot.herald.feature.filter.FilterSettings.Action;
import bot.herald.feature.filter.FilterSettings.Exempt;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import bot.herald.settings.RecordShape;
import bot.herald.testing.FakeFeatureServices;
import bot.herald.testing.TestClock;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The filters of a channel whose moderation is made up. */
abstract class WithChatFilters {
    static final TwitchUserId CHANNEL = new TwitchUserId("1");

    final TestClock clock = new TestClock();
    final FakeFeatureServices services = new FakeFeatureServices(clock);
    final Deque<Runnable> again = new ArrayDeque<>();
    final List<Duration> waits = new ArrayList<>();
    final ChatFilters filters = new ChatFilters((time, task) -> {
        waits.add(time);
        return again.add(task);
    });
    int messages;

    static FilterSettings with(FilterSettings base, String json) {
        try {
            RecordShape<FilterSettings> shape = Setting.Reader.shape(FilterSettings.class);
            return shape.read(new ObjectMapper().readTree(json), base);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    List<String> permit(String whom) {
        FeatureCommand<FilterSettings> command = filters.commands().get(0);
        assertThat(command.name()).isEqualTo("permit");
        return command.answer()
                .of(new FeatureCommand.Call<>(
                        message("!permit " + whom, Set.of("moderator"), Optional.empty(), "m0"),
                        "!",
                        whom,
                        links(Action.DELETE),
                        services));
    }

    void write(FilterSettings settings, String text) {
        filters.handle(message(text, Set.of(), Optional.empty()), settings, services);
    }

    ChatMessageReceived message(String text, Set<String> badges, Optional<TwitchUserId> source) {
        return message(text, badges, source, "m" + ++messages);
    }

    ChatMessageReceived message(String text, Set<String> badges, Optional<TwitchUserId> source, String messageId) {
        return new ChatMessageReceived(
                new EventOrigin("e" + messageId, "channel.chat.message", clock.instant()),
                CHANNEL,
                new TwitchLogin("channel"),
                new Account(new TwitchUserId("9"), new TwitchLogin("viewer"), "Viewer"),
                messageId,
                text,
                badges,
                Optional.empty(),
                source);
    }

    ChatMessageReceived answering(String text) {
        ChatMessageReceived plain = message(text, Set.of(), Optional.empty());
        return new ChatMessageReceived(
                plain.origin(),
                plain.broadcasterId(),
                plain.broadcasterLogin(),
                plain.chatter(),
                plain.chatMessageId(),
                text,
                Set.of(),
                Optional.of("parent"),
                Optional.empty());
    }

    ChatMessageReceived message(String text, String chatter) {
        String id = "m" + ++messages;
        return new ChatMessageReceived(
                new EventOrigin("e" + id, "channel.chat.message", clock.instant()),
                CHANNEL,
                new TwitchLogin("channel"),
                new Account(new TwitchUserId(chatter), new TwitchLogin("viewer" + chatter), "Viewer"),
                id,
                text,
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    static FilterSettings links(Action action) {
        return settings(true, action, Exempt.SUBSCRIBER, false, List.of());
    }

    static FilterSettings settings(boolean links, Action action, Exempt exempt, boolean notice, List<String> words) {
        return new FilterSettings(
                links,
                action,
                List.of("clips.twitch.tv"),
                false,
                Action.DELETE,
                80,
                20,
                List.of(),
                false,
                Action.DELETE,
                15,
                30,
                !words.isEmpty(),
                action,
                words,
                exempt,
                60,
                notice);
    }
}
