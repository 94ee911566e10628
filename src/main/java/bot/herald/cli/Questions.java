package bot.herald.cli;

import bot.herald.identity.Secret;
import java.util.Optional;

/** Somebody who can be asked; empty answers mean that there is nobody, or nobody any more. */
interface Questions {
    /** Whether a person reads what is asked, so that asking again is of use. */
    boolean isPerson();

    /** @param usual what an empty line stands for */
    Optional<String> ask(String question, String usual);

    /** What is typed is not shown. */
    Optional<Secret> askSecret(String question);
}
