package bot.herald.connection;

import bot.herald.account.NamedAccounts;
import bot.herald.account.NamedAccounts.LoginPins;
import bot.herald.auth.Admission;
import bot.herald.auth.Purpose;
import bot.herald.config.BotConfig;
import bot.herald.config.WebConfig.Registration;
import bot.herald.identity.TwitchProfile;
import bot.herald.identity.TwitchUserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Admits accounts as the configuration says; a channel that is connected already may always connect again. */
public final class ConfiguredAdmission implements Admission {
    private final BotConfig config;
    private final Predicate<TwitchUserId> isConnected;
    private final NamedAccounts allowed;

    public ConfiguredAdmission(BotConfig config, Predicate<TwitchUserId> isConnected, LoginPins pins) {
        this.config = config;
        this.allowed = new NamedAccounts("web.allowlist", config.web().allowlist(), pins);
        this.isConnected = isConnected;
    }

    @Override
    public Optional<String> refusal(Purpose purpose, TwitchProfile profile) {
        return switch (purpose) {
            case BOT -> bot(profile);
            case CHANNEL -> channel(profile);
            case LOGIN -> Optional.empty();
        };
    }

    private Optional<String> bot(TwitchProfile profile) {
        return config.bot()
                .login()
                .filter(login -> !login.equals(profile.login()))
                .map(login -> "You are logged in to Twitch as " + profile.login() + ", but the bot's account is "
                        + login + ". Log in to Twitch as " + login
                        + ", best in a private window, and open the link again.");
    }

    private Optional<String> channel(TwitchProfile profile) {
        Registration registration = config.web().registration();
        if (registration == Registration.OPEN || isConnected.test(profile.id())) {
            return Optional.empty();
        }
        if (registration == Registration.CLOSED) {
            return Optional.of("This bot takes no new channels. Ask its operator.");
        }
        return allowed.include(profile.id(), List.of(profile.login()))
                ? Optional.empty()
                : Optional.of("This bot takes only channels on its list, and " + profile.login()
                        + " is not on it. Ask its operator.");
    }
}
