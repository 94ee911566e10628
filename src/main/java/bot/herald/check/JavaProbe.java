package bot.herald.check;

import java.util.List;

/** Whether this Java is new enough. */
record JavaProbe(int version) {
    private static final int LEAST = 17;

    List<Finding> look() {
        return List.of(
                version >= LEAST
                        ? Finding.ok("Java", "version " + version)
                        : Finding.wrong(
                                "Java",
                                "version " + version + " is too old",
                                "Install Java " + LEAST + " or newer, and start Herald with it."));
    }
}
