package bot.herald.config;

import bot.herald.identity.Secret;

/** The application at Twitch that Herald acts for, and how to reach Twitch. */
public record TwitchConfig(String clientId, Secret clientSecret, Endpoints endpoints, EventSubConfig eventsub) {}
