"""What the crash scripts share: a session with the tool, a workload of numbered commits, and the proof of what is left of it.

A script gives `run(options, describe)` a list of trials. Each trial counts what it tried and says by `Failure` what went wrong; a trial
that cannot be made on this machine raises `Skipped` and is named at the end. Python's standard library only.
"""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time


class Failure(Exception):
    """The database did what it must not do."""


class Skipped(Exception):
    """This machine does not allow the trial."""


class Refused(Exception):
    """A statement failed, with the detail that the tool gave."""

    def __init__(self, error):
        super().__init__(error.get("message", str(error)))
        self.detail = error.get("detail")
        self.error = error


# A commit makes two nodes and a relationship, links the commit before, and replaces a scratch node: creation, deletion and search.
COMMIT = (
    "CREATE (a:Commit {n: $n, text: 'commit ' + toString($n)})-[:PART {n: $n}]->(b:Half {n: $n}) "
    "WITH a OPTIONAL MATCH (p:Commit {n: $n - 1}) FOREACH (q IN CASE WHEN p IS NULL THEN [] ELSE [p] END | CREATE (q)-[:NEXT]->(a)) "
    "WITH a OPTIONAL MATCH (old:Scratch) DETACH DELETE old WITH DISTINCT a CREATE (:Scratch {n: $n})"
)
STATE = (
    "MATCH (c:Commit) WITH count(c) AS commits, coalesce(max(c.n), 0) AS last "
    "OPTIONAL MATCH (:Commit)-[r:PART]->(h:Half) WHERE r.n = h.n WITH commits, last, count(r) AS parts "
    "OPTIONAL MATCH (:Commit)-[x:NEXT]->(:Commit) WITH commits, last, parts, count(x) AS links "
    "OPTIONAL MATCH (s:Scratch) RETURN commits, last, parts, links, count(s) AS scratches, coalesce(max(s.n), 0) AS scratch"
)


def typed(value):
    """A value as the session protocol writes it."""
    if isinstance(value, bool):
        return {"$type": "Boolean", "_value": value}
    if isinstance(value, int):
        return {"$type": "Integer", "_value": str(value)}
    if isinstance(value, list):
        return {"$type": "List", "_value": [typed(item) for item in value]}
    return {"$type": "String", "_value": value}


def plain(value):
    """A typed value as Python's own, where it is simple."""
    if isinstance(value, dict) and "_value" in value:
        kind, inner = value.get("$type"), value["_value"]
        if kind == "Integer":
            return int(inner)
        if kind == "Float":
            return float(inner)
        return plain(inner)
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def request(text, /, **parameters):
    """A line of the session protocol."""
    return (json.dumps({"query": text, "parameters": {name: typed(value) for name, value in parameters.items()}}) + "\n").encode()


def rows(line):
    """The rows of an answer."""
    try:
        answer = json.loads(line)
    except ValueError:
        raise Failure(f"an answer that is no JSON: {line[:200]}")
    if "error" in answer:
        raise Refused(answer["error"])
    return [[plain(value) for value in row] for row in answer["rows"]]


