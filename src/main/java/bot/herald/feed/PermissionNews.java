package bot.herald.feed;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditLog;
import bot.herald.auth.Credential;
import bot.herald.auth.CredentialState;
import bot.herald.auth.Purpose;
import bot.herald.channel.ChannelService;
import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Tells those who watch a channel that Twitch took a permission back or gave it again, and writes it down. */
public record PermissionNews(
        ChannelService channels, ChannelFeed feed, AuditLog audit, BooleanSupplier leads, Clock clock) {
    public void stateChanged(Credential credential) {
        TwitchUserId owner = credential.key().userId();
        if (credential.key().purpose() == Purpose.CHANNEL) {
            boolean lost = credential.state() == CredentialState.NEEDS_REAUTHORIZATION;
            if (leads.getAsBoolean()) {
                // Every instance hears of it.
                audit.write(new AuditEntry(
                        clock.instant(),
                        lost ? Action.PERMISSION_LOST : Action.PERMISSION_BACK,
                        owner,
                        Actor.TWITCH,
                        Optional.empty()));
            }
            tell(owner, credential);
        } else if (credential.key().purpose() == Purpose.BOT) {
            // Without it the bot says nothing anywhere.
            channels.ids().forEach(id -> tell(id, credential));
        }
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
