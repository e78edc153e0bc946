package io.cinnabar.core.internal;

import io.cinnabar.sql.BindValue;
import java.util.List;

/**
 * A statement that is ready to be bound.
 *
 * @param plan the plan, which statements of the same structure share
 * @param values the values that this statement holds
 * @param isCacheHit whether the plan came from the cache
 */
record Prepared(Plan plan, List<BindValue> values, boolean isCacheHit) {}
