package tdb2.engine.decode.ldb;

import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Decoder;
import tdb2.engine.decode.Disclosure;
import tdb2.engine.decode.Fit;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Rendering;
import tdb2.engine.decode.Subject;
import tdb2.engine.decode.basic.Guids;
import tdb2.engine.decode.ldb.LdbMessage.Element;

/**
 * An ldb object as LDIF: the directories of sssd, Samba's sam.ldb, secrets.ldb and others. Has no state: safe for
 * several threads.
 */
public final class LdbDecoder implements Decoder {

    /** The key of the record that every directory has once something was stored. */
    public static final String BASEINFO = "DN=@BASEINFO\0";

    private static final int SUMMARY = 120;

    private static final Map<String, String> SPECIAL = Map.of("@BASEINFO",
            "sequence number and time of the last change",
            "@INDEXLIST", "what is indexed", "@ATTRIBUTES", "how values of attributes are compared", "@MODULES",
            "modules that ldb loads when it opens the file", "@PARTITION", "the files this directory is made of",
            "@REPLCHANGED", "state of the replication", "@ROOTDSE", "what the directory says of itself", "@OPTIONS",
            "options of the directory");

    @Override
    public String name() {
        return "ldb";
    }

    @Override
    public String title() {
        return "ldb object (LDIF)";
    }

    @Override
    public Set<String> landmarks() {
        return Set.of(BASEINFO);
    }

    @Override
    public Fit fit(Subject subject) {
        boolean key = !(LdbKey.of(subject.key()) instanceof LdbKey.Other);
        if (key && (LdbPacking.begins(subject.value()) || subject.file().holds(BASEINFO))) {
            return Fit.KEY;
        }
        return LdbPacking.begins(subject.value()) ? Fit.FILE : Fit.NONE;
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            explain(in, LdbKey.of(subject.key()));
            return summary(LdbPacking.read(in));
        });
    }

    @Override
    public String text(Subject subject, Decoded decoded, Disclosure secrets) {
        return LdbPacking.message(subject.value()).map(message -> Ldif.of(message, secrets))
                .orElseGet(() -> Rendering.text(decoded, secrets));
    }

    private static void explain(Parse in, LdbKey key) {
        switch (key) {
            case LdbKey.Object(String dn) -> in.note("found by", dn, "the name of the object, folded to upper case");
            case LdbKey.Unique(byte[] guid) -> in.note("found by", Guids.text(guid),
                    "GUID of the object; the index record @INDEX:@IDXDN leads from its name here");
            case LdbKey.Special(String name) -> in.note("record", name,
                    SPECIAL.getOrDefault(name, "a record about the directory itself"));
            case LdbKey.Index(String attribute, byte[] value, boolean cut) -> in.note("index of",
                    attribute + " = " + LdbValues.text(attribute, value) + (cut ? "\u2026" : ""), switch (attribute) {
                        case "@IDXONE" -> "lists the objects right below this one";
                        case "@IDXDN" -> "leads from the name of an object to its GUID";
                        default -> "lists the objects that have this value";
                    });
            case LdbKey.Other() -> {
                // not a key of ldb: the value says it all
            }
        }
    }

    private static String summary(LdbMessage message) {
        StringJoiner line = new StringJoiner(" \u00b7 ");
        if (!message.dn().isEmpty()) {
            line.add(message.dn());
        }
        for (Element element : message.elements()) {
            if (line.length() > SUMMARY) {
                line.add("\u2026");
                break;
            }
            line.add(element.name() + ": " + shown(element));
        }
        return line.toString();
    }

    private static String shown(Element element) {
        if (LdbValues.isSecret(element.name())) {
            return Rendering.MASK;
        }
        if (element.values().size() != 1) {
            return element.values().size() + " values";
        }
        String text = LdbValues.text(element.name(), element.values().getFirst());
        return text.length() <= SUMMARY ? text : text.substring(0, SUMMARY) + "\u2026";
    }
}
