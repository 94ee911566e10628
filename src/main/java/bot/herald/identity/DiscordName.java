package bot.herald.identity;

/** The name that a Discord account is found by; of older accounts it may be in any script. */
public record DiscordName(String value) implements AccountName {
    private static final int LONGEST = 100;

    /** @throws IllegalArgumentException if {@code value} is blank, longer than any name, or would spoil a line of the log */
    public DiscordName {
        if (value.isBlank() || value.length() > LONGEST || value.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not the name of a Discord account");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
