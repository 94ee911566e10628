package bot.herald.app;

import bot.herald.auth.Admission;
import bot.herald.auth.AuthorizationFlow;
import bot.herald.auth.AuthorizationStates;
import bot.herald.auth.DeviceFlow;
import bot.herald.auth.GrantCheck;
import bot.herald.auth.GrantIntake;
import bot.herald.auth.ScopesInUse;
import bot.herald.channel.ChannelService;
import bot.herald.config.BotConfig;
import bot.herald.connection.ConfiguredAdmission;
import bot.herald.connection.Onboarding;
import bot.herald.connection.PermissionChanges;
import bot.herald.feature.shoutout.ShoutoutScopes;
import bot.herald.feed.ChannelFeed;
import bot.herald.identity.TwitchUserId;
import bot.herald.moderation.BotModeration;
import bot.herald.setup.SetupLink;
import bot.herald.storage.JdbiLoginPins;
import bot.herald.subscription.Reconciler;
import bot.herald.subscription.SubscriptionDirectory;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** How accounts connect: in a browser, with a code typed on Twitch, and the bot's with the set-up link. */
record AuthorizationModule(AuthorizationFlow flow, DeviceFlow devices, SetupLink setupLink) {
    /** Everything affected when an account connects, leaves or changes. */
    record Needs(
            Foundation foundation,
            TokenModule tokens,
            ChannelService channels,
            SubscriptionDirectory subscriptions,
            AccountModule accounts,
            ChannelFeed feed,
            ChatModule chat,
            PluginModule plugins,
            BotModeration botModeration,
            Reconciler reconciler) {
        private Onboarding onboarding() {
            return new Onboarding(
                    tokens.bot(),
                    tokens.appToken(),
                    channels,
                    chat::reconnected,
                    foundation.wakeUps(),
                    reconciler,
                    subscriptions,
                    accounts.people(),
                    accounts.managed(),
                    accounts.logins(),
                    botModeration,
                    accounts.botNews(),
                    foundation.clock());
        }

        private PermissionChanges permissionChanges(SetupLink setupLink) {
            return new PermissionChanges(
                    accounts.logins(),
                    channels,
                    feed,
                    accounts.audit(),
                    foundation.instances().whileLeading(),
                    reconciler,
                    setupLink::show,
                    foundation.clock());
        }
    }

    /**
     * @param needsShoutoutPermission whether a channel's shoutouts wait for the broadcaster's permission
     * @param announce receives lines that the operator has to see
     */
    static AuthorizationModule of(
            Needs needs, Predicate<TwitchUserId> needsShoutoutPermission, Consumer<String> announce) {
        Foundation foundation = needs.foundation();
        TokenModule tokens = needs.tokens();
        ChannelService channels = needs.channels();
        BotConfig config = foundation.config();
        TwitchModule twitch = foundation.twitch();
        SetupLink setupLink = new SetupLink(
                config.web().publicUrl(), tokens.bot(), () -> !channels.ids().isEmpty(), announce);
        tokens.renamings().add(renamed -> {
            if (renamed.key().account() instanceof TwitchUserId id) {
                channels.renamed(id, renamed.login());
            }
        });
        PermissionChanges permissions = needs.permissionChanges(setupLink);
        tokens.usabilityChanges().add(permissions);
        tokens.scopeChanges().add(permissions::scopesChanged);
        Admission admission = new ConfiguredAdmission(
                        config,
                        id -> channels.find(id).isPresent(),
                        new JdbiLoginPins(foundation.database(), foundation.clock()))
                .onlyWhile(foundation.database()::canSave);
        ScopesInUse scopes =
                new ShoutoutScopes(needs.plugins().scopes(), tokens.credentials(), needsShoutoutPermission);
        AuthorizationFlow flow = new AuthorizationFlow(
                twitch.oauth(),
                new AuthorizationStates(foundation.storage().pending(), foundation.clock()),
                scopes,
                new GrantIntake(
                        new GrantCheck(config.twitch().clientId(), twitch.oauth(), twitch.profiles(), admission),
                        foundation.storage().replacements(),
                        tokens.credentials(),
                        needs.onboarding(),
                        scopes,
                        foundation.clock()));
        return new AuthorizationModule(flow, new DeviceFlow(twitch.devices(), flow, foundation.clock()), setupLink);
    }
}
