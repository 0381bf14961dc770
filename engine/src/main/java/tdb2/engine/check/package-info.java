/** Whether a file is sound: every rule of its format, each break of one told as a finding. */
package tdb2.engine.check;
