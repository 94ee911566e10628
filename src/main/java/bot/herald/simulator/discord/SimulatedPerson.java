package bot.herald.simulator.discord;

/** An account of the simulated Discord, as it is when asked for. */
public record SimulatedPerson(String id, String username, String displayName) {}
