package bot.herald.cli;

import bot.herald.auth.TokenReport;
import bot.herald.channel.Channel;
import java.util.List;
import java.util.Optional;

/**
 * A connected channel as the command line knows it, from the database alone.
 *
 * @param token empty when the channel's token is gone
 */
record ChannelRow(Channel channel, Optional<TokenReport> token) {
    static ChannelRow of(Channel channel, Optional<TokenReport> token) {
        return new ChannelRow(channel, token);
    }

    /** {@code connected} or {@code needs-reauthorization}; what is heard only the running bot knows. */
    String status() {
        return token.filter(held -> !held.state().equals("needs-reauthorization"))
                .map(held -> "connected")
                .orElse("needs-reauthorization");
    }

    static Table table(List<ChannelRow> rows) {
        Table table = new Table("USER ID", "LOGIN", "STATUS", "TOKEN");
        for (ChannelRow row : rows) {
            table.add(
                    List.of(
                            row.channel().id().value(),
                            row.channel().profile().login().value(),
                            row.status(),
                            row.token().map(TokenReport::state).orElse("none")),
                    List.of(
                            row.token().map(TokenReport::detail).orElse(""),
                            row.status().equals("connected") ? "" : "the broadcaster has to connect again"));
        }
        return table;
    }
}
