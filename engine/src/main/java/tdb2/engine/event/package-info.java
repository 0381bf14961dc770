/** What the engine tells of what it does, in the field's words; knows no other package but the errors. */
package tdb2.engine.event;
