/** What is kept of calls for those who operate the service: a line, a count, and who tried what they may not do. */
@NullMarked
package dev.countermand.http.record;

import org.jspecify.annotations.NullMarked;
