package bot.herald.twitch.helix;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads lists in Twitch's answers, which may be empty or missing. */
final class ResponseLists {
    private ResponseLists() {}

    static <T> Optional<T> first(@Nullable List<T> list) {
        return all(list).stream().findFirst();
    }

    static <T> List<T> all(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }
}
