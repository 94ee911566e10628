package bot.herald.simulator;

import java.security.SecureRandom;

/** Random tokens, codes and ids that look like Twitch's. */
final class Randoms {
    private static final SecureRandom SOURCE = new SecureRandom();
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private Randoms() {}

    /** Lower-case letters and digits, without the dots that make some libraries see a JWT. */
    static String token() {
        return from(LOWER, 30);
    }

    static String userCode() {
        return from(UPPER, 8);
    }

    static String sessionId() {
        return "AgoQ" + from(LOWER, 40);
    }

    static String digits(int count) {
        return "4" + from("0123456789", count - 1);
    }

    private static String from(String letters, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(letters.charAt(SOURCE.nextInt(letters.length())));
        }
        return text.toString();
    }
}
