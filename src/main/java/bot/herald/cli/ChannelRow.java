package bot.herald.cli;

import bot.herald.auth.TokenReports.TokenReport;
import bot.herald.channel.Channel;
import bot.herald.subscription.SubscriptionStatus;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connected channel as the command line knows it, from the database alone.
 *
 * @param token empty when the channel's token is gone
 * @param heard what the running bot wrote down about its subscriptions; empty when no bot runs
 */
record ChannelRow(Channel channel, Optional<TokenReport> token, Optional<List<SubscriptionStatus>> heard) {
    /** As {@code /api/channels} has it; while no bot runs, nobody knows what Twitch would say to {@code connected}. */
    String status() {
        if (token.filter(held -> !held.state().equals("needs-reauthorization")).isEmpty()) {
            return "needs-reauthorization";
        }
        return heard.isEmpty() || SubscriptionStatus.areComplete(heard.get()) ? "connected" : "degraded";
    }

    /** How many of its subscriptions bring events, for example {@code 7 of 8}. */
    private String flowing() {
        return heard.map(all ->
                        all.stream().filter(one -> one.state().isFlowing()).count() + " of " + all.size())
                .orElse("?");
    }

    static Table table(List<ChannelRow> rows) {
        Table table = new Table("USER ID", "LOGIN", "STATUS", "TOKEN", "HEARD");
        for (ChannelRow row : rows) {
            List<String> notes = new ArrayList<>();
            notes.add(row.token().map(TokenReport::detail).orElse(""));
            notes.add(row.status().equals("needs-reauthorization") ? "the broadcaster has to connect again" : "");
            row.heard().stream()
                    .flatMap(List::stream)
                    .filter(one -> one.state() != SubscriptionState.ENABLED)
                    .forEach(one -> notes.add(one.type() + ": " + one.state().text()
                            + (one.reason().isEmpty() ? "" : ", " + one.reason())));
            table.add(
                    List.of(
                            row.channel().id().value(),
                            row.channel().profile().login().value(),
                            row.status(),
                            row.token().map(TokenReport::state).orElse("none"),
                            row.flowing()),
                    notes);
        }
        return table;
    }
}
