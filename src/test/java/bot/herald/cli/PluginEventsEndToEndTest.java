package bot.herald.cli;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.simulator.SentMessage;
import bot.herald.simulator.SimulatedSubscription;
import bot.herald.simulator.SimulatedUser;
import bot.herald.testing.PluginJar;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that Twitch tells of only where a plug-in asks for it, as Twitch sends it and with its oddities. */
@Tag("full")
class PluginEventsEndToEndTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int TYPES = 15;
    private static final String SCOPES = "channel:bot moderation:read channel:read:hype_train channel:read:polls"
            + " channel:read:predictions bits:read channel:read:charity channel:read:ads channel:read:goals"
            + " channel:read:redemptions";
    private static final String PLUGIN = """
            package demo;

            import bot.herald.event.*;
            import bot.herald.feature.*;
            import com.github.twitch4j.eventsub.subscriptions.*;
            import java.util.*;

            public final class Witness implements Feature<Witness.Settings> {
                private static final SubscriptionType<?, ?, ?>[] TYPES = {
                    SubscriptionTypes.HYPE_TRAIN_BEGIN_V2, SubscriptionTypes.HYPE_TRAIN_PROGRESS_V2, SubscriptionTypes.HYPE_TRAIN_END_V2,
                    SubscriptionTypes.POLL_BEGIN, SubscriptionTypes.POLL_PROGRESS, SubscriptionTypes.POLL_END,
                    SubscriptionTypes.PREDICTION_BEGIN, SubscriptionTypes.PREDICTION_LOCK, SubscriptionTypes.PREDICTION_END,
                    SubscriptionTypes.CHANNEL_BITS_USE, SubscriptionTypes.CHANNEL_CHAT_NOTIFICATION,
                    SubscriptionTypes.CHANNEL_CHARITY_DONATE, SubscriptionTypes.CHANNEL_AD_BREAK_BEGIN,
                    SubscriptionTypes.CHANNEL_GOAL_BEGIN, SubscriptionTypes.CHANNEL_POINTS_AUTOMATIC_REWARD_REDEMPTION_ADD_V2
                };
                public record Settings(@Setting(label = "On") boolean on) {}

                public String id() { return "witness"; }
                public String title() { return "Witness"; }
                public String summary() { return "Says what it hears."; }
                public Settings defaults() { return new Settings(false); }
                public Wants wants(Settings settings) { return settings.on() ? Wants.twitch(TYPES) : Wants.NOTHING; }

                public void handle(ChannelEvent event, Settings settings, FeatureServices bot) {
                    for (SubscriptionType<?, ?, ?> type : TYPES) {
                        if (type.getName().equals(event.origin().type())) {
                            Object heard = ((TwitchEvent) event).as(type.getEventClass());
                            bot.say(event.broadcasterId(), "heard " + type.getName() + ": " + heard.getClass().getSimpleName());
                        }
                    }
                }
            }
            """;

    /**
     * As they come, with nulls, unknown values and missing fields; progress comes before the beginning. Each line is an
     * event's type, and its fields.
     */
    private static final String EVENTS = """
            hype_train.progress {"id":"h","level":2,"total":700,"goal":1000,"top_contributions":null,"started_at":null}
            hype_train.begin {"id":"h","type":"of_tomorrow","top_contributions":[{"user_id":null,"type":"new","total":0}]}
            hype_train.end {}
            poll.begin {"id":"p","title":"Tea?","choices":[{"id":"1","title":"Yes","votes":null}],"bits_voting":null}
            poll.progress {"id":"p","title":"Tea?","choices":null}
            poll.end {"id":"p","title":null,"status":"of_tomorrow","choices":[]}
            prediction.begin {"id":"q","title":"Win?","outcomes":[{"id":"1","color":"ultraviolet","top_predictors":null}]}
            prediction.lock {"id":"q","title":"Win?"}
            prediction.end {"id":"q","title":"Win?","winning_outcome_id":null,"status":"canceled"}
            bits.use {"user_id":"5","user_login":"viewer","user_name":"TheViewer","bits":100,"type":"power_up","message":null,"power_up":{"type":"new","emote":null}}
            bits.use {"user_id":null,"user_login":null,"user_name":null,"bits":0,"type":"combo"}
            chat.notification {"chatter_user_id":"5","chatter_user_name":"TheViewer","system_message":"","message":{"text":"!ping for all","fragments":[]},"notice_type":"announcement","announcement":{"color":"PRIMARY"}}
            chat.notification {"chatter_user_id":null,"chatter_is_anonymous":true,"system_message":"Somebody pays it forward","message":{"text":""},"notice_type":"pay_it_forward","pay_it_forward":{"gifter_is_anonymous":true,"gifter_user_id":null}}
            chat.notification {"chatter_user_id":"5","chatter_user_name":"\u0639\u0631\u0628\u064a\uD83D\uDE00","system_message":"Three years","message":null,"notice_type":"modiversary","modiversary":{"years":3}}
            chat.notification {"chatter_user_id":"5","chatter_user_name":"TheViewer","system_message":"TheViewer keeps the gift","notice_type":"gift_paid_upgrade","gift_paid_upgrade":null}
            charity_campaign.donate {"user_id":"5","user_name":"TheViewer","amount":{"value":500,"decimal_places":2,"currency":"USD"}}
            ad_break.begin {"duration_seconds":"60","requester_user_id":null}
            goal.begin {"id":"g","type":"of_tomorrow","description":"More","current_amount":1}
            channel_points_automatic_reward_redemption.add {"user_id":"5","user_name":"TheViewer","reward":{"type":"new","emote":null},"message":null}
            """;

    @TempDir
    Path folder = Path.of("");

    @Test
    void allOfThemArriveWhateverIsMissingInThemAndAreShownInWords() throws IOException {
        PluginJar.pack(
                folder.resolve("plugins/witness.jar"),
                PluginJar.compile(folder.resolve("work"), Map.of("demo/Witness.java", PLUGIN)),
                "demo.Witness");
        try (Stage stage = new Stage(folder)) {
            stage.connectBot();
            SimulatedUser alice = stage.connectChannel("alice");
            stage.twitch.addModerator(alice.id(), stage.twitch.user(Stage.BOT).id());
            LoggedIn person = LoggedIn.at(stage, "alice");
            person.change("PUT", "/api/channels/" + alice.id() + "/features/witness", "{\"settings\":{\"on\":true}}");
            stage.connectChannel("alice", SCOPES);
            stage.twitch.awaitSubscriptions(all -> ofThePlugin(all) == TYPES, SOON);

            List<String> heard = EVENTS.lines()
                    .map(line -> {
                        String type = "channel." + line.substring(0, line.indexOf(' '));
                        stage.twitch.event(type, alice.id(), line.substring(line.indexOf(' ') + 1));
                        return type;
                    })
                    .toList();

            List<SentMessage> said = stage.twitch.awaitMessages(all -> all.size() >= heard.size(), SOON);
            assertThat(said)
                    .extracting(message -> message.text().replaceFirst("heard (.*): .*", "$1"))
                    .as("each once, and a command in an announcement is not answered")
                    .containsExactlyInAnyOrderElementsOf(heard);
            assertThat(person.get("/dashboard/" + alice.id() + "/live").body())
                    .contains(
                            "A hype train has started.",
                            "A poll has started: Tea?",
                            "The poll has ended.",
                            "TheViewer uses bits (100).",
                            "Somebody uses bits (0).",
                            "Notice in the chat: !ping for all",
                            "Notice in the chat: Somebody pays it forward",
                            "Notice in the chat: Three years",
                            "TheViewer donates to charity.",
                            "Ads are running.",
                            "A goal was set: More",
                            "TheViewer redeems one of Twitch");
        }
    }

    private static long ofThePlugin(List<SimulatedSubscription> all) {
        return all.stream()
                .filter(one -> one.status().equals("enabled"))
                .filter(one -> EVENTS.contains(one.type().replaceFirst("^channel\\.", "") + " "))
                .count();
    }
}
