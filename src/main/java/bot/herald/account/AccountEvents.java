package bot.herald.account;

import bot.herald.channel.ChannelService;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.UserUpdated;
import bot.herald.identity.TwitchProfile;

/** Keeps names and the right to manage channels true, at once and also for people who are logged in. */
public final class AccountEvents implements EventHandler {
    private final PersonStore people;
    private final ManagedChannels managed;
    private final ChannelService channels;

    public AccountEvents(PersonStore people, ManagedChannels managed, ChannelService channels) {
        this.people = people;
        this.managed = managed;
        this.channels = channels;
    }

    @Override
    public String name() {
        return "account";
    }

    @Override
    public boolean hear(ChatMessageReceived line) {
        return false;
    }

    @Override
    public void handle(ChannelEvent event) {
        if (event instanceof ModeratorAdded added) {
            managed.moderatorAdded(added.broadcasterId(), added.moderator().id());
        } else if (event instanceof ModeratorRemoved removed) {
            managed.moderatorRemoved(
                    removed.broadcasterId(), removed.moderator().id());
        } else if (event instanceof UserUpdated updated) {
            renamed(updated.user());
        }
    }

    private void renamed(Account user) {
        people.renamed(user.id(), user.login(), user.displayName());
        channels.find(user.id())
                .ifPresent(channel -> channels.connected(new TwitchProfile(
                        user.id(),
                        user.login(),
                        user.displayName(),
                        channel.profile().avatarUrl())));
    }
}
