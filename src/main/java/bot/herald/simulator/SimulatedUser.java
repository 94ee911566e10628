package bot.herald.simulator;

/** An account at the simulated Twitch; {@code id} is a decimal string and never changes, the names may. */
public record SimulatedUser(String id, String login, String displayName) {}
