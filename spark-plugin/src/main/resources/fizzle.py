"""Measures a PySpark job from within: the Python side of io.fizzle.spark.instrument.Fizzle.

The plugin's jar must be on the driver's class path (--jars); Python imports this file from the same
jar (--py-files, or spark.sparkContext.addPyFile). Nothing here raises into the job but what the
job's own code raises.

    from fizzle import Fizzle

    fizzle = Fizzle(spark)
    fizzle.measure_closure(parse, "parse")
    orders = fizzle.checkpoint_if_needed(orders, "orders")
    with fizzle.instrument("count", "orders"):
        orders.count()
    print(fizzle.summary())

Needs classic PySpark: Spark Connect has no JVM at its side; there, all methods do nothing.
"""

import functools
import json
import logging

__all__ = ["Fizzle"]

_LOG = logging.getLogger("fizzle")


class Fizzle:
    """Verbosity 0 to 3; without one, spark.fizzle.verbosity or FIZZLE_VERBOSITY decides, else 1."""

    def __init__(self, spark, verbosity=None):
        self._spark = spark
        self._jvm = None
        try:
            context = spark.sparkContext
            arguments = [context._jsc] if verbosity is None else [context._jsc, int(verbosity)]
            self._jvm = context._jvm.io.fizzle.spark.instrument.Fizzle(*arguments)
        except Exception as failure:
            _LOG.warning(
                "Fizzle is off (%s): it needs classic PySpark and its jar in --jars", _line(failure)
            )

    @property
    def verbosity(self):
        """0 to 3; 0 where it is off."""
        return self._try(lambda jvm: jvm.verbosity(), 0)

    def measure_closure(self, function, name):
        """The size in bytes of a function as PySpark pickles it for its workers, -1 where unknown.

        Names what carries the bytes: what it closes over and the globals that it uses.
        """

        def measure(jvm):
            from pyspark.serializers import CloudPickleSerializer

            pickle = CloudPickleSerializer().dumps
            try:
                size, problem = len(pickle(function)), None
            except Exception as failure:
                size, problem = -1, _culprit(function, pickle) or _line(failure)
            captures = []
            if size > 100 * 1024:
                captures = [(path, type(value).__name__, _size(value, pickle))
                            for path, value in _captures(function)]
                captures = sorted(captures, key=lambda one: -one[2])[:3]
            described = "\n".join("%s\t%s\t%d" % one for one in captures)
            jvm.recordClosure(name, size, described, problem)
            return size

        return -1 if self.verbosity == 0 else self._try(measure, -1)

    def measure_broadcast(self, value, name):
        """The size in bytes of a Broadcast, or of a value to be broadcast, pickled; -1 where unknown."""

        def measure(jvm):
            from pyspark.broadcast import Broadcast
            import pickle

            content = value.value if isinstance(value, Broadcast) else value
            try:
                size, problem = len(pickle.dumps(content, pickle.HIGHEST_PROTOCOL)), None
            except Exception as failure:
                size, problem = -1, _line(failure)
            jvm.recordBroadcast(name, size, problem)
            return size

        return -1 if self.verbosity == 0 else self._try(measure, -1)

    def analyze(self, frame, name, count=False):
        """The lineage of a DataFrame or RDD in one sentence; rows only where asked for."""
        return self._try(lambda jvm: jvm.analyze(_java(frame), name, bool(count)).sentence(), "")

    def checkpoint_if_needed(self, frame, name, threshold=30):
        """The DataFrame or RDD to go on with, its lineage broken where it was deeper."""

        def checkpoint(jvm):
            java = _java(frame)
            broken = jvm.checkpointIfNeeded(java, name, int(threshold))
            if hasattr(frame, "_jrdd"):
                return frame  # in place
            return type(frame)(broken, self._spark)

        return self._try(checkpoint, frame)

    def instrument(self, operation, name):
        """A context manager, and a decorator, that records time, failure and cost of its jobs."""
        return _Operation(self, operation, name)

    def summary(self):
        """All that was measured, for people."""
        return self._try(lambda jvm: jvm.summary(), "")

    def summary_json(self):
        """The same as a dict, fizzle.instrument/1."""
        return self._try(lambda jvm: json.loads(jvm.summaryJson()), {})

    def _try(self, action, fallback):
        if self._jvm is None:
            return fallback
        try:
            return action(self._jvm)
        except Exception as failure:
            _LOG.warning("Fizzle failed, the job is not affected: %s", _line(failure))
            return fallback


class _Operation:
    def __init__(self, fizzle, operation, name):
        self._fizzle, self._operation, self._name = fizzle, operation, name
        self._under_way = None

    def __enter__(self):
        self._under_way = self._fizzle._try(
            lambda jvm: jvm.begin(self._operation, self._name), None
        )
        return self

    def __exit__(self, kind, failure, trace):
        under_way = self._under_way
        if under_way is not None:
            if failure is None:
                self._fizzle._try(lambda jvm: under_way.close(), None)
            else:
                reason = "%s: %s" % (kind.__name__, _line(failure))
                self._fizzle._try(lambda jvm: under_way.fail(reason), None)
        return False

    def __call__(self, function):
        @functools.wraps(function)
        def instrumented(*arguments, **named):
            with _Operation(self._fizzle, self._operation, self._name):
                return function(*arguments, **named)

        return instrumented


def _java(frame):
    java = getattr(frame, "_jdf", None)
    return java if java is not None else frame._jrdd


def _line(failure):
    return (str(failure).splitlines() or [type(failure).__name__])[0]


def _captures(function):
    """The values that a function takes along: (path, value)."""
    bound = getattr(function, "__self__", None)
    function = getattr(function, "__func__", function)
    if bound is not None:
        yield "self", bound
    code = getattr(function, "__code__", None)
    if code is None:
        for name, value in sorted(getattr(function, "__dict__", {}).items()):
            yield name, value
        return
    for name, cell in zip(code.co_freevars, function.__closure__ or ()):
        try:
            yield name, cell.cell_contents
        except ValueError:
            pass  # not assigned yet
    for name in code.co_names:
        if name in function.__globals__ and not isinstance(
            function.__globals__[name], type(functools)
        ):
            yield name, function.__globals__[name]
    for index, value in enumerate(function.__defaults__ or ()):
        yield "default %d" % index, value


def _size(value, pickle):
    try:
        return len(pickle(value))
    except Exception:
        return -1


def _culprit(function, pickle):
    for path, value in _captures(function):
        try:
            pickle(value)
        except Exception as failure:
            return "%s is a %s, which cannot be pickled: %s" % (
                path, type(value).__name__, _line(failure))
    return None
