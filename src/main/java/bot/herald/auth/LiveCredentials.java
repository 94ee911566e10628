package bot.herald.auth;

/** The library's view of the credentials, kept equal to ours. Called in the order in which one credential changes. */
public interface LiveCredentials {
    /** A credential is new or has changed. */
    void changed(Credential credential);

    void removed(CredentialKey key);
}
