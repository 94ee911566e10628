package bot.herald.retry;

import static org.assertj.core.api.Assertions.assertThat;

import bot.herald.retry.WakeUps.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WakeUpsTest {
    @Test
    void aListenerThatThrowsDoesNotKeepTheOthersFromHearing() {
        WakeUps wakeUps = new WakeUps();
        List<Reason> heard = new ArrayList<>();
        wakeUps.listen(reason -> {
            throw new IllegalStateException("broken");
        });
        wakeUps.listen(heard::add);

        wakeUps.happened(new Reason.DatabaseIsBack());

        assertThat(heard).containsExactly(new Reason.DatabaseIsBack());
    }
}
