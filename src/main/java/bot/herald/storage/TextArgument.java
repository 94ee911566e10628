package bot.herald.storage;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Drops NUL, which PostgreSQL does not accept in a text. */
final class TextArgument extends AbstractArgumentFactory<String> {
    TextArgument() {
        super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
        String storable = value.replace("\0", "");
        return (position, statement, context) -> statement.setString(position, storable);
    }
}
