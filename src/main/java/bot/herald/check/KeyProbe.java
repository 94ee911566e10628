package bot.herald.check;

import bot.herald.auth.Credential;
import bot.herald.config.SecurityConfig;
import bot.herald.config.SecurityConfig.KeyFileMode;
import bot.herald.lifecycle.StartupException;
import bot.herald.security.KeyFile;
import bot.herald.security.TokenCipher;
import bot.herald.security.WrongKeyException;
import bot.herald.storage.DatabaseInspection;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether there is a private key file, and whether it belongs to this database. */
final class KeyProbe {
    private static final String SUBJECT = "key file";

    private final Path path;
    private final KeyFile file;
    private final Optional<DatabaseInspection> database;
    private Optional<TokenCipher> cipher = Optional.empty();
    private List<Credential> credentials = List.of();

    KeyProbe(SecurityConfig config, Optional<DatabaseInspection> database) {
        this.path = config.keyFile();
        this.file = new KeyFile(path, config.keyFileMode() == KeyFileMode.IGNORE, config.key());
        this.database = database;
    }

    /** Opens the database's tokens; empty if the key does not fit. */
    Optional<TokenCipher> cipher() {
        return cipher;
    }

    /** The tokens, if {@link #look} could open them. */
    List<Credential> credentials() {
        return credentials;
    }

    List<Finding> look() {
        if (!file.exists()) {
            return List.of(
                    database.filter(DatabaseInspection::hasTokens).isPresent()
                            ? Finding.wrong(
                                    SUBJECT,
                                    path + " is missing, and the database holds tokens that only it can open",
                                    "Restore it from a backup. If it is gone for good, move the database away too and"
                                            + " connect every account again.")
                            : Finding.ok(SUBJECT, path + " will be made at the first start"));
        }
        try {
            return List.of(belongs(file.cipher()));
        } catch (StartupException e) {
            String[] parts = String.valueOf(e.getMessage()).split(": ", 2);
            return List.of(Finding.wrong(SUBJECT, parts[0], parts.length > 1 ? sentence(parts[1]) : ""));
        }
    }

    private Finding belongs(TokenCipher keys) {
        OptionalInt wanted = database.map(DatabaseInspection::sealingKey).orElse(OptionalInt.empty());
        if (wanted.isPresent() && !keys.knows(wanted.getAsInt())) {
            return stranger("the database wants key " + Integer.toUnsignedString(wanted.getAsInt()));
        }
        try {
            credentials = database.map(look -> look.credentials(keys)).orElse(List.of());
        } catch (WrongKeyException e) {
            return stranger("it opens none of the tokens");
        }
        cipher = Optional.of(keys);
        int key = wanted.orElse(keys.primaryKeyId());
        return Finding.ok(
                SUBJECT,
                "key " + Integer.toUnsignedString(key) + ", fingerprint "
                        + file.fingerprints().get(key));
    }

    private Finding stranger(String how) {
        return Finding.wrong(
                SUBJECT,
                (file.isGiven() ? SecurityConfig.KEY_VARIABLE : path) + " and the database do not belong together: "
                        + how,
                "Restore the key file and the database of the same time; the note beside a backup names its key."
                        + " Otherwise move the database away and connect every account again.");
    }

    private static String sentence(String text) {
        // The command must work when copied.
        return text.startsWith("chmod ")
                ? "Run " + text + "."
                : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + ".";
    }
}
