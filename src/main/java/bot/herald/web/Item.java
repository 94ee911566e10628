package bot.herald.web;

/** Something that people edit, as the API shows it. */
public interface Item {
    /** Its id within the channel. */
    String name();

    /** Counts its changes. */
    long version();

    /** What the audit log keeps of it. */
    default Object audited() {
        return this;
    }

    /** What an edit is made from: the item without what changes by being used. */
    default Item withoutUse() {
        return this;
    }
}
