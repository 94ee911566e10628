package bot.herald.app;

import bot.herald.channel.ChannelService;
import bot.herald.feature.FeatureBook;
import bot.herald.identity.TwitchUserId;
import bot.herald.moderation.BotModeration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Takes over what another process wrote to the database. Used by one thread. */
final class ChangesElsewhere implements Runnable {
    private final TokenModule tokens;
    private final ChannelService channels;
    private final FeatureModule features;
    private final FeatureBook book;
    private final AccountModule accounts;
    private final ChatModule chat;
    private final BotModeration botModeration;
    private final BooleanSupplier leads;
    private final Runnable reconcileAll;
    /** Where the bot moderated when this was last looked at. */
    private Set<TwitchUserId> moderated = Set.of();

    ChangesElsewhere(
            TokenModule tokens,
            ChannelService channels,
            FeatureModule features,
            FeatureBook book,
            AccountModule accounts,
            ChatModule chat,
            BotModeration botModeration,
            BooleanSupplier leads,
            Runnable reconcileAll) {
        this.tokens = tokens;
        this.channels = channels;
        this.features = features;
        this.book = book;
        this.accounts = accounts;
        this.chat = chat;
        this.botModeration = botModeration;
        this.leads = leads;
        this.reconcileAll = reconcileAll;
    }

    @Override
    public void run() {
        Optional<TwitchUserId> botBefore = tokens.bot().get();
        Set<TwitchUserId> channelsBefore = Set.copyOf(channels.ids());
        boolean changed = tokens.credentials().reload();
        changed |= channels.reload();
        features.reload();
        changed |= book.reload();
        // Whoever leads has heard of it too.
        if (changed && leads.getAsBoolean()) {
            reconcileAll.run();
        }
        List<TwitchUserId> newChannels = channels.ids().stream()
                .filter(id -> !channelsBefore.contains(id))
                .toList();
        newChannels.forEach(id -> {
            accounts.managed().channelConnectedElsewhere(id);
            chat.reconnected(id);
        });
        if (!newChannels.isEmpty() || !tokens.bot().get().equals(botBefore)) {
            botModeration.lookSoon();
        }
        tokens.bot().get().ifPresent(this::learnRoles);
    }

    /** The event or the answer that told where the bot moderates may have come to another instance. */
    private void learnRoles(TwitchUserId account) {
        Set<TwitchUserId> now = accounts.moderations().moderatedBy(account);
        now.stream().filter(id -> !moderated.contains(id)).forEach(chat.roles()::isModerator);
        Set<TwitchUserId> lost = new HashSet<>(moderated);
        lost.removeAll(now);
        lost.forEach(chat.roles()::isNoModerator);
        moderated = now;
    }
}
