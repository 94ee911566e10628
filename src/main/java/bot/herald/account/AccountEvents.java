package bot.herald.account;

import bot.herald.channel.ChannelService;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.UserUpdated;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import bot.herald.lifecycle.Recurring;
import bot.herald.lifecycle.StorageFailure;
import bot.herald.retry.WakeUps;
import bot.herald.retry.WakeUps.Reason.DatabaseIsBack;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps names and the right to manage channels up to date, at once and also for people who are logged in. Events that
 * arrive while the database is down are kept until it is back: somebody who is no longer a moderator must not keep
 * managing the channel. Safe for concurrent use.
 */
public final class AccountEvents implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(AccountEvents.class);
    private static final int MOST_KEPT = 10_000;
    /** In case only this one query failed, so that the database is never reported as back. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    private final PersonStore people;
    private final ManagedChannels managed;
    private final ChannelService channels;
    private final BiConsumer<TwitchUserId, TwitchLogin> credentials;
    /** By what they are about; only the latest of each, oldest first. */
    private final Map<Object, ChannelEvent> kept = new LinkedHashMap<>();

    /** @param credentials receives an account's present login, to store it with the account's tokens */
    public AccountEvents(
            PersonStore people,
            ManagedChannels managed,
            ChannelService channels,
            BiConsumer<TwitchUserId, TwitchLogin> credentials) {
        this.people = people;
        this.managed = managed;
        this.channels = channels;
        this.credentials = credentials;
    }

    /**
     * Stores what had to wait.
     *
     * @param caughtUp called with each channel about which something was stored late; must not block
     */
    public Recurring recurring(WakeUps wakeUps, Consumer<TwitchUserId> caughtUp) {
        Recurring catchingUp = new Recurring(
                "account-events",
                BETWEEN_TRIES,
                BETWEEN_TRIES,
                () -> catchUp(caughtUp),
                fault -> log.error("changes of moderators and names cannot be stored, retrying", fault));
        wakeUps.listen(reason -> {
            if (reason instanceof DatabaseIsBack) {
                catchingUp.soon();
            }
        });
        return catchingUp;
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
        subject(event).ifPresent(subject -> handle(subject, event));
    }

    private record Moderator(TwitchUserId broadcasterId, TwitchUserId user) {}

    private static Optional<Object> subject(ChannelEvent event) {
        if (event instanceof ModeratorAdded added) {
            return Optional.of(
                    new Moderator(added.broadcasterId(), added.moderator().id()));
        }
        if (event instanceof ModeratorRemoved removed) {
            return Optional.of(
                    new Moderator(removed.broadcasterId(), removed.moderator().id()));
        }
        return event instanceof UserUpdated updated ? Optional.of(updated.user().id()) : Optional.empty();
    }

    private synchronized void handle(Object subject, ChannelEvent event) {
        // Earlier events about it are obsolete, whether or not this one can be stored.
        kept.remove(subject);
        try {
            write(event);
        } catch (RuntimeException e) {
            if (!StorageFailure.isReasonOf(e)) {
                throw e;
            }
            log.debug(
                    "broadcaster={} type={} waits for the database",
                    event.broadcasterId(),
                    event.origin().type());
            keep(subject, event);
        }
    }

    private void keep(Object subject, ChannelEvent event) {
        kept.put(subject, event);
        if (kept.size() > MOST_KEPT) {
            Iterator<ChannelEvent> oldest = kept.values().iterator();
            ChannelEvent lost = oldest.next();
            oldest.remove();
            log.warn(
                    "broadcaster={} type={} is forgotten, because too much waits for the database; Twitch is asked again"
                            + " within six hours",
                    lost.broadcasterId(),
                    lost.origin().type());
        }
    }

    /** @throws RuntimeException if the database is still down; the rest is tried the next time */
    synchronized void catchUp(Consumer<TwitchUserId> caughtUp) {
        for (Iterator<ChannelEvent> waiting = kept.values().iterator(); waiting.hasNext(); ) {
            ChannelEvent event = waiting.next();
            write(event);
            waiting.remove();
            caughtUp.accept(event.broadcasterId());
        }
    }

    private void write(ChannelEvent event) {
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
        credentials.accept(user.id(), user.login());
    }
}
