package bot.herald.app;

import bot.herald.auth.BotAccount;
import bot.herald.auth.CredentialService;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.chat.BotRoles;
import bot.herald.chat.OutgoingQueue;
import bot.herald.feature.FeatureBook;
import bot.herald.identity.TwitchUserId;
import bot.herald.twitch.helix.AppTokenRule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Takes over what another process wrote to the database. Used by one thread. */
final class ChangesElsewhere implements Runnable {
    private final CredentialService credentials;
    private final ChannelService channels;
    private final BotAccount bot;
    private final FeatureModule features;
    private final FeatureBook book;
    private final AccountModule accounts;
    private final BotRoles roles;
    private final AppTokenRule appTokenRule;
    private final OutgoingQueue chat;
    private final BotModeration botModeration;
    private final BooleanSupplier leads;
    private final Runnable reconcileAll;
    /** Where the bot moderated when this was last looked at. */
    private Set<TwitchUserId> moderated = Set.of();

    ChangesElsewhere(
            CredentialService credentials,
            ChannelService channels,
            BotAccount bot,
            FeatureModule features,
            FeatureBook book,
            AccountModule accounts,
            BotRoles roles,
            AppTokenRule appTokenRule,
            OutgoingQueue chat,
            BotModeration botModeration,
            BooleanSupplier leads,
            Runnable reconcileAll) {
        this.credentials = credentials;
        this.channels = channels;
        this.bot = bot;
        this.features = features;
        this.book = book;
        this.accounts = accounts;
        this.roles = roles;
        this.appTokenRule = appTokenRule;
        this.chat = chat;
        this.botModeration = botModeration;
        this.leads = leads;
        this.reconcileAll = reconcileAll;
    }

    @Override
    public void run() {
        Optional<TwitchUserId> botBefore = bot.get();
        Set<TwitchUserId> channelsBefore = connected();
        boolean changed = credentials.reload();
        changed |= channels.reload();
        features.reload();
        changed |= book.reload();
        // Whoever leads has heard of it too.
        if (changed && leads.getAsBoolean()) {
            reconcileAll.run();
        }
        List<TwitchUserId> newChannels =
                connected().stream().filter(id -> !channelsBefore.contains(id)).toList();
        newChannels.forEach(id -> {
            accounts.managed().channelConnectedElsewhere(id);
            appTokenRule.reconnected(id);
            chat.reconnected(id);
        });
        if (!newChannels.isEmpty() || !bot.get().equals(botBefore)) {
            botModeration.lookSoon();
        }
        bot.get().ifPresent(this::learnRoles);
    }

    private Set<TwitchUserId> connected() {
        return channels.all().stream().map(Channel::id).collect(Collectors.toSet());
    }

    /** The event or the answer that told where the bot moderates may have come to another instance. */
    private void learnRoles(TwitchUserId account) {
        Set<TwitchUserId> now = accounts.moderations().moderatedBy(account);
        now.stream().filter(id -> !moderated.contains(id)).forEach(roles::isModerator);
        Set<TwitchUserId> lost = new HashSet<>(moderated);
        lost.removeAll(now);
        lost.forEach(roles::isNoModerator);
        moderated = now;
    }
}
