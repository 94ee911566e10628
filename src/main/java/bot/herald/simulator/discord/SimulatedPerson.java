package bot.herald.simulator.discord;

/** A snapshot of an account on the simulated Discord. */
public record SimulatedPerson(String id, String username, String displayName) {}
