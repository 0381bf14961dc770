"""A program that holds and waits for locks on request: one line asks, one line answers when it is done.

usage: puppet.py FILE library|mutexes|python|raw
library and mutexes call libtdb itself, python the module python3-tdb, raw
knows no database but only byte ranges.
"""
import ctypes
import fcntl
import os
import struct
import sys

RDWR_CREAT = os.O_RDWR | os.O_CREAT
CLEAR_IF_FIRST, MUTEX_LOCKING = 1, 4096
OFD_SETLKW = 38


class Data(ctypes.Structure):
    _fields_ = [("dptr", ctypes.c_char_p), ("dsize", ctypes.c_size_t)]


class Library:
    """libtdb by its C functions."""

    def __init__(self, path, flags):
        self.lib = ctypes.CDLL("libtdb.so.1", use_errno=True)
        self.lib.tdb_open.restype = ctypes.c_void_p
        if flags & MUTEX_LOCKING and not self.lib.tdb_runtime_check_for_robust_mutexes():
            raise SystemExit("no robust mutexes")
        self.tdb = ctypes.c_void_p(self.lib.tdb_open(path.encode(), 131, flags, RDWR_CREAT, 0o600))
        if not self.tdb.value:
            raise SystemExit("tdb_open failed")

    def call(self, name, *arguments):
        return getattr(self.lib, "tdb_" + name)(self.tdb, *arguments) == 0

    def store(self, key, value):
        k, v = key.encode(), value.encode()
        return self.call("store", Data(k, len(k)), Data(v, len(v)), 0)

    def key(self, name, key):
        return self.call(name, Data(key.encode(), len(key.encode())))


class Module:
    """The module of Python, which has fewer functions."""

    NAMES = {"lockall": "lock_all", "lockall_read": "read_lock_all", "unlockall": "unlock_all",
             "unlockall_read": "read_unlock_all"}

    def __init__(self, path):
        import tdb
        self.tdb = tdb.open(path, 131, 0, RDWR_CREAT, 0o600)

    def call(self, name):
        getattr(self.tdb, self.NAMES.get(name, name))()
        return True

    def store(self, key, value):
        self.tdb.store(key.encode(), value.encode())
        return True

    def firstkey(self):
        return self.tdb.firstkey() is not None


def lock(descriptor, command, kind, start, length):
    fcntl.fcntl(descriptor, command, struct.pack("hhqqi4x", kind, 0, start, length, 0))
    return True


def main(path, what):
    tdb = None
    if what == "python":
        tdb = Module(path)
    elif what != "raw":
        tdb = Library(path, MUTEX_LOCKING | CLEAR_IF_FIRST if what == "mutexes" else 0)
    raw = os.open(path, os.O_RDWR)
    print("ready", flush=True)
    for line in sys.stdin:
        words = line.split()
        print("done" if obey(tdb, raw, words) else "failed", flush=True)


def obey(tdb, raw, words):
    try:
        if words[0] == "store":
            return tdb.store(words[1], words[2])
        if words[0] in ("chainlock", "chainlock_read", "chainunlock", "chainunlock_read"):
            return tdb.key(words[0], words[1])
        if words[0] == "firstkey":
            return tdb.firstkey()
        if words[0] in ("posix", "ofd"):
            kind = {"read": fcntl.F_RDLCK, "write": fcntl.F_WRLCK, "none": fcntl.F_UNLCK}[words[1]]
            command = fcntl.F_SETLKW if words[0] == "posix" else OFD_SETLKW
            return lock(raw, command, kind, int(words[2]), int(words[3]))
        return tdb.call(words[0])
    except (OSError, RuntimeError):
        return False


main(sys.argv[1], sys.argv[2])
