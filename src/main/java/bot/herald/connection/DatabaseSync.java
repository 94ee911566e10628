package bot.herald.connection;

import bot.herald.account.ManagedChannelStore;
import bot.herald.account.ManagedChannels;
import bot.herald.auth.BotAccount;
import bot.herald.auth.CredentialService;
import bot.herald.channel.ChannelService;
import bot.herald.chat.BotRoles;
import bot.herald.feature.FeatureBook;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.moderation.BotModeration;
import bot.herald.subscription.Reconciler;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Picks up within a second what another process wrote to the database: a {@code herald} command run beside the bot, or
 * another instance.
 */
public final class DatabaseSync {
    private static final Logger log = LoggerFactory.getLogger(DatabaseSync.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Parts parts;
    /** Whether something could not be picked up yet. Used by the thread only, as are those below. */
    private boolean pending;

    /** Where the bot moderated at the last look. */
    private Set<TwitchUserId> moderated = Set.of();

    /**
     * Everything that keeps parts of the database in memory, and what changes lead to.
     *
     * @param changedByOthers whether another process wrote since it was asked last
     * @param books reads the channels' settings again; may throw while the database is away
     * @param chatReconnects gives chat another chance in a channel that connects again
     */
    public record Parts(
            BooleanSupplier changedByOthers,
            BotAccount bot,
            CredentialService credentials,
            ChannelService channels,
            Runnable books,
            FeatureBook features,
            ManagedChannels managed,
            ManagedChannelStore moderations,
            Consumer<TwitchUserId> chatReconnects,
            BotRoles roles,
            BotModeration botModeration,
            WhileLeading leading,
            Reconciler reconciler) {}

    public DatabaseSync(Parts parts) {
        this.parts = parts;
    }

    public Recurring recurring() {
        return new Recurring(
                "other-processes",
                Duration.ZERO,
                BETWEEN_LOOKS,
                this::look,
                fault -> log.warn(
                        "reading the changes of other processes failed, retrying: {}",
                        fault.getClass().getSimpleName()));
    }

    private void look() {
        pending |= parts.changedByOthers().getAsBoolean();
        if (pending) {
            takeOver();
            pending = false;
        }
    }

    private void takeOver() {
        Optional<TwitchUserId> botBefore = parts.bot().get();
        Set<TwitchUserId> channelsBefore = Set.copyOf(parts.channels().ids());
        boolean changed = parts.credentials().reload();
        changed |= parts.channels().reload();
        parts.books().run();
        changed |= parts.features().reload();
        if (changed) {
            // Whoever leads has noticed it, too.
            parts.leading().run(parts.reconciler()::requestSoon);
        }
        List<TwitchUserId> newChannels = parts.channels().ids().stream()
                .filter(id -> !channelsBefore.contains(id))
                .toList();
        newChannels.forEach(id -> {
            parts.managed().channelConnectedElsewhere(id);
            parts.chatReconnects().accept(id);
        });
        if (!newChannels.isEmpty() || !parts.bot().get().equals(botBefore)) {
            parts.botModeration().lookSoon();
        }
        parts.bot().get().ifPresent(this::learnRoles);
    }

    /** Another instance may have received the event or the answer that said where the bot moderates. */
    private void learnRoles(TwitchUserId account) {
        Set<TwitchUserId> now = parts.moderations().moderatedBy(account);
        now.stream().filter(id -> !moderated.contains(id)).forEach(parts.roles()::isModerator);
        Set<TwitchUserId> lost = new HashSet<>(moderated);
        lost.removeAll(now);
        lost.forEach(parts.roles()::isNoModerator);
        moderated = now;
    }
}
