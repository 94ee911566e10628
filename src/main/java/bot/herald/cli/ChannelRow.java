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
 * A connected channel as the command line sees it, from the database alone.
 *
 * @param token empty if the channel has lost its token
 * @param heard the subscriptions that the running bot recorded; empty if no bot is running
 * @param condition includes the role and the subscriptions that the running bot recorded
 */
record ChannelRow(
        Channel channel,
        Optional<TokenReport> token,
        Optional<List<SubscriptionStatus>> heard,
        ChannelCondition condition) {
    /** Problems that other columns of the row show. */
    private static final Set<String> SAID = Set.of("needs-reauthorization", "not-heard");

    /** As in {@code /api/channels}. While no bot is running, {@code connected} has not been checked with Twitch. */
    String status() {
        if (token.filter(held -> !held.state().equals("needs-reauthorization")).isEmpty()) {
            return "needs-reauthorization";
        }
        return heard.isEmpty() || SubscriptionStatus.areComplete(heard.get()) ? "connected" : "degraded";
    }

    /** How many subscriptions are enabled, for example {@code 7 of 8}. */
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
