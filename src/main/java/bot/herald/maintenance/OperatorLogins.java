package bot.herald.maintenance;

import bot.herald.account.Actor;
import bot.herald.account.AuditEntry;
import bot.herald.account.AuditEntry.Action;
import bot.herald.account.AuditLog;
import bot.herald.account.BotNews;
import bot.herald.auth.AuthorizationFlow;
import bot.herald.auth.AuthorizationRequest;
import bot.herald.auth.BotAccount;
import bot.herald.auth.Completion;
import bot.herald.auth.ConnectionListener;
import bot.herald.auth.Credential;
import bot.herald.auth.DeviceFlow;
import bot.herald.auth.Purpose;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelService;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Connects accounts without Herald's web pages. Not safe for concurrent use.
 *
 * @param unchecked admits everybody
 * @param configured admits those whom the configuration allows
 * @param devices uses {@code configured}
 */
public record OperatorLogins(
        AuthorizationFlow unchecked, AuthorizationFlow configured, DeviceFlow devices, ChannelService channels) {

    /** Connects a channel with a token from elsewhere, after asking Twitch whose it is. */
    public Completion importChannel(Optional<Secret> accessToken, Optional<Secret> refreshToken) {
        return unchecked.adopt(Purpose.CHANNEL, accessToken, refreshToken);
    }

    /**
     * Asks Twitch for a code for a person to type there. The same people are admitted as in a browser.
     *
     * @param account who has to authorize, which determines the scopes; if empty, anybody may, with the scopes of the only
     *     connected channel if there is just one
     */
    public DeviceFlow.Begun begin(Purpose purpose, Optional<TwitchUserId> account) {
        Optional<TwitchUserId> likely =
                account.or(() -> purpose == Purpose.CHANNEL ? channels.only().map(Channel::id) : Optional.empty());
        AuthorizationRequest request =
                AuthorizationRequest.of(purpose, likely).otherBot(AuthorizationRequest.OtherBot.CONFIRM);
        return devices.begin(account.map(request::expecting).orElse(request));
    }

    /** Replaces the bot's account with the pending one, after the operator has seen both names. */
    public Completion confirmBot(Completion.Replacing replacing) {
        return configured.confirmBot(replacing.id(), List.of(replacing.id()), Optional.empty());
    }

    /** Does what follows when an account has connected. A running bot notices it in the database. */
    public record Connected(BotAccount bot, ChannelService channels, AuditLog audit, BotNews news, Clock clock)
            implements ConnectionListener {
        @Override
        public void connected(Purpose purpose, TwitchProfile profile) {
            if (purpose == Purpose.BOT) {
                bot.replaceBy(profile.id());
            } else {
                channels.connected(profile);
                audit.write(new AuditEntry(
                        clock.instant(), Action.CHANNEL_CONNECTED, profile.id(), Actor.COMMAND_LINE, Optional.empty()));
            }
        }

        @Override
        public void botReplaced(Credential old, TwitchProfile now, Optional<TwitchUserId> by) {
            news.replaced(old.login(), now.id(), now.login(), by);
        }
    }
}
