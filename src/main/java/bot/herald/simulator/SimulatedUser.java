package bot.herald.simulator;

/** An account on the simulated Twitch. Its {@code id}, a decimal string, never changes; its names may. */
public record SimulatedUser(String id, String login, String displayName) {}
