package bot.herald.web;

import bot.herald.web.FormShape.Input;
import bot.herald.web.FormShape.Kind;
import java.util.List;

/** The forms of a channel's page. */
final class Forms {
    static final FormShape COMMAND = new FormShape(List.of(
            new Input("name", "Name", "One word, without the prefix.", Kind.TEXT),
            new Input(
                    "text",
                    "What the bot says",
                    "May hold {user}, {channel}, {args}, {1} to {9}, {count}, {uptime}, {game}, {title}, {random:1-6}.",
                    Kind.LONG_TEXT),
            new Input("aliases", "Other names", "Separated by spaces.", Kind.WORDS),
            new Input(
                    "role",
                    "Who may use it",
                    "Whoever is more may use it, too.",
                    Kind.SELECT,
                    List.of("everyone", "subscriber", "vip", "moderator", "broadcaster")),
            new Input("cooldown.channelSeconds", "Rest for the channel", "Seconds; 0 for none.", Kind.NUMBER),
            new Input("cooldown.userSeconds", "Rest for each chatter", "Seconds; 0 for none.", Kind.NUMBER),
            new Input("enabled", "The bot answers it", "", Kind.CHECK)));

    static final FormShape TIMER = new FormShape(List.of(
            new Input("name", "Name", "One word.", Kind.TEXT),
            new Input("messages", "What the bot says", "A line for each message; they take turns.", Kind.LINES),
            new Input("intervalMinutes", "Every so many minutes", "While the channel is live.", Kind.NUMBER),
            new Input(
                    "minimumChatLines",
                    "Least chat lines in between",
                    "So that the bot does not talk to itself; 0 for none.",
                    Kind.NUMBER),
            new Input("enabled", "The timer runs", "", Kind.CHECK)));

    static final FormShape SETTINGS = new FormShape(List.of(
            new Input("commandPrefix", "What commands begin with", "Empty for the bot's own.", Kind.TEXT),
            new Input(
                    "raidGreeting",
                    "Greeting for raids",
                    "May hold {raider}, {viewers}, {party}, {link}, {channel}, {game}, {title}, {uptime}, {random:1-6};"
                            + " {game} and {title} are the raider's.",
                    Kind.LONG_TEXT),
            new Input("raidMinimumViewers", "Least viewers of a raid that is greeted", "0 for all.", Kind.NUMBER),
            new Input("raidPauseMinutes", "Minutes before the same raider is greeted again", "0 to 1440.", Kind.NUMBER),
            new Input(
                    "shoutoutPatienceMinutes",
                    "Minutes a shoutout may wait for its turn",
                    "2 to 60; Twitch allows one every two minutes.",
                    Kind.NUMBER),
            new Input(
                    "raidAnnouncement",
                    "Post the greeting as an announcement",
                    "Set off from the chat by Twitch; the bot must be a moderator, or it is an ordinary message.",
                    Kind.CHECK),
            new Input("shoutoutOnRaid", "Give a shoutout to the raider", "", Kind.CHECK),
            new Input("ignoredLogins", "Accounts that the bot ignores", "Logins, separated by spaces.", Kind.WORDS),
            new Input(
                    "disabledCommands",
                    "Built-in commands that are switched off",
                    "Names, separated by spaces.",
                    Kind.WORDS)));

    /** A timer that somebody is about to add: quarter-hourly, if chat has said something. */
    static final TimerItem NEW_TIMER = new TimerItem("", List.of(), 15, 5, true, 0);

    private Forms() {}
}
