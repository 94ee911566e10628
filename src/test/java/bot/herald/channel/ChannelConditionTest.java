package bot.herald.channel;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.channel.ChannelCondition.Facts;
import bot.herald.channel.ChannelCondition.Need;
import bot.herald.channel.ChannelCondition.State;
import bot.herald.channel.ChannelCondition.Trouble;
import bot.herald.channel.ChannelCondition.Who;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelConditionTest {
    private static final Need FILTERS = new Need("Chat filters", List.of(), List.of(), true);

    @Test
    void worksOnlyIfAllThatIsOnCanActNow() {
        assertThat(with(List.of(), false).state()).isEqualTo(State.WORKS);
        assertThat(with(List.of(FILTERS), true).state()).isEqualTo(State.WORKS);
        assertThat(with(List.of(FILTERS), false).state()).isEqualTo(State.ATTENTION);
    }

    @Test
    void theBotsRoleIsOneSentenceForAllThatTakesIt() {
        ChannelCondition condition = with(List.of(FILTERS, new Need("Shoutouts", List.of(), List.of(), true)), false);

        assertThat(condition.troubles()).hasSize(1);
        assertThat(condition.troubles().get(0).message())
                .isEqualTo("Chat filters and Shoutouts: heraldbot has to be a moderator for this."
                        + " Write /mod heraldbot in your chat.");
    }

    @Test
    void eachPermissionIsAskedOfWhoeverCanGiveIt() {
        ChannelCondition condition = with(
                List.of(new Need("Thanks", List.of("see cheers", "see follows"), List.of("read chat"), false)), true);

        assertThat(condition.troubles())
                .extracting(Trouble::who, Trouble::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Who.STREAMER,
                                "Thanks: waiting for the broadcaster's permission to see cheers and see follows."),
                        org.assertj.core.groups.Tuple.tuple(
                                Who.OPERATOR,
                                "Thanks: waiting for the operator, who has to allow the bot's account to read chat."));
    }

    @Test
    void whatStopsEverythingHidesTheRest() {
        assertThat(ChannelCondition.of(new Facts(
                                Optional.of("heraldbot"), false, Optional.empty(), List.of(), List.of(FILTERS), false))
                        .troubles())
                .extracting(Trouble::code)
                .containsExactly("needs-reauthorization");
        ChannelCondition without = ChannelCondition.of(
                new Facts(Optional.empty(), true, Optional.empty(), List.of(), List.of(FILTERS), false));
        assertThat(without.troubles()).extracting(Trouble::code).containsExactly("no-bot");
        assertThat(without.state()).isEqualTo(State.BROKEN);
    }

    @Test
    void aBanBreaksTheChannelAndWhatIsNotHeardDoesNot() {
        assertThat(ChannelCondition.of(new Facts(
                                Optional.of("heraldbot"), true, Optional.of("banned."), List.of(), List.of(), true))
                        .state())
                .isEqualTo(State.BROKEN);
        assertThat(ChannelCondition.of(new Facts(
                                Optional.of("heraldbot"),
                                true,
                                Optional.empty(),
                                List.of("raids: Twitch said no."),
                                List.of(),
                                true))
                        .state())
                .isEqualTo(State.ATTENTION);
    }

    private static ChannelCondition with(List<Need> needs, boolean moderator) {
        return ChannelCondition.of(
                new Facts(Optional.of("heraldbot"), true, Optional.empty(), List.of(), needs, moderator));
    }
}
