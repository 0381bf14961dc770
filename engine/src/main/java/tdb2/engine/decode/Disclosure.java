package tdb2.engine.decode;

/** Whether secrets are shown. */
public enum Disclosure {
    /** Passwords, hashes and keys are replaced by dots. */
    MASKED,
    /** All is shown. */
    REVEALED
}
