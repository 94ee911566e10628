package bot.herald.web;

import java.util.regex.Pattern;

/** The page to return to after a login: one of our own addresses, without scheme and host. */
final class WantedPage {
    private static final int LONGEST = 500;
    private static final Pattern OURS = Pattern.compile(
            "/(dashboard|c)(/(?:[A-Za-z0-9_~-]|%[89A-F][0-9A-F])(?:[A-Za-z0-9_.~-]|%[89A-F][0-9A-F])*)*(\\?[A-Za-z0-9_.~%=&+-]*)?");

    private WantedPage() {}

    static boolean isOurs(String page) {
        return page.length() <= LONGEST && OURS.matcher(page).matches();
    }
}
