package bot.herald.chat;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.event.Account;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.EventOrigin;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BotRolesTest {
    private static final EventOrigin ORIGIN = new EventOrigin("m", "any", Instant.EPOCH);
    private static final TwitchUserId CHANNEL = new TwitchUserId("1");
    private static final TwitchUserId OTHER = new TwitchUserId("2");

    private Optional<TwitchUserId> bot = Optional.of(new TwitchUserId("9"));
    private final BotRoles roles = new BotRoles(() -> bot);

    @ParameterizedTest
    @CsvSource({
        "moderator, MODERATOR",
        "lead_moderator, MODERATOR",
        "broadcaster, MODERATOR",
        "vip, VIP",
        "subscriber, EVERYONE"
    })
    void badgesOfTheBotsOwnLinesTellItsRole(String badge, ChannelRole role) {
        roles.handle(line("9", badge, Optional.empty()));

        assertThat(roles.of(CHANNEL)).isEqualTo(role);
        assertThat(roles.of(OTHER)).isEqualTo(ChannelRole.EVERYONE);
    }

    @Test
    void otherPeoplesBadgesAndCopiesFromSharedChatsSayNothing() {
        roles.handle(line("8", "moderator", Optional.empty()));
        roles.handle(line("9", "moderator", Optional.of(OTHER)));

        assertThat(roles.of(CHANNEL)).isEqualTo(ChannelRole.EVERYONE);
    }

    @Test
    void roleThatIsGivenOrTakenIsKnownAtOnce() {
        Account self = new Account(new TwitchUserId("9"), new TwitchLogin("bot9"), "Bot");
        roles.handle(new ModeratorAdded(ORIGIN, CHANNEL, self));
        assertThat(roles.moderates(CHANNEL)).isTrue();

        roles.handle(new ModeratorRemoved(ORIGIN, CHANNEL, self));
        assertThat(roles.moderates(CHANNEL)).isFalse();
    }

    @Test
    void anotherBotAccountBeginsAsNobody() {
        roles.isModerator(CHANNEL);
        bot = Optional.of(new TwitchUserId("7"));

        assertThat(roles.moderates(CHANNEL)).isFalse();
    }

    @Test
    void botIsBroadcasterOfItsOwnChannelWhateverTwitchAnswers() {
        TwitchUserId own = new TwitchUserId("9");
        roles.isNoModerator(own);

        assertThat(roles.moderates(own)).isTrue();
    }

    private static ChatMessageReceived line(String chatter, String badge, Optional<TwitchUserId> source) {
        return new ChatMessageReceived(
                ORIGIN,
                CHANNEL,
                new TwitchLogin("channel"),
                new Account(new TwitchUserId(chatter), new TwitchLogin("user" + chatter), "User"),
                "c1",
                "hi",
                Set.of(badge),
                Optional.empty(),
                source);
    }
}