class Session:
    """A running `innograph session` over a database file."""

    def __init__(self, tool, path, *flags, before=(), cwd=None, environment=None, prepare=None):
        self.process = subprocess.Popen(
            [*before, tool, "session", "--database", path, *flags], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=cwd, env={**os.environ, **(environment or {})}, preexec_fn=prepare)
        self.errors = []
        self.listener = threading.Thread(target=lambda: self.errors.extend(self.process.stderr), daemon=True)
        self.listener.start()

    def send(self, text, /, **parameters):
        self.process.stdin.write(request(text, **parameters))
        self.process.stdin.flush()

    def ask(self, text, /, **parameters):
        """The rows of a statement. Raises `EOFError` when the process is gone."""
        try:
            self.send(text, **parameters)
            line = self.process.stdout.readline()
        except (BrokenPipeError, OSError) as error:
            raise EOFError(str(error))
        if not line.endswith(b"\n"):
            raise EOFError(self.complaint())
        return rows(line)

    def complaint(self):
        self.listener.join(timeout=5)
        return b"".join(self.errors).decode(errors="replace").strip()

    def end(self, timeout=60):
        """Closes in order; the exit code."""
        try:
            self.process.stdin.close()
        except OSError:
            pass
        try:
            code = self.process.wait(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure(f"the process did not end within {timeout} s of the end of its input")
        self.process.stdout.close()
        self.listener.join(timeout=5)
        return code

    def kill(self):
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            try:
                stream.close()
            except OSError:
                pass
        self.listener.join(timeout=5)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill()


class Workload:
    """Numbered commits, how many were sent and how many acknowledged."""

    def __init__(self, tool, path):
        self.tool, self.path = tool, path
        self.sent = self.acknowledged = 0

    def copy(self):
        twin = Workload(self.tool, self.path)
        twin.sent, twin.acknowledged = self.sent, self.acknowledged
        return twin

    def learn(self, session):
        """Asks how far a database came that was killed, so that the next commit has the next number."""
        last = session.ask(STATE)[0][1]
        if not self.acknowledged <= last <= self.sent:
            raise Failure(f"acknowledged {self.acknowledged}, sent {self.sent}, found {last}")
        self.sent = last

    def commit(self, session):
        self.sent += 1
        session.ask(COMMIT, n=self.sent)
        self.acknowledged = self.sent

    def verify(self, what, path=None, flags=(), proves=True):
        """Opens the database, holds what is there against what was acknowledged, and proves the file."""
        path = path or self.path
        with Session(self.tool, path, *flags) as session:
            try:
                found = session.ask(STATE)[0]
            except (EOFError, Refused) as error:
                raise Failure(f"{what}: it does not answer: {error} {session.complaint()}")
            if session.end() != 0:
                raise Failure(f"{what}: closing failed: {session.complaint()}")
        commits, last, parts, links, scratches, scratch = found
        whole = commits == last == parts and links == max(0, last - 1) and scratches == min(1, last) and scratch == last
        if not whole or not self.acknowledged <= last <= self.sent:
            raise Failure(f"{what}: acknowledged {self.acknowledged}, sent {self.sent}, found {found}")
        if proves:
            check(self.tool, path, what)
        self.sent = self.acknowledged = last
        return last


def check(tool, path, what):
    report = tool_run(tool, "check", path)
    if report.returncode != 0:
        raise Failure(f"{what}: check: {report.stdout}{report.stderr}")


def tool_run(tool, *arguments, **options):
    """Runs the tool to its end."""
    return subprocess.run([tool, *arguments], capture_output=True, text=True, **{"timeout": 600, **options})


def no_trap(code, what, detail=""):
    """Fails where a process ended by a signal that a fault of its own raises."""
    if code is not None and (code < 0 and -code in (4, 5, 6, 7, 8, 11) or code in (132, 133, 134, 135, 136, 139)):
        raise Failure(f"{what}: the process crashed ({code}) {detail}")


def files(path):
    """The bytes of a database and of what lies beside it."""
    found = {}
    for suffix in ("", "-log", "-new", "-log-new"):
        if os.path.lexists(path + suffix):
            with open(path + suffix, "rb") as source:
                found[suffix] = source.read()
    return found


def place(content, path):
    """Puts such bytes in place, and nothing else."""
    for suffix in ("", "-log", "-new", "-log-new"):
        if suffix in content:
            with open(path + suffix, "wb") as target:
                target.write(content[suffix])
        elif os.path.lexists(path + suffix):
            os.remove(path + suffix)


class Run:
    """The options of a script and what its trials found."""

    def __init__(self, description, extra=None):
        parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
        parser.add_argument("tool", help="the tool, built for release")
        parser.add_argument("--long", action="store_true", help="every place instead of a sample of them")
        parser.add_argument("--seed", type=int, default=1, help="where chance begins")
        parser.add_argument("--folder", help="where to work; a new folder under TMPDIR by default")
        parser.add_argument("--only", help="only trials whose names contain this")
        if extra:
            extra(parser)
        self.options = parser.parse_args()
        self.tool = os.path.abspath(self.options.tool)
        if not os.access(self.tool, os.X_OK):
            sys.exit(f"there is no tool {self.tool}")
        self.long = self.options.long
        self.chance = random.Random(self.options.seed)
        self.folder = self.options.folder or tempfile.mkdtemp(prefix="innograph-crash-")
        os.makedirs(self.folder, exist_ok=True)
        self.name = os.path.basename(sys.argv[0])
        self.trials = 0

    def path(self, name):
        """A fresh folder's database."""
        folder = os.path.join(self.folder, name)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        return os.path.join(folder, "eco.graph")

    def count(self, trials=1):
        self.trials += trials

    def all(self, trials):
        """Runs trials, functions of this run; says what each found; exit status 1 where one failed."""
        failed = 0
        for trial in trials:
            name = trial.__name__.replace("_", " ")
            if self.options.only and self.options.only not in name:
                continue
            self.trials, begun = 0, time.time()
            try:
                remark = trial(self)
                outcome = "ok"
            except Skipped as reason:
                outcome, remark = "skipped", str(reason)
            except (Failure, EOFError, Refused) as reason:
                outcome, remark, failed = "FAILED", f"{type(reason).__name__}: {reason}", failed + 1
            print(f"{self.name}: {name}: {outcome}, {self.trials} trials, {time.time() - begun:.0f} s" + (f"; {remark}" if remark else ""), flush=True)
        if not failed and not self.options.folder:
            shutil.rmtree(self.folder, ignore_errors=True)
        sys.exit(1 if failed else 0)
