package bot.herald.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenFilesTest {
    @Test
    void theProcessMayOpenSomeMoreFilesAndNotAnyNumber() {
        assertThat(OpenFiles.mayOpen(1)).isTrue();
        assertThat(OpenFiles.mayOpen(Integer.MAX_VALUE)).isFalse();
    }
}
