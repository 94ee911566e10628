package bot.herald.feature.raid;

import bot.herald.chat.OutgoingMessage;
import bot.herald.dispatch.EventHandler;
import bot.herald.event.ChannelEvent;
import bot.herald.event.RaidReceived;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Greets a raid in the channel that was raided, naming the raiding channel and its viewer count. */
public final class RaidGreeter implements EventHandler {
    private static final Logger log = LoggerFactory.getLogger(RaidGreeter.class);

    private final Consumer<OutgoingMessage> chat;

    public RaidGreeter(Consumer<OutgoingMessage> chat) {
        this.chat = chat;
    }

    @Override
    public String name() {
        return "raid-greeter";
    }

    @Override
    public void handle(ChannelEvent event) {
        if (event instanceof RaidReceived raid) {
            log.info(
                    "broadcaster={} raid from user={} login={} viewers={}",
                    raid.broadcasterId(),
                    raid.raider().id(),
                    raid.raider().login(),
                    raid.viewers());
            chat.accept(OutgoingMessage.raid(raid.broadcasterId(), greeting(raid)));
        }
    }

    private static String greeting(RaidReceived raid) {
        String viewers = raid.viewers() == 1 ? "1 viewer" : raid.viewers() + " viewers";
        return "Welcome, raiders! " + raid.raider().displayName() + " arrives with " + viewers
                + ". Say hello, and visit them at twitch.tv/" + raid.raider().login() + ".";
    }
}
