/**
 * Memory limits of containers, without a container runtime: memory cgroups, and a guest kernel to
 * make them in where this machine offers none.
 *
 * <p>{@link io.fizzle.lab.guest.CgroupAccess} says whether a {@link
 * io.fizzle.lab.guest.MemoryCgroup} can be made here. Where it cannot, a {@link
 * io.fizzle.lab.guest.Guest} runs a command on a User-Mode Linux kernel of its own, in which it
 * can.
 */
@NullMarked
package io.fizzle.lab.guest;

import org.jspecify.annotations.NullMarked;
