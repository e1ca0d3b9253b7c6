package io.fizzle.signal;

import io.fizzle.evidence.Evidence;

/**
 * One typed fact read from a source, with the citation that proves it.
 *
 * <p>Readers emit signals and know nothing of causes; the application is folded from signals and
 * never sees a file.
 */
public sealed interface Signal
    permits ApplicationSignal,
        ExecutorSignal,
        WorkSignal,
        QuerySignal,
        FailureSignal,
        JvmSignal,
        MachineSignal {

  Evidence evidence();
}
