package bot.herald.simulator;

import java.util.ArrayList;
import java.util.List;

/** The app's registered redirect URLs. Guarded by {@link World}. */
final class RedirectUris {
    private final List<String> uris;

    RedirectUris(List<String> uris) {
        this.uris = new ArrayList<>(uris);
    }

    void replace(List<String> registered) {
        if (registered.isEmpty()) {
            throw new BadInput("at least one redirect URL must be registered");
        }
        uris.clear();
        uris.addAll(registered);
    }

    String first() {
        return uris.get(0);
    }

    boolean isRegistered(String uri) {
        return uris.contains(uri);
    }
}
