package bot.herald.cli;

import bot.herald.auth.TokenReports.TokenReport;
import bot.herald.channel.Channel;
import bot.herald.channel.ChannelCondition;
import bot.herald.channel.ChannelCondition.Trouble;
import bot.herald.subscription.SubscriptionStatus;
import bot.herald.subscription.SubscriptionStatus.SubscriptionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connected channel as the command line knows it, from the database alone.
 *
 * @param token empty when the channel's token is gone
 * @param heard what the running bot wrote down about its subscriptions; empty when no bot runs
 * @param condition with what the running bot wrote down of its role, and of what it hears
 */
record ChannelRow(
        Channel channel,
        Optional<TokenReport> token,
        Optional<List<SubscriptionStatus>> heard,
        ChannelCondition condition) {
    /** What the rest of the row says already. */
    private static final Set<String> SAID = Set.of("needs-reauthorization", "not-heard");

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
            row.condition().troubles().stream()
                    .filter(trouble -> !SAID.contains(trouble.code()))
                    .map(Trouble::message)
                    .forEach(notes::add);
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
