/** The databases of Samba: registry, accounts, secrets, caches, and the state of open files and sessions. */
package tdb2.engine.decode.samba;
