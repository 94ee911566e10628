package bot.herald.cli;

import bot.herald.auth.Purpose;
import bot.herald.config.BotConfig;
import bot.herald.identity.Secret;
import bot.herald.storage.OlderBotImport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the maintenance commands do, alone or beside a running bot.
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

    /** Channels and the bot's account: who is connected, and how. */
    interface Accounts {
        int listChannels(BotConfig config, boolean json);

        /**
         * @param who a login or a Twitch user id
         * @param purge whether settings, commands, timers and quotes go too
         * @param yes whether it is confirmed already
         */
        int removeChannel(BotConfig config, String who, boolean purge, boolean yes);

        int importChannel(BotConfig config, Optional<Secret> accessToken, Optional<Secret> refreshToken);

        /**
         * @param who a connected channel, by login or Twitch user id
         * @param stop whether the key goes, in place of being made
         * @param yes whether losing the key that is there is confirmed already
         */
        int signFetches(BotConfig config, String who, boolean stop, boolean yes);

        /**
         * @param purpose of the account: the bot's or a channel's
         * @param who a connected channel, by login or Twitch user id, that is also asked for what its features need
         * @param yes whether another account for the bot is confirmed already
         */
        int login(BotConfig config, Purpose purpose, Optional<String> who, boolean yes);
    }

    /** The database and its key. */
    interface Data {
        /** @param yes whether it is confirmed already */
        int rotateKey(BotConfig config, boolean yes);

        int backup(BotConfig config, Path file);

        int importOlderBot(BotConfig config, Path file, OlderBotImport.Mode mode);
    }
}
