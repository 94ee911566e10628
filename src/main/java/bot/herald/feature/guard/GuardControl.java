package bot.herald.feature.guard;

import bot.herald.feature.FeatureServices;
import bot.herald.feature.guard.GuardMemory.Shut;
import bot.herald.identity.TwitchUserId;
import bot.herald.language.Saying;
import java.time.Instant;
import java.util.Optional;

/** The guard for people who look at it outside of chat. Safe for concurrent use. */
public record GuardControl(RaidGuard guard, FeatureServices services) {
    /**
     * A protection that the guard switched on.
     *
     * @param what is on, at the beginning of a sentence
     * @param since empty if nobody knows
     */
    public record Standing(Saying what, Optional<Instant> since, Instant until) {}

    /** Empty while the guard only watches; may ask the database. */
    public Optional<Standing> now(TwitchUserId broadcaster) {
        return guard.running(broadcaster, services)
                .map(shut -> new Standing(Shut.name(shut.protection()), shut.since(), shut.until()));
    }

    /**
     * Ends the protection at once; asks Twitch, and blocks.
     *
     * @param by the login of who wants it
     * @return whether the guard has nothing switched on now; if not, Twitch did not do it
     */
    public boolean end(TwitchUserId broadcaster, String by) {
        return guard.endNow(broadcaster, RaidGuard.TEXTS.saying("acted.off.asked", "who", by), services);
    }
}
