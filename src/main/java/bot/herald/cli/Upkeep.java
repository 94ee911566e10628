package bot.herald.cli;

import bot.herald.auth.Purpose;
import bot.herald.config.BotConfig;
import bot.herald.identity.Secret;
import bot.herald.storage.OlderBotImport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Carries out the maintenance commands, whether or not a bot is running.
 *
 * <p>Each returns the exit code: 0 done, 1 failed. May throw {@link bot.herald.lifecycle.StartupException}, which {@link Cli}
 * shows.
 */
public interface Upkeep {
    Tokens tokens();

    Accounts accounts();

    Data data();

    /** The stored tokens. */
    interface Tokens {
        int list(BotConfig config, boolean json);

        /** @param who logins or Twitch user ids; empty means everybody */
        int refresh(BotConfig config, List<String> who, boolean json);

        /** @param who logins or Twitch user ids; empty means everybody */
        int validate(BotConfig config, List<String> who, boolean json);
    }

    /** Connected channels, and the bot's account. */
    interface Accounts {
        int listChannels(BotConfig config, boolean json);

        /**
         * @param who a login or a Twitch user id
         * @param purge whether settings, commands, timers and quotes are deleted, too
         * @param yes whether it is already confirmed
         */
        int removeChannel(BotConfig config, String who, boolean purge, boolean yes);

        int importChannel(BotConfig config, Optional<Secret> accessToken, Optional<Secret> refreshToken);

        /**
         * @param who a connected channel, by login or Twitch user id
         * @param stop whether to delete the key rather than make one
         * @param yes whether losing an existing key is already confirmed
         */
        int signFetches(BotConfig config, String who, boolean stop, boolean yes);

        /**
         * @param purpose of the account: the bot's or a channel's
         * @param who a connected channel, by login or Twitch user id, that is also asked for what its features need
         * @param yes whether replacing the bot's account is already confirmed
         */
        int login(BotConfig config, Purpose purpose, Optional<String> who, boolean yes);
    }

    /** The database and its key. */
    interface Data {
        /** @param yes whether it is already confirmed */
        int rotateKey(BotConfig config, boolean yes);

        int backup(BotConfig config, Path file);

        int importOlderBot(BotConfig config, Path file, OlderBotImport.Mode mode);
    }
}
