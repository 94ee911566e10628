package bot.herald.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.lifecycle.Health.Age;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthTest {
    @ParameterizedTest
    @EnumSource
    void whatIsOlderThanItMayBeIsDownAndSaysHowOldItIs(Age what) {
        Health fine = Health.UP.with(what, what.most());
        Health old = Health.UP.with(what, what.most().plusSeconds(1));

        assertThat(fine).isEqualTo(new Health(true, "", Map.of(what.text(), what.most())));
        assertThat(old.up()).isFalse();
        assertThat(old.detail())
                .contains(" for " + (what.most().toSeconds() + 1) + " s")
                .doesNotContain("{");
    }

    @Test
    void theOldestOfManyIsNamed() {
        assertThat(Health.UP.with(Age.PROOF, Duration.ofSeconds(40), "bot 9").detail())
                .isEqualTo("nothing has arrived over the event socket of bot 9 for 40 s; Herald is reconnecting");
    }

    @Test
    void whatIsDownAlreadyKeepsItsOwnReason() {
        Health down = Health.down("no socket is open").with(Age.PROOF, Duration.ofHours(1));

        assertThat(down.detail()).isEqualTo("no socket is open");
        assertThat(down.ages()).containsEntry("oldest-proof", Duration.ofHours(1));
    }
}
