#!/bin/bash
# Records what the tools of the files' owners print of the database files of the tests, for DecodedFixturesTest and
# others to compare with. Run by hand, not by the build: record.sh FIXTURES, on a machine that has
#   ldb-tools 2.6.2, samba-common-bin 4.17.12, tdb-tools 1.4.8 (Debian 12)
# Works on copies; needs no running server. Each recorded file names its command in its first lines.
set -eu
FIXTURES=$(readlink -f "$1")/real
HERE=$(readlink -f "$(dirname "$0")")
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
export TZ=UTC LC_ALL=C
cd "$WORK"

# ldb: every object and every record about the file, one base search for each, by the name stored in the value
for file in "$FIXTURES"/*.ldb; do
    name=$(basename "$file" .ldb)
    cp "$file" copy.ldb
    chmod u+w copy.ldb
    tdbdump copy.ldb > dump
    # sssd's modules are not there, and are not needed to read
    tdbtool copy.ldb delete 'DN=@MODULES\00' > /dev/null
    {
        echo "# for each object: ldbsearch -H $name.ldb -b DN -s base (ldb-tools 2.6.2)"
        sed -n 's/^data([0-9]*) = "[gh]\\19\\01&\\..\\..\\..\\..\([^\\]*\)\\00.*/\1/p' dump | LC_ALL=C sort |
            while read -r dn; do
                [ "$dn" = @MODULES ] || ldbsearch -H ./copy.ldb -b "$dn" -s base
            done
    } > "$HERE/$name.ldif"
done

# Samba: the tools read files of fixed names in a folder
for file in "$FIXTURES"/samba-*.tdb; do
    cp "$file" "$(basename "${file#*samba-}")"
done
chmod u+w ./*.tdb
cat > smb.conf <<END
[global]
netbios name = PEER1000
private dir = $WORK
state directory = $WORK
cache directory = $WORK
lock directory = $WORK
pid directory = $WORK
passdb backend = tdbsam:$WORK/passdb.tdb
log level = 0
END
tool() { # OUTPUT COMMAND...
    local output=$1
    shift
    { echo "# $* (samba 4.17.12)"; "$1" -s smb.conf "${@:2}" 2> /dev/null; } > "$HERE/$output"
}
tool passdb.smbpasswd.txt pdbedit -L -w
tool passdb.verbose.txt pdbedit -L -v -w
tool gencache.txt net cache list
tool group_mapping.txt net groupmap list verbose
tool secrets.txt net getlocalsid
tool registry.txt net registry enumerate_recursive HKLM
{
    echo "# for each policy: pdbedit -P POLICY (samba 4.17.12)"
    net -s smb.conf sam policy list 2>&1 | grep -v : | while read -r policy; do
        pdbedit -s smb.conf -P "$policy" 2> /dev/null | grep 'value is'
    done
} > "$HERE/account_policy.txt"
{
    echo "# for each privilege: net sam rights list PRIVILEGE (samba 4.17.12)"
    net -s smb.conf sam rights list 2> /dev/null | while read -r right; do
        net -s smb.conf sam rights list "$right" 2> /dev/null | sed "s/^/$right: /"
    done
} > "$HERE/privileges.txt"

# small copies of directories: one whose objects are found by GUID (packing version 2), and one whose index is broken
small() { # FILE.ldb NAME [SED]
    tdbdump "$1" | sed "${3:-}" > dump
    rm -f "$HERE/$2.tdb"
    tdbrestore "$HERE/$2.tdb" < dump
    chmod 644 "$HERE/$2.tdb"
}
cat > index.ldif <<'END'
dn: @INDEXLIST
@IDXATTR: cn
@IDXATTR: uid
@IDXONE: 1
@IDXGUID: objectGUID
@IDX_DN_GUID: GUID

dn: @ATTRIBUTES
cn: CASE_INSENSITIVE
uid: CASE_INSENSITIVE
END
python3 - > objects.ldif <<'END'
import base64
def add(dn, number, *lines):
    guid = base64.b64encode(bytes([number] * 3 + [0] * 12 + [0xAB])).decode()
    print("dn: %s\nobjectGUID:: %s\n%s\n" % (dn, guid, "\n".join(lines)))
add("dc=example", 1, "dc: example")
add("cn=One,dc=example", 2, "cn: One", "uid: u1", "description: first", "description: second")
add("cn=Two,dc=example", 3, "cn: Two", "uid: u2", "big: " + "x" * 300)
add("cn=Three,dc=example", 4, "cn: Three", "uid: u1", "binary:: AAEC/w==", "pad:: IGxlYWRpbmc=")
END
ldbadd -H ./guid.ldb index.ldif objects.ldif > /dev/null
small guid.ldb guid
{
    echo "# ldbsearch -H guid.ldb (ldb-tools 2.6.2); guid.tdb holds its records"
    ldbsearch -H ./guid.ldb
} > "$HERE/guid.ldif"
sed -e '/IDXGUID\|IDX_DN_GUID/d' index.ldif > plain.ldif
ldbadd -H ./broken.ldb plain.ldif objects.ldif > /dev/null
tdbtool broken.ldb delete 'DN=CN=ONE,DC=EXAMPLE\00' > /dev/null
tdbtool broken.ldb delete 'DN=@INDEX:CN:TWO\00' > /dev/null
# and the value uid of Two becomes u9, which the index does not know
small broken.ldb broken-index '/cn=Two/s/\\02\\00\\00\\00u2/\\02\\00\\00\\00u9/'

# a file that holds a secret, made up
printf '{\nkey(32) = "SECRETS/MACHINE_PASSWORD/EXAMPLE"\ndata(5) = "hush\\00"\n}\n' > dump
rm -f "$HERE/secrets.tdb"
tdbrestore "$HERE/secrets.tdb" < dump
chmod 644 "$HERE/secrets.tdb"
