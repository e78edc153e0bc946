package io.cinnabar.sql;

/**
 * Says how what belongs to the selected entities is loaded. Options are made by the loading functions of the mapping,
 * such as {@code selectInLoad(User_.addresses)}, and read by sessions. Immutable.
 */
public interface LoadOption {}
