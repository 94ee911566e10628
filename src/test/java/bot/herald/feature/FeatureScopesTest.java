package bot.herald.feature;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.auth.BotAccount;
import bot.herald.auth.Purpose;
import bot.herald.auth.RequestedScopes;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Cheered;
import bot.herald.identity.Scope;
import bot.herald.identity.TwitchUserId;
import bot.herald.storage.JdbiDocumentStore;
import bot.herald.subscription.WantedEvents;
import bot.herald.testing.Accounts;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.twitch4j.eventsub.subscriptions.SubscriptionTypes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureScopesTest {
    private static final TwitchUserId BOT = new TwitchUserId("999");
    private static final TwitchUserId CHANNEL = new TwitchUserId("111");
    private static final TwitchUserId PERSON = new TwitchUserId("333");
    private static final Scope SHIELD = new Scope("moderator:manage:shield_mode");

    @TempDir
    Path folder = Path.of("");

    private Accounts accounts;
    private FeatureBook book;
    private FeatureScopes scopes;

    @BeforeEach
    void build() {
        accounts = new Accounts(folder);
        FeatureRegistry registry = new FeatureRegistry(Set.of());
        registry.add(List.of(new Guard()));
        book = new FeatureBook(registry, new JdbiDocumentStore(accounts.database.database()), id -> {});
        scopes = new FeatureScopes(book, accounts.channels, accounts.credentials, new BotAccount(accounts.credentials));
    }

    @AfterEach
    void close() {
        accounts.close();
    }

    /** Wants cheers of the channel, and chat and shield mode of the bot. */
    private static final class Guard implements Feature<Guard.Settings> {
        record Settings(@Setting(label = "On") boolean on) {}

        @Override
        public String id() {
            return "guard";
        }

        @Override
        public String title() {
            return "Guard";
        }

        @Override
        public String summary() {
            return "Guards.";
        }

        @Override
        public Settings defaults() {
            return new Settings(false);
        }

        @Override
        public Wants wants(Settings settings) {
            return settings.on()
                    ? Wants.events(Set.of(Cheered.class, ChatMessageReceived.class))
                            .withBotScopes(SHIELD)
                    : Wants.NOTHING;
        }

        @Override
        public void handle(ChannelEvent event, Settings settings, FeatureServices services) {}
    }

    private void switchOn(TwitchUserId channel) {
        book.replace(channel, "guard", JsonNodeFactory.instance.objectNode().put("on", true), OptionalLong.empty());
    }

    @Test
    void nothingMoreIsAskedForWhereNothingIsSwitchedOn() {
        assertThat(scopes.asked(Purpose.CHANNEL, Optional.of(CHANNEL))).isEqualTo(RequestedScopes.of(Purpose.CHANNEL));
        assertThat(scopes.asked(Purpose.BOT, Optional.empty())).isEqualTo(RequestedScopes.of(Purpose.BOT));
        assertThat(scopes.events(CHANNEL)).isEqualTo(WantedEvents.NONE);
    }

    @Test
    void aChannelIsAskedForWhatIsOnThereAndTheBotForWhatIsOnAnywhere() {
        accounts.grant(CHANNEL, Purpose.CHANNEL);
        switchOn(CHANNEL);
        switchOn(PERSON);
        assertThat(scopes.asked(Purpose.CHANNEL, Optional.of(CHANNEL))).contains(Scope.BITS_READ);
        assertThat(scopes.asked(Purpose.CHANNEL, Optional.empty())).doesNotContain(Scope.BITS_READ);
        assertThat(scopes.asked(Purpose.BOT, Optional.empty())).contains(SHIELD);
        assertThat(scopes.asked(Purpose.LOGIN, Optional.of(CHANNEL))).isEqualTo(RequestedScopes.of(Purpose.LOGIN));
        assertThat(scopes.events(CHANNEL).kinds()).containsExactlyInAnyOrder(Cheered.class, ChatMessageReceived.class);
    }

    @Test
    void aChannelThatIsNotConnectedAsksNothingOfTheBot() {
        switchOn(CHANNEL);
        assertThat(scopes.asked(Purpose.BOT, Optional.empty())).doesNotContain(SHIELD);
    }

    @Test
    void whatIsMissingIsNamedUntilItIsGranted() {
        accounts.grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT);
        accounts.grant(CHANNEL, Purpose.CHANNEL, Scope.CHANNEL_BOT);
        switchOn(CHANNEL);
        Wants wants = book.find(CHANNEL, "guard").orElseThrow().wants();
        assertThat(scopes.missing(CHANNEL, wants))
                .isEqualTo(new MissingScopes(Set.of(SHIELD), Set.of(Scope.BITS_READ)));
        assertThat(scopes.areGranted(CHANNEL, wants)).isFalse();
        assertThat(scopes.missing(Purpose.CHANNEL, CHANNEL, Set.of(Scope.CHANNEL_BOT)))
                .containsExactlyInAnyOrder(Scope.BITS_READ, Scope.MODERATION_READ);

        accounts.grant(BOT, Purpose.BOT, Scope.USER_READ_CHAT, SHIELD);
        assertThat(scopes.areGranted(CHANNEL, wants))
                .as("an event that does not come keeps nothing else from working")
                .isTrue();
        assertThat(scopes.missing(CHANNEL, wants)).isEqualTo(new MissingScopes(Set.of(), Set.of(Scope.BITS_READ)));
    }

    @Test
    void aTypeOfTwitchsIsAskedForLikeHeraldsOwnUnlessMoreIsAskedForAnyhow() {
        Scope manage = new Scope("channel:manage:polls");
        Wants polls = Wants.twitch(SubscriptionTypes.POLL_END);
        assertThat(scopes.missing(CHANNEL, polls).ofBroadcaster()).containsExactly(new Scope("channel:read:polls"));
        assertThat(scopes.missing(CHANNEL, polls.withChannelScopes(manage)).ofBroadcaster())
                .containsExactly(manage);
    }
}
