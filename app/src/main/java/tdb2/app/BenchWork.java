package tdb2.app;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import tdb2.engine.Content;
import tdb2.engine.Fetch;
import tdb2.engine.StoreMode;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;

/**
 * The work of one process of a measurement on an open database: its share of the records, in one phase after the other.
 *
 * @param tdb open for writing
 * @param plan what is done
 * @param share which part of the records is its own, from 0
 */
record BenchWork(Tdb tdb, BenchPlan plan, int share) {

    /** Odd: no two numbers give the same key. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** What is measured, in this order. */
    enum Phase {
        STORE, FETCH, REPLACE, TRAVERSE, DELETE
    }

    /** Does the work of a phase and answers how many operations that was. */
    long run(Phase phase) {
        byte[] value = value(phase);
        long operations = 0;
        if (phase == Phase.TRAVERSE) {
            return tdb.traverse(Fetch.RECORDS, _ -> true);
        }
        for (long number = share; number < plan.records(); number += plan.processes()) {
            byte[] key = key(number);
            boolean done = switch (phase) {
                case STORE -> store(key, value, StoreMode.INSERT);
                case REPLACE -> store(key, value, StoreMode.MODIFY);
                case DELETE -> delete(key);
                case FETCH, TRAVERSE -> tdb.fetch(key).isPresent();
            };
            operations += done ? 1 : 0;
        }
        return operations;
    }

    private boolean store(byte[] key, byte[] value, StoreMode mode) {
        if (!plan.durable()) {
            return tdb.store(key, Content.of(value), mode);
        }
        try (Transaction transaction = tdb.begin()) {
            boolean stored = transaction.store(key, Content.of(value), mode);
            transaction.commit();
            return stored;
        }
    }

    private boolean delete(byte[] key) {
        if (!plan.durable()) {
            return tdb.delete(key);
        }
        try (Transaction transaction = tdb.begin()) {
            boolean deleted = transaction.delete(key);
            transaction.commit();
            return deleted;
        }
    }

    private byte[] key(long number) {
        return ByteBuffer.allocate(plan.keyBytes()).putLong(number * SPREAD).array();
    }

    /** Another one in each phase, of a length that is the same. */
    private byte[] value(Phase phase) {
        byte[] value = new byte[plan.valueBytes()];
        new SplittableRandom(phase.ordinal()).nextBytes(value);
        return value;
    }
}
