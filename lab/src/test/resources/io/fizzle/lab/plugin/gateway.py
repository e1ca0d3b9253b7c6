"""As much of PySpark as fizzle.py asks of it, over the gateway that spark-submit opens for Python.

PySpark itself comes from no Maven repository. This speaks Py4J's text protocol to the JVM, and
stands in for the few classes and modules of PySpark that fizzle.py touches.
"""

import marshal
import os
import pickle
import socket
import sys
import types


class JavaError(Exception):
    pass


class _Wire:
    def __init__(self):
        port = int(os.environ["PYSPARK_GATEWAY_PORT"])
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._lines = self._socket.makefile("rw", encoding="utf-8", newline="\n")
        self.ask("A\n%s\n" % os.environ["PYSPARK_GATEWAY_SECRET"])

    def ask(self, command):
        self._lines.write(command)
        self._lines.flush()
        answer = self._lines.readline().rstrip("\n").lstrip("!")
        if not answer.startswith("y"):
            raise JavaError(answer)
        return self._value(answer[1:2], answer[2:])

    def _value(self, kind, text):
        if kind == "r":
            return JavaObject(self, text)
        if kind == "s":
            return text.replace("\\n", "\n").replace("\\\\", "\\")
        if kind in ("i", "L"):
            return int(text)
        if kind == "b":
            return text == "true"
        return None


def _told(argument):
    if argument is None:
        return "n\n"
    if isinstance(argument, bool):
        return "b%s\n" % argument
    if isinstance(argument, int):
        return ("i%d\n" if abs(argument) < 2**31 else "L%d\n") % argument
    if isinstance(argument, JavaObject):
        return "r%s\n" % argument._id
    return "s%s\n" % str(argument).replace("\\", "\\\\").replace("\n", "\\n")


class JavaObject:
    def __init__(self, wire, identity):
        self._wire, self._id = wire, identity

    def __getattr__(self, method):
        def call(*arguments):
            told = "".join(_told(one) for one in arguments)
            return self._wire.ask("c\n%s\n%s\n%se\n" % (self._id, method, told))

        return call


class _Name:
    """A package, a class that can be constructed, or a static method that can be called."""

    def __init__(self, wire, path):
        self._wire, self._path = wire, path

    def __getattr__(self, name):
        return _Name(self._wire, self._path + [name])

    def __call__(self, *arguments):
        told = "".join(_told(one) for one in arguments)
        if self._path[-1][0].isupper():
            return self._wire.ask("i\n%s\n%se\n" % (".".join(self._path), told))
        owner = "z:" + ".".join(self._path[:-1])
        return self._wire.ask("c\n%s\n%s\n%se\n" % (owner, self._path[-1], told))


class Context:
    def __init__(self, jvm, java):
        self._jvm, self._jsc = jvm, java


class Session:
    def __init__(self):
        jvm = _Name(_Wire(), [])
        self._java = jvm.org.apache.spark.sql.SparkSession.builder().getOrCreate()
        java = jvm.org.apache.spark.api.java.JavaSparkContext(self._java.sparkContext())
        self.sparkContext = Context(jvm, java)

    def range(self, count):
        return Frame(self._java.range(count), self)

    def stop(self):
        self._java.stop()


class Frame:
    def __init__(self, java, session):
        self._jdf, self._session = java, session

    def filter(self, condition):
        return Frame(self._jdf.filter(condition), self._session)

    def count(self):
        return self._jdf.count()


class Broadcast:
    def __init__(self, value):
        self.value = value


class CloudPickleSerializer:
    """A function by its code and what it closes over, where the real one pickles more of it."""

    def dumps(self, value):
        if isinstance(value, types.FunctionType):
            cells = [cell.cell_contents for cell in value.__closure__ or ()]
            return marshal.dumps(value.__code__) + pickle.dumps(cells)
        return pickle.dumps(value)


def install():
    """Makes `import pyspark` find these."""
    for name, members in {
        "pyspark": {},
        "pyspark.serializers": {"CloudPickleSerializer": CloudPickleSerializer},
        "pyspark.broadcast": {"Broadcast": Broadcast},
    }.items():
        module = types.ModuleType(name)
        module.__dict__.update(members)
        sys.modules[name] = module
