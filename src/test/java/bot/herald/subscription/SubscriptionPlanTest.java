package bot.herald.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.CredentialKey;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SubscriptionPlanTest {
    private static final TwitchUserId BOT = new TwitchUserId("999");
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final PlannedChannel CONNECTED = new PlannedChannel(CHANNEL, Set.of());

    @Test
    void aChannelGetsItsChatByTheBotAndItsRaidsByItself() {
        SubscriptionPlan plan = SubscriptionPlan.of(bot(Scope.USER_READ_CHAT), List.of(CONNECTED));
        assertThat(plan.desired())
                .containsExactly(
                        new DesiredSubscription(
                                "channel.chat.message",
                                "1",
                                Map.of("broadcaster_user_id", "111", "user_id", "999"),
                                CHANNEL,
                                CredentialKey.bot(BOT)),
                        new DesiredSubscription(
                                "channel.raid",
                                "1",
                                Map.of("to_broadcaster_user_id", "111"),
                                CHANNEL,
                                CredentialKey.channel(CHANNEL)));
        assertThat(plan.leftOut()).isEmpty();
    }

    @Test
    void whatWasNotGrantedIsLeftOutAndNamedWhileTheRestStays() {
        SubscriptionPlan plan = SubscriptionPlan.of(bot(Scope.USER_WRITE_CHAT), List.of(CONNECTED));
        assertThat(plan.desired()).extracting(DesiredSubscription::type).containsExactly("channel.raid");
        assertThat(plan.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.type()).isEqualTo("channel.chat.message");
            assertThat(left.missing()).containsExactly(Scope.USER_READ_CHAT);
            assertThat(left.reason()).contains("bot account", "user:read:chat");
        });
    }

    @Test
    void withoutABotOnlyWhatTheChannelReadsItselfIsDesired() {
        SubscriptionPlan plan = SubscriptionPlan.of(Optional.empty(), List.of(CONNECTED));
        assertThat(plan.desired()).extracting(DesiredSubscription::type).containsExactly("channel.raid");
        assertThat(plan.leftOut())
                .singleElement()
                .satisfies(left -> assertThat(left.reason()).contains("no bot account"));
    }

    @Test
    void emptyValuesThatTwitchAddsToAConditionDoNotMatter() {
        DesiredSubscription raid = SubscriptionPlan.of(Optional.empty(), List.of(CONNECTED))
                .desired()
                .get(0);
        Map<String, String> listed = Map.of("to_broadcaster_user_id", "111", "from_broadcaster_user_id", "");
        assertThat(raid.isSameAs("channel.raid", "1", listed)).isTrue();
        assertThat(raid.isSameAs("channel.raid", "2", listed)).isFalse();
        assertThat(raid.isSameAs("channel.raid", "1", Map.of("to_broadcaster_user_id", "112")))
                .isFalse();
    }

    private static Optional<PlannedChannel> bot(Scope... granted) {
        return Optional.of(new PlannedChannel(BOT, Set.of(granted)));
    }
}
