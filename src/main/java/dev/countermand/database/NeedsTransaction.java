package dev.countermand.database;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The caller has a transaction open: what is read here is locked or written in it, so that it is done as a whole or not at
 * all. Without one the call fails, in tests as everywhere ({@link TransactionCheck}). Methods that return no {@code Uni} are
 * left alone.
 */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NeedsTransaction {}
