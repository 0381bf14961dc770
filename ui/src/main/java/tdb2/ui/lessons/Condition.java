package tdb2.ui.lessons;

import java.util.Locale;
import java.util.Optional;

import tdb2.ui.workbench.Checkup;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Transacting;
import tdb2.engine.transaction.RecoveryState.Status;

/** What must hold for a task to be done. */
sealed interface Condition {

    /**
     * What can be seen of what the learner did.
     *
     * @param document the file in front, where there is one
     * @param key the key that is selected in it, as text; empty when none is
     * @param bytes whether bytes of it are selected
     * @param answer what was typed
     */
    record Evidence(Optional<Document> document, Optional<String> key, boolean bytes, String answer) {}

    /** Whether it holds; event thread, without a look into the file. */
    boolean holds(Evidence evidence);

    /** A record is selected: {@code selected KEY}. */
    record Selected(String key) implements Condition {
        @Override
        public boolean holds(Evidence evidence) {
            return evidence.key().filter(key::equals).isPresent();
        }
    }

    /** Some bytes are selected: {@code bytes}. */
    record Bytes() implements Condition {
        @Override
        public boolean holds(Evidence evidence) {
            return evidence.bytes();
        }
    }

    /** At least so many edits are staged: {@code staged NUMBER}. */
    record Staged(int count) implements Condition {
        @Override
        public boolean holds(Evidence evidence) {
            return evidence.document().filter(one -> one.editing().history().now().count() >= count).isPresent();
        }
    }

    /** A transaction is open, or was committed: {@code transaction open}, {@code transaction committed}. */
    record InTransaction(boolean committed) implements Condition {
        @Override
        public boolean holds(Evidence evidence) {
            return evidence.document().map(one -> one.editing().transacting().state())
                    .filter(committed
                            ? Transacting.State.Committed.class::isInstance
                            : Transacting.State.Open.class::isInstance)
                    .isPresent();
        }
    }

    /** No recovery is pending: {@code recovered}. */
    record Recovered() implements Condition {
        @Override
        public boolean holds(Evidence evidence) {
            return evidence.document().filter(one -> one.view().recovery().status() != Status.PENDING).isPresent();
        }
    }

    /** The file was checked: {@code checked}. */
    record Checked() implements Condition {
        @Override
        public boolean holds(Evidence evidence) {
            return evidence.document().filter(one -> one.checkup().state() instanceof Checkup.State.Checked)
                    .isPresent();
        }
    }

    /** A question was answered, whatever the case of letters: {@code answer WORDS}. */
    record Answer(String words) implements Condition {
        @Override
        public boolean holds(Evidence evidence) {
            return evidence.answer().strip().toLowerCase(Locale.ROOT).equals(words.toLowerCase(Locale.ROOT));
        }
    }

    /** A record is in the file with a value, or is not there: {@code record KEY = VALUE}, {@code gone KEY}. */
    record InFile(String key, Optional<String> value) implements Condition {
        /** Never without a look into the file: see {@link LessonsView}. */
        @Override
        public boolean holds(Evidence evidence) {
            return false;
        }
    }
}
