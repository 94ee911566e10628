package bot.herald.feed;

import bot.herald.dispatch.EventHandler;
import bot.herald.event.Account;
import bot.herald.event.ChannelEvent;
import bot.herald.event.ChannelUpdated;
import bot.herald.event.ChatMessageReceived;
import bot.herald.event.Cheered;
import bot.herald.event.Followed;
import bot.herald.event.ModeratorAdded;
import bot.herald.event.ModeratorRemoved;
import bot.herald.event.RaidReceived;
import bot.herald.event.Resubscribed;
import bot.herald.event.RewardRedeemed;
import bot.herald.event.ShoutoutCreated;
import bot.herald.event.StreamOnline;
import bot.herald.event.Subscribed;
import bot.herald.event.SubscriptionsGifted;
import bot.herald.event.TwitchEvent;
import bot.herald.event.TwitchEvent.Deletion;
import bot.herald.event.UserUpdated;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Shows Twitch's events to watchers. */
public final class IncomingEvents implements EventHandler {
    private final ChannelFeed feed;

    public IncomingEvents(ChannelFeed feed) {
        this.feed = feed;
    }

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public boolean hear(ChatMessageReceived line) {
        // At once: most lines go no further, and watchers should see a line before the bot's reaction to it.
        feed.publish(line);
        return false;
    }

    @Override
    public void handle(ChannelEvent event) {
        // About an account, not a channel.
        if (!(event instanceof UserUpdated) && !(event instanceof ChatMessageReceived)) {
            publish(event);
        }
    }

    private void publish(ChannelEvent event) {
        feed.publish(event.broadcasterId(), event.origin().type(), () -> FeedFields.of(event));
    }

    /** What watchers see of an event, besides its type. */
    private static final class FeedFields {
        private final Map<String, Object> fields = new LinkedHashMap<>();

        private FeedFields() {}

        static Map<String, Object> of(ChannelEvent event) {
            FeedFields all = new FeedFields();
            if (event instanceof TwitchEvent other) {
                other.deletion().ifPresentOrElse(all::deletion, () -> all.onRequest(other.as(Map.class)));
            } else if (!all.talk(event)) {
                all.support(event);
            }
            return Collections.unmodifiableMap(all.fields);
        }

        /** Which line was deleted, or whose lines. */
        private void deletion(Deletion deletion) {
            if (deletion instanceof Deletion.OfMessage message) {
                put("deleted", message.chatMessageId());
            } else if (deletion instanceof Deletion.OfChatter of) {
                put("deletedFrom", of.chatter().value());
                put("name", of.displayName());
            }
        }

        /** What people may want to know of an event that a plug-in asked for, where Twitch says it. */
        private void onRequest(Map<?, ?> event) {
            for (String who : List.of("user", "chatter_user", "from_broadcaster_user")) {
                if (event.get(who + "_name") instanceof String name) {
                    put("user", Map.of("displayName", name));
                }
            }
            for (String what : List.of("title", "description", "bits", "duration_seconds")) {
                Object value = event.get(what);
                if (value != null) {
                    put(what, value);
                }
            }
            Object written = event.get("message") instanceof Map<?, ?> message ? message.get("text") : null;
            String text = Stream.of(event.get("system_message"), written)
                    .filter(part -> part instanceof String said && !said.isEmpty())
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
            if (!text.isEmpty()) {
                put("text", text);
            }
        }

        private boolean talk(ChannelEvent event) {
            if (event instanceof RaidReceived raid) {
                user("from", raid.raider());
                put("viewers", raid.viewers());
            } else if (event instanceof ShoutoutCreated shoutout) {
                user("to", shoutout.target());
                put("moderatorId", shoutout.moderatorId().value());
            } else if (event instanceof StreamOnline online) {
                put("startedAt", online.startedAt().toString());
            } else if (event instanceof ChannelUpdated updated) {
                put("title", updated.title());
                put("category", updated.categoryName());
                put("language", updated.language());
            } else if (event instanceof ModeratorAdded added) {
                user("user", added.moderator());
            } else if (event instanceof ModeratorRemoved removed) {
                user("user", removed.moderator());
            }
            return !fields.isEmpty();
        }

        private void support(ChannelEvent event) {
            if (event instanceof Followed followed) {
                user("user", followed.follower());
            } else if (event instanceof Subscribed subscribed) {
                user("user", subscribed.subscriber());
                put("tier", subscribed.tier());
                put("gift", subscribed.gift());
            } else if (event instanceof Resubscribed again) {
                user("user", again.subscriber());
                put("tier", again.tier());
                put("months", again.cumulativeMonths());
                put("text", again.text());
            } else if (event instanceof SubscriptionsGifted gifted) {
                user("user", gifted.giver());
                put("count", gifted.count());
                put("tier", gifted.tier());
            } else if (event instanceof Cheered cheered) {
                user("user", cheered.chatter());
                put("bits", cheered.bits());
                put("text", cheered.text());
            } else if (event instanceof RewardRedeemed redeemed) {
                user("user", redeemed.redeemer());
                put("reward", redeemed.rewardTitle());
                put("cost", redeemed.cost());
                put("text", redeemed.input());
            }
        }

        private void put(String name, Object value) {
            fields.put(name, value instanceof List<?> list ? List.copyOf(list) : value);
        }

        /** Left out if anonymous. */
        private void user(String name, Optional<Account> account) {
            account.ifPresent(known -> user(name, known));
        }

        private void user(String name, Account account) {
            put(name, WatchedLine.fields(account));
        }
    }
}
