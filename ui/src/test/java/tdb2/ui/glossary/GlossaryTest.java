package tdb2.ui.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tdb2.engine.format.Dialect;

/** The words of the field. */
class GlossaryTest {

    private static final Glossary GLOSSARY = Glossary.bundled();

    @Test
    void everyTermHasAMeaningDialectsAndASource() {
        assertThat(GLOSSARY.terms()).hasSizeGreaterThan(50).allSatisfy(term -> {
            assertThat(term.meaning()).endsWith(".").hasSizeGreaterThan(30);
            assertThat(term.dialects()).isNotEmpty();
            assertThat(GLOSSARY.passage(term.source().id())).contains(term.source());
        });
    }

    @Test
    void everyPassageIsTold() {
        assertThat(GLOSSARY.passages()).allSatisfy(passage -> {
            assertThat(passage.words()).endsWith(".");
            assertThat(passage.number()).matches("[0-9.]+");
            assertThat(passage.citation()).contains(passage.title());
        });
    }

    @Test
    void zonesBelongToOneDialectAndTailersToAnother() {
        assertThat(GLOSSARY.term("zone").orElseThrow().dialects()).containsExactly(Dialect.TDB2);
        assertThat(GLOSSARY.term("tailer").orElseThrow().dialects()).containsExactly(Dialect.TDB1);
    }

    @ParameterizedTest
    @CsvSource({ "Zones, zone", "hash chain 122, chain", "Extra padding, extra-padding", "dead records, dead-record",
            "the Free list, free-list", "free records, free-record" })
    void aTermIsKnownInATextByAnyOfItsForms(String text, String term) {
        assertThat(GLOSSARY.in(text)).map(Term::id).contains(term);
    }

    @Test
    void partsOfWordsAreNoTerms() {
        assertThat(GLOSSARY.in("recordings, ozone, unlocked")).isEmpty();
    }
}
