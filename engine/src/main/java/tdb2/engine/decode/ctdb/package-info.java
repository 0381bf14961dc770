/** Records of CTDB, the clustered database: a header in front of what the database itself holds. */
package tdb2.engine.decode.ctdb;
