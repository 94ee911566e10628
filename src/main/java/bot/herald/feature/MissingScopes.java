package bot.herald.feature;

import bot.herald.identity.Scope;
import java.util.Set;

/** What the bot account and the broadcaster have to grant before something works. */
public record MissingScopes(Set<Scope> ofBot, Set<Scope> ofBroadcaster) {
    public static final MissingScopes NONE = new MissingScopes(Set.of(), Set.of());

    public MissingScopes {
        ofBot = Set.copyOf(ofBot);
        ofBroadcaster = Set.copyOf(ofBroadcaster);
    }
}
