/** Where the service starts. */
@NullMarked
package dev.countermand;

import org.jspecify.annotations.NullMarked;
