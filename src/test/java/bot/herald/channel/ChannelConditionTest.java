package bot.herald.channel;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.channel.ChannelCondition.Facts;
import bot.herald.channel.ChannelCondition.Need;
import bot.herald.channel.ChannelCondition.Remedy;
import bot.herald.channel.ChannelCondition.State;
import bot.herald.channel.ChannelCondition.Trouble;
import bot.herald.channel.ChannelCondition.Who;
import bot.herald.language.Language;
import bot.herald.language.Saying;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelConditionTest {
    private static final Need FILTERS = need("Chat filters", List.of(), List.of(), true);

    @Test
    void worksOnlyIfAllThatIsOnCanActNow() {
        assertThat(with(List.of(), false).state()).isEqualTo(State.WORKS);
        assertThat(with(List.of(FILTERS), true).state()).isEqualTo(State.WORKS);
        assertThat(with(List.of(FILTERS), false).state()).isEqualTo(State.ATTENTION);
    }

    @Test
    void theBotsRoleIsOneSentenceForAllThatTakesIt() {
        ChannelCondition condition = with(List.of(FILTERS, need("Shoutouts", List.of(), List.of(), true)), false);

        assertThat(condition.troubles()).hasSize(1);
        assertThat(condition.troubles().get(0).message())
                .isEqualTo("Chat filters and Shoutouts: heraldbot has to be a moderator for this."
                        + " Write /mod heraldbot in your chat.");
    }

    @Test
    void eachPermissionIsAskedOfWhoeverCanGiveIt() {
        ChannelCondition condition = with(
                List.of(need("Thank-you messages", List.of("see cheers", "see follows"), List.of("read chat"), false)),
                true);

        assertThat(condition.troubles())
                .extracting(Trouble::who, Trouble::message)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Who.STREAMER,
                                "Thank-you messages: waiting for the broadcaster's permission to see cheers and see follows."),
                        org.assertj.core.groups.Tuple.tuple(
                                Who.OPERATOR,
                                "Thank-you messages: waiting for the operator, who has to allow the bot's account to read chat."));
    }

    @Test
    void itIsSaidInTheLanguageOfWhoeverReadsIt() {
        ChannelCondition condition = with(
                List.of(
                        new Need(
                                language -> language == Language.DE ? "Dankesnachrichten" : "Thank-you messages",
                                List.of(),
                                List.of(),
                                true),
                        FILTERS),
                false);

        assertThat(condition.troubles().get(0).said().in(Language.DE))
                .isEqualTo("Dankesnachrichten und Chat filters: Dafür muss heraldbot Moderator sein."
                        + " Schreib /mod heraldbot in deinen Chat.");
        assertThat(condition.troubles().get(0).message())
                .startsWith("Thank-you messages and Chat filters: heraldbot has to");
    }

    @Test
    void whatStopsEverythingHidesTheRest() {
        assertThat(ChannelCondition.of(new Facts(
                                Optional.of("heraldbot"),
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                List.of(FILTERS),
                                false))
                        .troubles())
                .extracting(Trouble::code)
                .containsExactly("needs-reauthorization");
        ChannelCondition without = ChannelCondition.of(new Facts(
                Optional.empty(), true, Optional.empty(), Optional.empty(), List.of(), List.of(FILTERS), false));
        assertThat(without.troubles()).extracting(Trouble::code).containsExactly("no-bot");
        assertThat(without.state()).isEqualTo(State.BROKEN);
    }

    @Test
    void aBanBreaksTheChannelAndWhatIsNotHeardDoesNot() {
        assertThat(ChannelCondition.of(new Facts(
                                Optional.of("heraldbot"),
                                true,
                                Optional.of(Saying.untranslated("banned.")),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                true))
                        .state())
                .isEqualTo(State.BROKEN);
        assertThat(ChannelCondition.of(new Facts(
                                Optional.of("heraldbot"),
                                true,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(Saying.untranslated("raids: Twitch said no.")),
                                List.of(),
                                true))
                        .state())
                .isEqualTo(State.ATTENTION);
    }

    @Test
    void aLineThatWasNotShownIsToldWithWhatHelps() {
        ChannelCondition viewer = notShown(false);
        assertThat(viewer.state()).isEqualTo(State.ATTENTION);
        assertThat(viewer.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.code()).isEqualTo("not-shown");
            assertThat(trouble.remedy()).isEqualTo(Remedy.MAKE_MODERATOR);
            assertThat(trouble.message())
                    .isEqualTo("Twitch did not show the bot's last line: Emote-only."
                            + " Moderators may nearly always write: type /mod heraldbot in your chat.");
        });
        assertThat(notShown(true).troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.remedy()).isEqualTo(Remedy.WAIT);
            assertThat(trouble.message()).isEqualTo("Twitch did not show the bot's last line: Emote-only.");
        });
    }

    private static ChannelCondition notShown(boolean moderator) {
        return ChannelCondition.of(new Facts(
                Optional.of("heraldbot"),
                true,
                Optional.empty(),
                Optional.of(Saying.untranslated("Emote-only.")),
                List.of(),
                List.of(),
                moderator));
    }

    private static Need need(String what, List<String> ofBroadcaster, List<String> ofBot, boolean wantsModerator) {
        return new Need(Saying.untranslated(what), sayings(ofBroadcaster), sayings(ofBot), wantsModerator);
    }

    private static List<Saying> sayings(List<String> texts) {
        return texts.stream().map(Saying::untranslated).toList();
    }

    private static ChannelCondition with(List<Need> needs, boolean moderator) {
        return ChannelCondition.of(new Facts(
                Optional.of("heraldbot"), true, Optional.empty(), Optional.empty(), List.of(), needs, moderator));
    }
}
