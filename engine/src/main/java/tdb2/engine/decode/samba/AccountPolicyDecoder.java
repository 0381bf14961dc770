package tdb2.engine.decode.samba;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tdb2.engine.decode.Decoded;
import tdb2.engine.decode.Parse;
import tdb2.engine.decode.Subject;

/**
 * {@code account_policy.tdb}: rules for passwords, each a number under its name, and privileges under a SID. Has no
 * state: safe for several threads.
 */
public final class AccountPolicyDecoder extends SambaFile {

    private static final String PRIVILEGES = "PRIV_";
    private static final Map<String, String> POLICIES = Map.of("min password length", "letters",
            "password history", "earlier passwords that must not come back", "user must logon to change password",
            "0 no, 2 yes", "maximum password age", "seconds; 4294967295 is never", "minimum password age", "seconds",
            "lockout duration", "minutes; 4294967295 is for ever", "reset count minutes",
            "minutes after which bad logons are forgotten", "bad lockout attempt",
            "bad logons that lock an account; 0 is never", "disconnect time",
            "minutes after the logon hours; 4294967295 is never", "refuse machine password change", "0 no, 1 yes");
    /** Names of the bits from bit 4 on. */
    private static final List<String> NAMES = List.of("SeMachineAccountPrivilege", "SePrintOperatorPrivilege",
            "SeAddUsersPrivilege", "SeDiskOperatorPrivilege", "SeRemoteShutdownPrivilege", "SeBackupPrivilege",
            "SeRestorePrivilege", "SeTakeOwnershipPrivilege", "SeIncreaseQuotaPrivilege", "SeSecurityPrivilege",
            "SeLoadDriverPrivilege", "SeSystemProfilePrivilege", "SeSystemtimePrivilege",
            "SeProfileSingleProcessPrivilege", "SeIncreaseBasePriorityPrivilege", "SeCreatePagefilePrivilege",
            "SeShutdownPrivilege", "SeDebugPrivilege", "SeSystemEnvironmentPrivilege", "SeChangeNotifyPrivilege",
            "SeUndockPrivilege", "SeEnableDelegationPrivilege", "SeManageVolumePrivilege", "SeImpersonatePrivilege",
            "SeCreateGlobalPrivilege");
    private static final int FIRST_BIT = 4;

    public AccountPolicyDecoder() {
        super("samba-account-policy", "Samba account policies and privileges", List.of("account_policy"),
                Set.of("min password length\0"));
    }

    @Override
    boolean knows(Subject subject) {
        String key = subject.keyText();
        return key.startsWith(PRIVILEGES) || POLICIES.containsKey(key) || key.equals("INFO/version");
    }

    @Override
    public Decoded decode(Subject subject) {
        String key = subject.keyText();
        return Parse.of(subject, in -> {
            if (key.startsWith(PRIVILEGES)) {
                return privileges(in, key.substring(PRIVILEGES.length()));
            }
            return key.equals("INFO/version")
                    ? "version " + in.u32("version", "layout of the policies")
                    : key + ": " + in.u32(key, POLICIES.getOrDefault(key, ""));
        });
    }

    private static String privileges(Parse in, String sid) {
        in.note("sid", sid, "who has them");
        List<String> held = new ArrayList<>();
        long mask = in.u64("privileges", bits -> "0x" + Long.toHexString(bits), "one bit each");
        for (int i = 0; i < NAMES.size(); i++) {
            if ((mask >>> (FIRST_BIT + i) & 1) != 0) {
                held.add(NAMES.get(i));
                in.note("privilege", NAMES.get(i), "");
            }
        }
        return held.isEmpty() ? "no privileges" : held.size() + " privileges: " + String.join(", ", held);
    }
}
