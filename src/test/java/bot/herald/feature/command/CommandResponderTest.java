package bot.herald.feature.command;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.chat.OutgoingMessage;
import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandResponderTest {
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId VIEWER = new TwitchUserId("3");
    private static final TwitchUserId BOT = new TwitchUserId("2");

    private final List<OutgoingMessage> said = new ArrayList<>();
    private final CommandResponder responder = new CommandResponder("!", () -> Optional.of(BOT), said::add);

    @ParameterizedTest
    @ValueSource(
            strings = {"!ping", "!PING", "  !ping  ", "!ping please", "!ping\u034F", "\u200B!ping", "!ping \uDB40\uDC00"
            })
    void commandIsTheFirstWordWhateverItsCase(String text) {
        responder.handle(message(text));

        assertThat(said).containsExactly(OutgoingMessage.reply(CHANNEL, "chat-1", "Pong!"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "say !ping", "!", "!!ping", "! ping", "!unknown", "", "\u200B", "!pingpong"})
    void everythingElseIsLeftAlone(String text) {
        responder.handle(message(text));

        assertThat(said).isEmpty();
    }

    @Test
    void commandInAReplyStandsBehindTheName() {
        responder.handle(message("@Some_Body !ping", Optional.of("parent"), VIEWER, Optional.empty()));
        responder.handle(message("@Some_Body !ping", Optional.empty(), VIEWER, Optional.empty()));

        assertThat(said).as("only a reply begins with a name by itself").hasSize(1);
    }

    @Test
    void botDoesNotAnswerItself() {
        responder.handle(message("!ping", Optional.empty(), BOT, Optional.empty()));

        assertThat(said).isEmpty();
    }

    @Test
    void copyOfAnotherChannelsMessageIsNotAnswered() {
        responder.handle(message("!ping", Optional.empty(), VIEWER, Optional.of(new TwitchUserId("9"))));
        assertThat(said).isEmpty();

        responder.handle(message("!ping", Optional.empty(), VIEWER, Optional.of(CHANNEL)));
        assertThat(said).as("written in this channel").hasSize(1);
    }

    @Test
    void commandsAreListedInOrderWithTheirPrefix() {
        responder.handle(message("!commands"));

        assertThat(said).extracting(OutgoingMessage::text).containsExactly("You can use: !commands, !ping");
    }

    @ParameterizedTest
    @CsvSource({
        "'', EVERYONE",
        "premium, EVERYONE",
        "subscriber, SUBSCRIBER",
        "founder, SUBSCRIBER",
        "vip, VIP",
        "moderator, MODERATOR",
        "lead_moderator, MODERATOR",
        "broadcaster, BROADCASTER"
    })
    void roleComesFromBadges(String badge, Role role) {
        assertThat(Role.of(Set.of(badge, "subscriber-gifter"))).isEqualTo(role);
    }

    @Test
    void highestBadgeCounts() {
        assertThat(Role.of(Set.of("subscriber", "moderator", "vip"))).isEqualTo(Role.MODERATOR);
    }

    private static ChatMessageReceived message(String text) {
        return message(text, Optional.empty(), VIEWER, Optional.empty());
    }

    private static ChatMessageReceived message(
            String text, Optional<String> parent, TwitchUserId chatter, Optional<TwitchUserId> source) {
        return new ChatMessageReceived(
                new EventOrigin("m1", "channel.chat.message", Instant.EPOCH),
                CHANNEL,
                new TwitchLogin("channel"),
                new Account(chatter, new TwitchLogin("somebody"), "Somebody"),
                "chat-1",
                text,
                Set.of(),
                parent,
                source);
    }
}
