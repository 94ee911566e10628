package bot.herald.cli;

import bot.herald.auth.TokenReports.TokenReport;
import bot.herald.check.Finding;
import bot.herald.identity.Scope;
import bot.herald.storage.JdbiPeopleRegister.StoredPerson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/** Lists as JSON, for scripts. */
final class ListJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ListJson() {}

    static String tokens(List<TokenReport> tokens) {
        ArrayNode all = JSON.createArrayNode();
        for (TokenReport token : tokens) {
            ObjectNode one = all.addObject();
            one.put(
                    token.key().provider().text() + "UserId",
                    token.key().account().value());
            one.put("login", token.name().value());
            one.put("kind", token.kind());
            putState(one, token);
        }
        return text(all);
    }

    static String channels(List<ChannelRow> rows) {
        ArrayNode all = JSON.createArrayNode();
        for (ChannelRow row : rows) {
            ObjectNode one = all.addObject();
            one.put("twitchUserId", row.channel().id().value());
            one.put("login", row.channel().profile().login().value());
            one.put("displayName", row.channel().profile().displayName());
            one.put("status", row.status());
            row.token().ifPresentOrElse(token -> putState(one.putObject("token"), token), () -> one.putNull("token"));
            ArrayNode subscriptions = one.putArray("subscriptions");
            row.heard().stream()
                    .flatMap(List::stream)
                    .forEach(heard -> subscriptions
                            .addObject()
                            .put("type", heard.type())
                            .put("status", heard.state().text())
                            .put("reason", heard.reason())
                            .put(
                                    "since",
                                    heard.since()
                                            .truncatedTo(ChronoUnit.SECONDS)
                                            .toString())
                            .put("cost", heard.cost()));
            ObjectNode health = one.putObject("health");
            health.put("state", row.condition().state().text());
            ArrayNode problems = health.putArray("problems");
            row.condition()
                    .troubles()
                    .forEach(trouble -> problems.addObject()
                            .put("code", trouble.code())
                            .put("message", trouble.message())
                            .put("who", trouble.who().text())
                            .put("action", trouble.remedy().text()));
        }
        return text(all);
    }

    static String findings(List<Finding> findings) {
        ArrayNode all = JSON.createArrayNode();
        for (Finding finding : findings) {
            ObjectNode one = all.addObject();
            one.put("subject", finding.subject());
            one.put("state", finding.state().text());
            one.put("text", finding.text());
            one.put("remedy", finding.remedy());
        }
        return text(all);
    }

    static String people(List<StoredPerson> people) {
        ArrayNode all = JSON.createArrayNode();
        for (StoredPerson person : people) {
            ObjectNode one = all.addObject();
            one.put(person.id().provider().text() + "UserId", person.id().value());
            one.put("login", person.name().value());
            one.put("displayName", person.displayName());
            one.put("firstLoginAt", person.firstLoginAt().toString());
            one.put("lastLoginAt", person.lastLoginAt().toString());
            one.put("sessions", person.sessions());
        }
        return text(all);
    }

    private static void putState(ObjectNode json, TokenReport token) {
        json.put("state", token.state());
        token.expiresAt()
                .ifPresentOrElse(
                        end -> json.put(
                                "expiresAt", end.truncatedTo(ChronoUnit.SECONDS).toString()),
                        () -> json.putNull("expiresAt"));
        putScopes(json.putArray("scopes"), token.scopes());
        putScopes(json.putArray("missingScopes"), token.missingScopes());
    }

    private static void putScopes(ArrayNode array, Collection<Scope> scopes) {
        scopes.stream().sorted().forEach(scope -> array.add(scope.value()));
    }

    private static String text(ArrayNode all) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of texts cannot be written as JSON", e);
        }
    }
}
