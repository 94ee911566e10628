package bot.herald.account;

/** Records, for good, who may manage what and who changed it. */
public interface AuditLog {
    void write(AuditEntry entry);
}
