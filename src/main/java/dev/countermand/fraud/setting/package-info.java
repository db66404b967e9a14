/** Versions of detectors' figures, candidates beside them, and backtests of both. */
@NullMarked
package dev.countermand.fraud.setting;

import org.jspecify.annotations.NullMarked;
