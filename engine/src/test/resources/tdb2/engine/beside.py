"""A program that changes records of a TDB1 file by the module python3-tdb, beside others.

usage: beside.py FILE PREFIX COUNT FLAGS
Its keys begin with PREFIX. At the end it prints each that is there, a space, and its value.
"""
import os
import sys

import tdb

path, prefix, count, flags = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
database = tdb.Tdb(path, 0, flags, os.O_RDWR)
records = {}


def store(number):
    key = prefix + str(number % 50)
    value = "%d." % number * (1 + number % 40)
    database.store(key.encode(), value.encode())
    records[key] = value


for number in range(count):
    key = prefix + str(number % 50)
    if number % 5 == 4 and key in records:
        database.delete(key.encode())
        del records[key]
    elif number % 37 == 7:
        database.transaction_start()
        for further in range(5):
            store(number * 5 + further)
        database.transaction_commit()
    else:
        store(number)
    if number % 100 == 99:
        for seen in database:
            assert seen[:2] in (b"p.", b"q.", b"j."), seen
for key, value in records.items():
    print(key, value)
