package bot.herald.app;

import bot.herald.auth.AppAccessToken;
import bot.herald.auth.ConnectionListener;
import bot.herald.auth.Purpose;
import bot.herald.identity.TwitchProfile;
import bot.herald.retry.WakeUps;
import bot.herald.retry.WakeUps.Reason.StandingChanged;

/** Gives chat in a channel that connects anew another chance, before everything else that follows. */
final class ChatConnections implements ConnectionListener {
    private final AppAccessToken appToken;
    private final ChatModule chat;
    private final WakeUps wakeUps;
    private final ConnectionListener next;

    ChatConnections(AppAccessToken appToken, ChatModule chat, WakeUps wakeUps, ConnectionListener next) {
        this.wakeUps = wakeUps;
        this.appToken = appToken;
        this.chat = chat;
        this.next = next;
    }

    @Override
    public void connected(Purpose purpose, TwitchProfile profile) {
        if (purpose == Purpose.CHANNEL) {
            chat.reconnected(profile.id());
            wakeUps.happened(new StandingChanged(profile.id()));
        }
        if (purpose != Purpose.LOGIN) {
            // Chat will need it: so the first line need not wait for it, and after a restart it is on disk.
            var unused = appToken.get();
        }
        next.connected(purpose, profile);
    }
}
