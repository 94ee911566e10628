package bot.herald.web;

import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.Fields;

/** The parameters of an address. */
final class Query {
    private static final int LONGEST = 2_048;

    private final Fields fields;

    Query(Fields fields) {
        this.fields = fields;
    }

    /**
     * The value of a parameter that may stand once.
     *
     * @throws BadRequestException if it stands twice or is longer than 2 KiB
     */
    Optional<String> one(String name) {
        List<String> values = fields.getValuesOrEmpty(name);
        if (values.size() > 1 || values.stream().anyMatch(value -> value.length() > LONGEST)) {
            throw new BadRequestException(
                    "The address holds a parameter twice, or a far too long one. Please start again.");
        }
        return values.stream().findFirst();
    }
}
