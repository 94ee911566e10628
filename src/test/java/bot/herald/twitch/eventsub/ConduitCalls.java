package bot.herald.twitch.eventsub;

import bot.herald.identity.ProviderFailure;
import bot.herald.twitch.door.TwitchDoor;
import java.util.Map;
import java.util.Optional;

/** The calls about conduits, for tests of what has nothing to do with conduits. */
public final class ConduitCalls {
    private final HttpConduitApi api;

    public ConduitCalls(TwitchDoor door) {
        api = new HttpConduitApi(door, "client");
    }

    /** Why it failed; empty if it was done. */
    public Optional<ProviderFailure> list() {
        return failure(api.list());
    }

    public Optional<ProviderFailure> create() {
        return failure(api.create(1));
    }

    public Optional<ProviderFailure> resize() {
        return failure(api.resize("c", 2));
    }

    public Optional<ProviderFailure> delete() {
        return failure(api.delete("c"));
    }

    public Optional<ProviderFailure> shards() {
        return failure(api.shards("c"));
    }

    /** Whether a shard that was to be assigned is known to be; a failure if nothing is known. */
    public Optional<ProviderFailure> assign() {
        ConduitAnswer<HttpConduitApi.Assigned> answer = api.assign("c", Map.of(0, "s"));
        return answer instanceof ConduitAnswer.Done<HttpConduitApi.Assigned> done
                        && done.value().done().isEmpty()
                ? Optional.of(new ProviderFailure.RetryLater("not assigned", Optional.empty()))
                : failure(answer);
    }

    private static Optional<ProviderFailure> failure(ConduitAnswer<?> answer) {
        return answer instanceof ConduitAnswer.Failed<?> failed ? Optional.of(failed.failure()) : Optional.empty();
    }
}
