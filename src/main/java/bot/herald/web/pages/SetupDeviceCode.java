package bot.herald.web.pages;

/**
 * A code that waits for a person.
 *
 * @param userCode empty for no code
 * @param address where to type it
 * @param qr the same for a camera
 * @param minutes how long it was valid when it was issued
 */
public record SetupDeviceCode(String userCode, String address, QrPicture qr, long minutes) {
    public static final SetupDeviceCode NONE = new SetupDeviceCode("", "", QrPicture.NONE, 0);
}
