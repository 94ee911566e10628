package bot.herald.cli;

import bot.herald.config.ConfigProblem;
import bot.herald.config.FirstSettings;
import bot.herald.config.FirstSettings.Discord;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What {@code herald init} tells the person who answers it. */
final class InitScreen {
    private static final int WIDTH = 78;

    private final PrintWriter out;

    InitScreen(PrintWriter out) {
        this.out = out;
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    void problem(ConfigProblem problem) {
        paragraph((problem.key().isEmpty() ? "" : problem.key() + ": ") + problem.message());
    }

    private void paragraph(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH && line.length() > 0) {
                say(line.toString());
                line = new StringBuilder("  ");
            } else if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        say(line.toString());
    }

    void portIsTaken(String port) {
        paragraph("Another program is using port " + port + ". Enter another port, or " + port
                + " again if that program will be stopped.");
    }

    void whatToRegister(String publicUrl) {
        say("");
        say("Register an application at https://dev.twitch.tv/console/apps/create");
        say("  Name:                any that is free");
        say("  OAuth Redirect URL:  " + publicUrl.replaceAll("/+$", "") + "/auth/callback");
        say("  Category:            Chat Bot");
        say("  Client type:         Confidential");
        say("Then press Manage, and New Secret, and copy what Twitch shows.");
        say("");
    }

    /** @param howToSkip completes "to do without it" */
    void whatDiscordIsFor(String publicUrl, String howToSkip) {
        say("");
        say("Discord, to log in with it and to post there when a stream starts.");
        say(howToSkip);
        say("  New Application at https://discord.com/developers/applications");
        say("  OAuth2, Redirects:   " + publicUrl.replaceAll("/+$", "") + "/auth/discord/callback");
        say("  Client secret:       OAuth2, Reset Secret");
        say("  Bot token:           Bot, Reset Token; empty: webhooks alone");
        say("");
    }

    void written(Path file, FirstSettings settings) {
        say("");
        say((settings.discord().equals(Discord.NONE) ? "Twitch" : "Twitch and Discord") + " accepted it. Written: "
                + file + ", readable by you alone.");
    }

    void portIsStillTaken(int port) {
        say("");
        paragraph("Another program is using port " + port + ": stop it before you start Herald, or change web.port,"
                + " here and in the redirect address on Twitch.");
    }

    void whatComesNext() {
        say("");
        say("Next:");
        say("  herald run              starts the bot and prints the link for its account");
        say("  herald login bot        connects the account by a code instead");
        say("  herald login channel    connects a channel by a code");
    }
}
