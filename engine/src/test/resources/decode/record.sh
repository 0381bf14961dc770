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
