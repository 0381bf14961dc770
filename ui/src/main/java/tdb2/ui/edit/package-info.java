/** Changes of records that are not in the file yet: which there are, how they came, how they are taken back. */
package tdb2.ui.edit;
