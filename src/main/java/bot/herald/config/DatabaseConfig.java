package bot.herald.config;

import bot.herald.identity.Secret;

/**
 * The database; the path in a {@code jdbc:sqlite:} address is absolute.
 *
 * @param backup only for SQLite
 */
public record DatabaseConfig(String url, String user, Secret password, Backup backup) {
    /** How often Herald backs the database up by itself. */
    public enum Backup {
        DAILY,
        OFF
    }

    /** Omits the parameters and the account in the address, where JDBC allows a password. */
    @Override
    public String toString() {
        String printable = url.replaceFirst("[?;].*", "?[secret]").replaceFirst("//.*@", "//[secret]@");
        return "DatabaseConfig[url=" + printable + ", user=" + user + ", password=" + password + ", backup=" + backup
                + "]";
    }
}
