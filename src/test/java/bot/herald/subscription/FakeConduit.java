package bot.herald.subscription;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A conduit that a test builds, loses and builds again. */
final class FakeConduit implements ConduitTransport {
    private @Nullable Conduit conduit;
    private @Nullable Listener listener;
    private long generations;
    int doubts;
    Optional<DesiredSubscription> own = Optional.empty();

    Conduit build(String id) {
        Conduit fresh = new Conduit(id, ++generations, true);
        conduit = fresh;
        return fresh;
    }

    Conduit findAgain(String id) {
        Conduit found = new Conduit(id, ++generations, false);
        conduit = found;
        return found;
    }

    void lose() {
        conduit = null;
    }

    Listener told() {
        if (listener == null) {
            throw new AssertionError("nobody listens");
        }
        return listener;
    }

    @Override
    public Optional<Conduit> conduit() {
        return Optional.ofNullable(conduit);
    }

    @Override
    public Optional<DesiredSubscription> ownSubscription(Conduit any) {
        return own;
    }

    @Override
    public String missingBecause() {
        return "all five are taken";
    }

    @Override
    public void doubt() {
        doubts++;
    }

    @Override
    public void listen(Listener only) {
        listener = only;
    }
}
