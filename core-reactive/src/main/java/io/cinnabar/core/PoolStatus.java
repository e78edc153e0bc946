package io.cinnabar.core;

/**
 * The state of a pool at a moment.
 *
 * @param acquired connections in use
 * @param idle connections waiting to be used
 * @param pending operations waiting for a connection
 * @param maxSize the greatest number of connections
 */
public record PoolStatus(int acquired, int idle, int pending, int maxSize) {}
