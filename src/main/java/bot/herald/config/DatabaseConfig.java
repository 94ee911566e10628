package bot.herald.config;

import bot.herald.identity.Secret;

/**
 * The database; the path in a {@code jdbc:sqlite:} address is absolute.
 *
 * @param backup of SQLite
 */
public record DatabaseConfig(String url, String user, Secret password, Backup backup) {
    /** How often Herald copies the database by itself. */
    public enum Backup {
        DAILY,
        OFF
    }

    /** Leaves out the address's parameters and account, where JDBC allows a password. */
    @Override
    public String toString() {
        String printable = url.replaceFirst("[?;].*", "?[secret]").replaceFirst("//.*@", "//[secret]@");
        return "DatabaseConfig[url=" + printable + ", user=" + user + ", password=" + password + ", backup=" + backup
                + "]";
    }
}
