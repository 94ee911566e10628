package bot.herald.auth;

/** The library's view of the credentials, kept in step with ours. For each credential, called in the order of its changes. */
public interface LiveCredentials {
    /** A credential is new or has changed. */
    void changed(Credential credential);

    void removed(CredentialKey key);
}
