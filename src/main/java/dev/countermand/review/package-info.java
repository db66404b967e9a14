/** Cases: a frozen order before a moderator. */
@NullMarked
package dev.countermand.review;

import org.jspecify.annotations.NullMarked;
