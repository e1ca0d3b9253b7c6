"""A Python job that uses the whole of fizzle.py once and prints what it was told."""

import threading

import gateway

gateway.install()

from fizzle import Fizzle  # noqa: E402: finds the modules that were just installed


def large():
    lookup = {"all": bytes(2_000_000)}
    return lambda line: len(lookup) + len(line)


def bad():
    lock = threading.Lock()
    return lambda line: lock


spark = gateway.Session()
fizzle = Fizzle(spark, 1)
print("verbosity", fizzle.verbosity)
print("large", fizzle.measure_closure(large(), "large") > 2_000_000)
print("bad", fizzle.measure_closure(bad(), "bad"))
print("broadcast", fizzle.measure_broadcast(gateway.Broadcast(bytes(5_000_000)), "table") > 5_000_000)
print("lock", fizzle.measure_broadcast(threading.Lock(), "lock"))
frame = spark.range(1000)
for bound in range(40):
    frame = frame.filter("id > %d" % bound)
print(fizzle.analyze(frame, "deep"))
frame = fizzle.checkpoint_if_needed(frame, "deep")
print(fizzle.analyze(frame, "broken", True))
with fizzle.instrument("count", "rows"):
    print("rows", frame.count())


@fizzle.instrument("load", "nothing")
def load():
    raise ValueError("gone")


try:
    load()
except ValueError as own:
    print("caught", own)
print(fizzle.summary())
print("measurements", len(fizzle.summary_json()["measurements"]))
print("silent", Fizzle(spark, 0).measure_closure(large(), "silent"))
spark.stop()
