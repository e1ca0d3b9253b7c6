package io.fizzle.read.gc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fizzle.signal.FailureKind;
import io.fizzle.signal.JvmSignal.HeapOccupancy;
import io.fizzle.signal.JvmSignal.OutOfMemory;
import io.fizzle.signal.JvmSignal.Started;
import org.junit.jupiter.api.Test;

class ConcurrentCollectorsTest {

  @Test
  void zgcPausesAndStalls() {
    GcTexts read =
        GcTexts.read(
            """
            [200.344s][info][gc,phases   ] GC(25) Pause Mark Start 0.008ms
            [201.482s][info][gc          ] Allocation Stall (Executor task launch worker for task 3.0) 209.817ms
            [201.507s][info][gc,phases   ] GC(25) Pause Mark End 0.011ms
            [201.521s][info][gc          ] Relocation Stall (main) 0.720ms
            """);

    assertThat(read.lines())
        .containsExactly(
            "CONCURRENT_PHASE|Mark Start|200343|8|- - -",
            "ALLOCATION_STALL|Allocation Stall|201272|209817|- - -",
            "CONCURRENT_PHASE|Mark End|201506|11|- - -",
            "ALLOCATION_STALL|Relocation Stall|201520|720|- - -");
    assertThat(read.only(Started.class).collector()).isEqualTo("Z");
  }

  @Test
  void zgcTellsTheHeapOfACycleAndThatMemoryRanOut() {
    GcTexts read =
        GcTexts.read(
            """
            [0.180s][info][gc,init] Max Capacity: 128M
            [0.181s][info][gc     ] Using The Z Garbage Collector
            [3.100s][info][gc     ] GC(8) Garbage Collection (Allocation Stall)
            [3.200s][info][gc     ] GC(8) Garbage Collection (Allocation Stall) 128M(100%)->126M(98%)
            [3.300s][info][gc     ] Out Of Memory (main)
            """);

    HeapOccupancy occupancy = read.only(HeapOccupancy.class);
    assertThat(occupancy.full()).isTrue();
    assertThat(occupancy.cause()).isEqualTo("Allocation Stall");
    assertThat(occupancy.heapBefore()).isEqualTo(128 * GcTexts.MIB);
    assertThat(occupancy.heapAfter()).isEqualTo(126 * GcTexts.MIB);
    assertThat(occupancy.heapCapacity()).isEqualTo(128 * GcTexts.MIB);
    assertThat(occupancy.uptimeMillis()).isEqualTo(3200);
    OutOfMemory error = read.only(OutOfMemory.class);
    assertThat(error.kind()).isEqualTo(FailureKind.HEAP_SPACE);
    assertThat(error.terminating()).isFalse();
    assertThat(error.evidence().line()).isEqualTo(5);
  }

  @Test
  void generationalZgc() {
    GcTexts read =
        GcTexts.read(
            """
            [1.000s][info][gc,phases] GC(3) Y: Pause Mark Start (Major) 0.012ms
            [1.100s][info][gc,phases] GC(3) O: Pause Relocate Start 0.009ms
            [1.200s][info][gc       ] GC(3) Major Collection (System.gc()) 90M(70%)->30M(23%) 0.678s
            [1.300s][info][gc,phases] GC(4) y: Pause Mark End 0.010ms
            [1.400s][info][gc       ] GC(4) Minor Collection (Allocation Rate) 80M(62%)->40M(31%) 0.011s
            """);

    assertThat(read.lines())
        .containsExactly(
            "CONCURRENT_PHASE|Mark Start|999|12|- - -",
            "CONCURRENT_PHASE|Relocate Start|1099|9|- - -",
            "CONCURRENT_PHASE|Mark End|1299|10|- - -");
    assertThat(read.all(HeapOccupancy.class))
        .extracting(HeapOccupancy::full, HeapOccupancy::cause, HeapOccupancy::heapAfter)
        .containsExactly(
            tuple(true, "System.gc()", 30 * GcTexts.MIB),
            tuple(false, "Allocation Rate", 40 * GcTexts.MIB));
  }

  @Test
  void shenandoah() {
    GcTexts read =
        GcTexts.read(
            """
            [1.0s][info][gc] GC(1) Pause Init Mark (Young) (unload classes) 0.040ms
            [1.1s][info][gc] GC(1) Pause Final Mark (unload classes) 0.500ms
            [1.2s][info][gc] GC(1) Concurrent cleanup (Young) 120M->80M(128M) 0.092ms
            [1.3s][info][gc] Cancelling GC: Allocation Failure
            [1.5s][info][gc] GC(2) Pause Degenerated GC (Evacuation) 126M->120M(128M) 120.300ms
            [1.9s][info][gc] GC(3) Pause Full (Allocation Failure) 126M->125M(128M) 300.000ms
            """);

    assertThat(read.lines())
        .containsExactly(
            "CONCURRENT_PHASE|Init Mark|999|40|- - -",
            "CONCURRENT_PHASE|Final Mark|1099|500|- - -",
            "DEGENERATED|Evacuation|1379|120300|129024 122880 131072",
            "FULL|Allocation Failure|1600|300000|129024 128000 131072");
    assertThat(read.only(HeapOccupancy.class).heapAfter()).isEqualTo(80 * GcTexts.MIB);
    assertThat(read.only(Started.class).collector()).isEqualTo("Shenandoah");
  }

  @Test
  void shenandoahOfJdk8StampsTheEndOfItsPauses() {
    GcTexts read =
        GcTexts.read(
            """
            2026-03-01T10:00:00.100+0000: 3.559: [Pause Init Update Refs, start]
                Pacer for Update Refs. Used: 1529M, Free: 2334M
            2026-03-01T10:00:00.100+0000: 3.559: [Pause Init Update Refs, 0.500 ms]
            2026-03-01T10:00:00.200+0000: 3.700: [Concurrent cleanup 1613M->1361M(1636M), 0.092 ms]
            2026-03-01T10:00:01.000+0000: 4.500: [Pause Degenerated GC (Update Refs) 394M->173M(396M), 184.500 ms]
            """);

    assertThat(read.lines())
        .containsExactly(
            "CONCURRENT_PHASE|Init Update Refs|3558|500|- - -",
            "DEGENERATED|Update Refs|4315|184500|403456 177152 405504");
  }
}
