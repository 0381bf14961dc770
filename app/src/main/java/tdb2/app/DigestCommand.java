package tdb2.app;

import java.io.IOException;
import picocli.CommandLine.Command;
import tdb2.engine.Tdb;
import tdb2.engine.dump.Digest;

/** Prints one number for the contents of a file. */
@Command(name = "digest", description = { "Prints the number of records and a SHA-256 over all of them.",
        "Files with the same records have the same digest, whatever their dialect, byte order or layout. Each record "
                + "counts as u32be key length, key, u32be value length, value; these are sorted as bytes and joined.",
        "When only part of FILE can be read, nothing is printed and the exit code is 1." },
        footer = { "", "Examples:",
                "  tdb2 digest secrets.tdb", "  [ \"$(tdb2 digest a.tdb)\" = \"$(tdb2 digest b.tdb)\" ] && echo same" })
final class DigestCommand extends DatabaseCommand {

    @Override
    int run(Tdb tdb) throws IOException {
        Notices notices = notices(tdb);
        notices.state();
        Digest.Result result;
        try (ProgressBar progress = progress("digest")) {
            result = Digest.of(tdb, progress);
        }
        int status = notices.outcome(result.outcome());
        if (status == ExitCode.OK) {
            streams().out().println(result.outcome().records() + " " + result.sha256());
        }
        return status;
    }
}
