package tdb2.engine.decode.samba;

import java.util.List;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/**
 * {@code names.tdb}: which process does a named service; each as {@code node:pid.task/unique}, ended by NUL. Has no
 * state: safe for several threads.
 */
public final class NamesDecoder extends SambaFile {

    public NamesDecoder() {
        super("samba-names", "Samba names of servers", List.of("names"), Set.of());
    }

    @Override
    boolean knows(Subject subject) {
        byte[] value = subject.value();
        return value.length > 0 && value[0] >= '0' && value[0] <= '9';
    }

    @Override
    public Decoded decode(Subject subject) {
        return Parse.of(subject, in -> {
            in.note("name", subject.keyText(), "of the service");
            String first = "";
            int servers = 0;
            while (in.left() > 0) {
                Decoded server = in.group("server", "", NamesDecoder::server);
                first = servers++ == 0 ? ((Decoded.Fields) server).summary() : first;
            }
            return servers == 1 ? first : first + " and " + (servers - 1) + " more";
        });
    }

    private static String server(Parse in) {
        String text = in.cstring("id", "process, and what tells it from an earlier one of that number");
        int slash = text.indexOf('/');
        String process = slash < 0 ? text : text.substring(0, slash);
        in.note("process", process, "node:pid.task");
        if (slash >= 0) {
            in.note("unique", text.substring(slash + 1), "");
        }
        return "process " + process;
    }
}
