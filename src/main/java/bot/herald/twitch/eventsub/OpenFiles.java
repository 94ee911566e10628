package bot.herald.twitch.eventsub;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and connections this process may open. */
final class OpenFiles {
    private OpenFiles() {}

    /** Whether so many more may be opened; yes where nobody can tell. */
    static boolean mayOpen(int more) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long open = system.getOpenFileDescriptorCount();
            // Counting them takes one, too.
            return open >= 0 && system.getMaxFileDescriptorCount() - open >= more;
        }
        return true;
    }
}
