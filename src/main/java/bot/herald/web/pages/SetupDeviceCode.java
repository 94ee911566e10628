package bot.herald.web.pages;

/**
 * A code that waits for a person.
 *
 * @param userCode empty for no code
 * @param address where to type it
 * @param minutes how long it is good, counted from its beginning
 */
public record SetupDeviceCode(String userCode, String address, long minutes) {
    public static final SetupDeviceCode NONE = new SetupDeviceCode("", "", 0);
}
