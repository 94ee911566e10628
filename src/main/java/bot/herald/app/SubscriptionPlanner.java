package bot.herald.app;

import bot.herald.auth.BotAccount;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialService;
import bot.herald.auth.CredentialState;
import bot.herald.auth.Purpose;
import bot.herald.channel.ChannelService;
import bot.herald.identity.TwitchUserId;
import bot.herald.subscription.PlannedChannel;
import bot.herald.subscription.SubscriptionPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Feeds the plan with who is connected now and what they granted; nothing is wanted before there is a bot account. */
final class SubscriptionPlanner implements Supplier<SubscriptionPlan> {
    private final BotAccount bot;
    private final ChannelService channels;
    private final CredentialService credentials;

    SubscriptionPlanner(BotAccount bot, ChannelService channels, CredentialService credentials) {
        this.bot = bot;
        this.channels = channels;
        this.credentials = credentials;
    }

    @Override
    public SubscriptionPlan get() {
        if (bot.get().isEmpty()) {
            return SubscriptionPlan.EMPTY;
        }
        List<PlannedChannel> planned = channels.all().stream()
                .flatMap(channel -> planned(credentials.find(CredentialKey.channel(channel.id()))).stream())
                .toList();
        List<TwitchUserId> people = credentials.all(Purpose.LOGIN).stream()
                .filter(SubscriptionPlanner::isUsable)
                .map(held -> held.key().userId())
                .toList();
        return SubscriptionPlan.of(planned(bot.credential()), planned, people);
    }

    private static Optional<PlannedChannel> planned(Optional<Credential> credential) {
        return credential
                .filter(SubscriptionPlanner::isUsable)
                .map(held -> new PlannedChannel(held.key().userId(), held.scopes()));
    }

    private static boolean isUsable(Credential credential) {
        return credential.state() != CredentialState.NEEDS_REAUTHORIZATION;
    }
}
