package bot.herald.config;

import java.nio.file.Path;

/**
 * Protection of what is stored.
 *
 * @param keyFile absolute; encrypts tokens and signs sessions
 */
public record SecurityConfig(Path keyFile) {}
