/** Orders as people see them: put together from what every feature knows. */
@NullMarked
package dev.countermand.overview;

import org.jspecify.annotations.NullMarked;
