package tdb2.engine.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reading a value field by field. */
class ParseTest {

    private static final Subject TEN = Values.hex("f", "k", "01 02 00 03 00 00 00 61 62 00");

    @Test
    void eachFieldKnowsItsBytes() {
        Decoded decoded = Parse.of(TEN, in -> {
            in.u8("a", "one");
            in.u16("b", "");
            in.u32("c", "");
            return "text " + in.cstring("d", "");
        });
        assertThat(decoded).isInstanceOfSatisfying(Decoded.Fields.class, fields -> {
            assertThat(fields.summary()).isEqualTo("text ab");
            assertThat(fields.fields()).extracting(field -> field.plain().orElseThrow()).containsExactly("1", "2", "3",
                    "ab");
            assertThat(fields.fields()).extracting(field -> field.extent().orElseThrow()).containsExactly(
                    new Extent(0, 1), new Extent(1, 2), new Extent(3, 4), new Extent(7, 3));
        });
        assertThat(decoded.failure()).isEmpty();
    }

    @Test
    void whatDoesNotFitEndsTheReadingAndSaysWhereAndWhy() {
        Decoded decoded = Parse.of(TEN, in -> {
            in.u64("a", "");
            in.u32("b", "");
            return "never";
        });
        assertThat(decoded.failure()).contains(new Decoded.Failure(8, "4 bytes", "2 bytes"));
        assertThat(decoded.field("a")).isPresent();
        assertThat(decoded.field("b")).isEmpty();
        assertThat(Rendering.line(decoded, Disclosure.MASKED)).isEqualTo("byte 8: expected 4 bytes, found 2 bytes");
    }

    @Test
    void aFailureWithinAStructureIsToldOnceAndKeepsWhatWasRead() {
        Decoded decoded = Parse.of(TEN, in -> {
            in.group("outer", "", within -> {
                within.u8("a", "");
                within.u64("b", "");
                within.u64("c", "");
                return "";
            });
            return "";
        });
        long failures = Rendering.rows(decoded, Disclosure.MASKED).stream().filter(Rendering.Row::failed).count();
        assertThat(failures).isEqualTo(1);
        assertThat(decoded.field("outer").orElseThrow().value().field("b")).isPresent();
    }

    @Test
    void whatIsLeftUnreadBecomesAField() {
        Decoded decoded = Parse.of(TEN, in -> {
            in.u8("a", "");
            return "";
        });
        assertThat(decoded.field("not explained").orElseThrow().extent()).contains(new Extent(1, 9));
    }

    @Test
    void aValueThatIsNotAllThereIsSaidToBeCut() {
        Subject cut = new Subject(TEN.file(), TEN.key(), TEN.value(), 100);
        Decoded decoded = Parse.of(cut, in -> {
            in.skip(50);
            return "";
        });
        assertThat(decoded.failure().orElseThrow().found()).isEqualTo("the first 10 bytes of 100");
    }

    @Test
    void countsThatCannotBeTrueAreRefusedBeforeAnythingIsRead() {
        Decoded decoded = Parse.of(Values.hex("f", "k", "ff ff ff 7f 00"), in -> {
            in.count("number", 1, "");
            return "";
        });
        assertThat(decoded.failure().orElseThrow().offset()).isZero();
    }

    @Test
    void thereIsAnEndToFields() {
        Subject long_ = Subject.of(TEN.file(), TEN.key(), new byte[Parse.MOST_FIELDS + 10]);
        Decoded decoded = Parse.of(long_, in -> {
            while (in.left() > 0) {
                in.u8("a", "");
            }
            return "";
        });
        assertThat(decoded.failure().orElseThrow().expected()).contains("at most");
        assertThat(((Decoded.Fields) decoded).fields()).hasSize(Parse.MOST_FIELDS + 1);
    }

    @Test
    void bothByteOrdersAndAlignmentFromTheStartOfAStructure() {
        Decoded decoded = Parse.of(Values.hex("f", "k", "00 01 00 00 00 02 ff 03"), ByteOrder.BIG_ENDIAN, in -> {
            in.skip(1);
            in.group("g", "", within -> {
                within.u8("a", "");
                within.align(4);
                within.u8("b", "");
                return "";
            });
            return Long.toString(in.u16("c", ""));
        });
        assertThat(((Decoded.Fields) decoded).summary()).isEqualTo("65283");
        assertThat(decoded.field("g").orElseThrow().value().field("b").orElseThrow().extent())
                .contains(new Extent(5, 1));
    }

    @Test
    void secretsAreMaskedUntilTheyAreRevealed() {
        Decoded decoded = Parse.of(TEN, in -> {
            in.secret("hash", 10, Parse::hex, "");
            return "a hash";
        });
        assertThat(decoded.hasSecret()).isTrue();
        assertThat(Rendering.text(decoded, Disclosure.MASKED)).contains(Rendering.MASK).doesNotContain("6162");
        assertThat(Rendering.text(decoded, Disclosure.REVEALED)).contains("6162").doesNotContain(Rendering.MASK);
        assertThat(Rendering.secrets(decoded)).containsExactly(new Extent(0, 10));
        assertThat(Rendering.rows(decoded, Disclosure.MASKED).getFirst().value()).isEqualTo(Rendering.MASK);
    }

    @Test
    void aTreeOfAValueWithBytesInFrontIsMovedAsAWhole() {
        Decoded decoded = Parse.of(TEN, in -> {
            in.u8("a", "");
            in.skip(100);
            return "";
        }).shifted(20);
        assertThat(decoded.field("a").orElseThrow().extent()).isEqualTo(Optional.of(new Extent(20, 1)));
        assertThat(decoded.failure().orElseThrow().offset()).isEqualTo(21);
    }
}
