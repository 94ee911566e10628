package bot.herald.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import bot.herald.auth.Credential;
import bot.herald.auth.CredentialKey;
import bot.herald.auth.CredentialState;
import bot.herald.auth.StoredToken;
import bot.herald.config.WebConfig;
import bot.herald.config.WebConfig.Registration;
import bot.herald.identity.Secret;
import bot.herald.identity.TwitchLogin;
import bot.herald.identity.TwitchUserId;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamesProbeTest {
    private static final TwitchLogin ALICE = new TwitchLogin("alice");
    private static final TwitchUserId FIRST = new TwitchUserId("100");
    private static final TwitchUserId SECOND = new TwitchUserId("200");

    private static List<Finding> look(
            List<String> admins, List<String> allowlist, Map<TwitchLogin, TwitchUserId> pinned, TwitchUserId... known) {
        WebConfig config = new WebConfig(
                "127.0.0.1", 8080, URI.create("http://localhost:8080"), admins, Registration.ALLOWLIST, allowlist);
        List<Credential> credentials = List.of(known).stream()
                .map(id -> new Credential(
                        CredentialKey.channel(id),
                        ALICE,
                        new StoredToken(
                                Optional.of(new Secret("refresh")), Optional.empty(), Optional.empty(), "bearer"),
                        Set.of(),
                        CredentialState.VALID,
                        "",
                        1))
                .toList();
        return new NamesProbe(config, pinned, credentials).look();
    }

    @Test
    void idsAreFine() {
        assertThat(look(List.of("100", "0"), List.of("200"), Map.of())).isEmpty();
    }

    @Test
    void eachLoginIsWarnedOfWithTheIdToWrite() {
        assertThat(look(List.of("alice"), List.of("alice", "100"), Map.of(), FIRST))
                .extracting(Finding::subject, Finding::state)
                .containsExactly(
                        tuple("web.admins", Finding.State.WARNING), tuple("web.allowlist", Finding.State.WARNING));
        assertThat(look(List.of("alice"), List.of(), Map.of(), FIRST))
                .singleElement()
                .extracting(Finding::remedy)
                .asString()
                .contains("\"100\"");
    }

    @Test
    void loginThatAnotherAccountHasTakenIsNamedAsSuch() {
        assertThat(look(List.of("alice"), List.of(), Map.of(ALICE, FIRST), SECOND))
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .contains("100", "200", "refused");
    }
}
