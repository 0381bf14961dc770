package tdb2.engine.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;

import tdb2.engine.Transaction;

/** What the transaction that is looked at does. */
public enum Deed {
    /** Gives one record another value of the same length. */
    REPLACE(transaction -> transaction.store(bytes("alice"), bytes("balance 15"))),
    /** Moves an amount: two records change together. */
    TRANSFER(transaction -> {
        transaction.store(bytes("alice"), bytes("balance 05"));
        transaction.store(bytes("bob"), bytes("balance 25"));
    }),
    /** Adds a record of 700 bytes. */
    ADD(transaction -> transaction.store(bytes("carol"), "new account ".repeat(60).getBytes(UTF_8))),
    /** Deletes a record. */
    DELETE(transaction -> transaction.delete(bytes("bob")));

    private final Consumer<Transaction> does;

    Deed(Consumer<Transaction> does) {
        this.does = does;
    }

    void in(Transaction transaction) {
        does.accept(transaction);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
