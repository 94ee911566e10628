package bot.herald.auth;

/**
 * Herald's application at a provider.
 *
 * @param standing whether the provider accepts its id and secret
 */
public record Application(String clientId, IdentityProvider provider, ClientStanding standing) {}
