/**
 * Records of sellers, markets and carriers' days that detectors compare with (F1, F2, F11, F12).
 *
 * <p>Others use {@link Profiles}.
 */
@NullMarked
package dev.countermand.fraud.profile;

import org.jspecify.annotations.NullMarked;
