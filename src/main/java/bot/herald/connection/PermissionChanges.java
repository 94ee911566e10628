package bot.herald.connection;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditLog;
import bot.herald.account.Logins;
import bot.herald.auth.Credential;
import bot.herald.auth.Purpose;
import bot.herald.channel.ChannelService;
import bot.herald.feed.ChannelFeed;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.WhileLeading;
import bot.herald.subscription.Reconciler;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reacts when Twitch revokes a permission or grants it again: ends sessions, informs the log and those who watch the
 * channel, and adapts subscriptions. Safe for concurrent use.
 *
 * @param botChanged called when it was the bot's
 */
public record PermissionChanges(
        Logins logins,
        ChannelService channels,
        ChannelFeed feed,
        AuditLog audit,
        WhileLeading leading,
        Reconciler reconciler,
        Runnable botChanged,
        Clock clock)
        implements Consumer<Credential> {
    @Override
    public void accept(Credential credential) {
        if (!(credential.key().account() instanceof TwitchUserId owner)) {
            return;
        }
        Purpose purpose = credential.key().purpose();
        logins.credentialStateChanged(credential);
        switch (purpose) {
            case CHANNEL -> {
                // Every instance notices it.
                leading.run(() -> write(credential));
                tell(owner, credential);
            }
            // Without it the bot says nothing anywhere.
            case BOT -> channels.ids().forEach(id -> tell(id, credential));
            case LOGIN -> {
                // That is between Twitch and the person.
            }
        }
        reconciler.requestSoon(owner);
        if (purpose == Purpose.BOT) {
            botChanged.run();
        }
    }

    /** What the bot or a broadcaster allows decides which subscriptions there are. */
    public void scopesChanged(Credential credential) {
        if (credential.key().account() instanceof TwitchUserId owner
                && credential.key().purpose() != Purpose.LOGIN) {
            var unused = reconciler.requestSoon(owner);
        }
    }

    private void write(Credential credential) {
        audit.write(new AuditEntry(
                clock.instant(),
                !credential.isUsable() ? Action.PERMISSION_LOST : Action.PERMISSION_BACK,
                credential.key().userId(),
                Actor.TWITCH,
                Optional.empty()));
    }

    private void tell(TwitchUserId broadcaster, Credential credential) {
        feed.publish(
                broadcaster,
                "herald.token.state",
                Map.of(
                        "kind",
                        credential.key().purpose().text(),
                        "state",
                        credential.state().text()));
    }
}
