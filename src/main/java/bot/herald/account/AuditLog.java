package bot.herald.account;

/** Writes down, for good, who may manage what and who changed it. */
public interface AuditLog {
    void write(AuditEntry entry);
}
