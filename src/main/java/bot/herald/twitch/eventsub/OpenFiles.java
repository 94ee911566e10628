package bot.herald.twitch.eventsub;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files and connections this process may open. */
final class OpenFiles {
    private OpenFiles() {}

    /** Whether this many more may be opened; true where the system does not say. */
    static boolean mayOpen(int more) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long open = system.getOpenFileDescriptorCount();
            // Counting them takes one, too.
            return open >= 0 && system.getMaxFileDescriptorCount() - open >= more;
        }
        return true;
    }
}
