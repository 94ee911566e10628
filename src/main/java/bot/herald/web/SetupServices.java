package bot.herald.web;

import bot.herald.config.ConfigProblem;
import bot.herald.config.FirstSettings;
import bot.herald.identity.TwitchUserId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the set-up page needs from the rest of Herald. Safe for concurrent use. */
public interface SetupServices {
    /** How browsers reach Herald, unless the person says otherwise. */
    URI usualPublicUrl();

    /** Whether an environment variable sets it, so that the page cannot. */
    boolean publicUrlIsGiven();

    /** Where the web server listens, unless the person says otherwise. */
    int usualPort();

    /** Whether an environment variable sets it, so that the page cannot. */
    boolean portIsGiven();

    /** How browsers reach Herald from now on, if it listens on another port than when the set-up began. */
    Optional<URI> newAddress();

    /** Whether the configuration is written. */
    boolean isConfigured();

    /** What is wrong with the settings, by the key of the setting, as far as that can be told without asking Twitch. */
    List<ConfigProblem> look(FirstSettings settings);

    /**
     * Tests the settings on Twitch, writes the configuration and starts the bot; takes some seconds.
     *
     * @return what is wrong, by the key of the setting; empty if the bot runs
     */
    List<ConfigProblem> install(FirstSettings settings);

    /** Starts the bot again after it failed to start with a written configuration. */
    List<ConfigProblem> start();

    /** Whether there are admins. */
    boolean hasAdmin();

    /**
     * Makes somebody an admin, from now on and after every start.
     *
     * @return why not, in words for the person at the set-up page; empty if it is done
     */
    Optional<String> makeAdmin(TwitchUserId id);

    /** What is left to do, once the bot runs. */
    Optional<FirstSteps> running();
}
