/** Objects of ldb, the directory in a file that Samba and sssd use, and the check of its records against its index. */
package tdb2.engine.decode.ldb;
