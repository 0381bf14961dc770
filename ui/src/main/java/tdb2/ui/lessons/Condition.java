package tdb2.ui.lessons;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;

import tdb2.ui.workbench.Checkup;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.Span;
import tdb2.ui.workbench.Transacting;
import tdb2.engine.transaction.RecoveryState.Status;

/** What must hold for a task to be done. */
sealed interface Condition {

    /**
     * What can be seen of what the learner did.
     *
     * @param document the file in front, where there is one
     * @param key the key that is selected in it, as text; empty when none is
     * @param bytes whether bytes are selected, and not merely a record as a whole
     * @param answer what was typed
     */
    record Evidence(Optional<Document> document, Optional<String> key, boolean bytes, String answer) {

        /** What is to be seen with a file in front, where there is one, and a selection in it. */
        static Evidence of(Optional<Document> document, Optional<Selection> selection, String answer) {
            return new Evidence(document, selection.flatMap(Selection::key).map(key -> new String(key, UTF_8)),
                    selection.filter(one -> one.span().isPresent() && !isWholeRecord(one)).isPresent(), answer);
        }

        /** A record picked in a table is selected with all its bytes, and nobody chose these. */
        private static boolean isWholeRecord(Selection selection) {
            return selection.record().map(record -> new Span(record.offset(), record.length()))
                    .equals(selection.span());
        }
    }

    /** Whether it holds; event thread, without a look into the file. */
    boolean holds(Evidence evidence);

    /** A record is selected: {@code selected KEY}. */
    record Selected(String key) implements Condition {
        @Override
        public boolean holds(Evidence evidence) {
            return evidence.key().filter(key::equals).isPresent();
        }
    }

    /** Some bytes are selected, more or less than a whole record: {@code bytes}. */
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
