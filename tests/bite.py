"""Does a test bite? Switches each rule off in turn, in memory, and runs the tests that name it: they must go red.

    python -m tests.bite                 every rule that stops the room, every refusal, every promise
    python -m tests.bite R-SWOT-9 …      these rules

The product is imported once, with a switch at each rule; then a child for each bite turns one of them:
- *stop*: a finding of level H yields nothing; *refuse*: what names the rule is not raised;
- *promise*: at a place of `tests/promises.py` the words that break it are taken.
Nothing of this is in the product. At last the tests that went red run once more with all rules standing.
"""

import ast
import builtins
import importlib.abc
import importlib.machinery
import itertools
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.promises import PROMISES

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("people", "live", "signing", "workshops", "openspace", "okr", "review", "followup")
RULE = re.compile(r"R-[A-Z]+-\d+")
NAMED = re.compile(r"r_([a-z]+)_(\d+)")
OFF: set[str] = set()


# ---- the switches -----------------------------------------------------------------------------------------


def stands(*bites: str) -> bool:
    return not OFF.intersection(bites)


def asks(*bites: str) -> ast.expr:
    """The question in the product's code whether all of these stand."""
    return ast.parse(f"rule_stands(*{bites!r})", mode="eval").body


def functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


class Switches(ast.NodeTransformer):
    """Puts a switch at each finding of level H and each refusal; `found` counts them by rule and kind."""

    def __init__(self, tree: ast.Module):
        self.found: Counter[str] = Counter()
        # Constants of the module that hold the id of a rule: RULE = "R-CONS-12".
        self.constants: dict[str, set[str]] = {}
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.constants[node.targets[0].id] = self.rules(node.value)

    def rules(self, node: ast.AST) -> set[str]:
        found: set[str] = set()
        for one in ast.walk(node):
            if isinstance(one, ast.Constant) and RULE.fullmatch(str(one.value)):
                found.add(one.value)
            elif isinstance(one, ast.Name):
                found |= self.constants.get(one.id, set())
        return found

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        stopping = [one for one in node.decorator_list if "id='STOP'" in ast.dump(one)]
        for rule in {rule for one in stopping for rule in self.rules(one)}:
            self.found[f"{rule} stop"] += 1
            node.body.insert(0, ast.If(ast.UnaryOp(ast.Not(), asks(f"{rule} stop")), [ast.Return()], []))
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        bites = [f"{rule} refuse" for rule in sorted(self.rules(node.exc))] if node.exc else []
        self.found.update(bites)
        return ast.If(asks(*bites), [node], []) if bites else node


def broken(name: str) -> Iterator[tuple[str, str, str]]:
    """The promises of a file: bite, words, words that break it."""
    for rule, places in PROMISES.items():
        for number, (place, words, instead) in enumerate(places, start=1):
            if place == name:
                yield f"{rule} promise {number}", words, instead


def switched(name: str, text: str) -> tuple[ast.Module, Counter[str]]:
    """A module with its switches."""
    tree = ast.parse(text, name)
    pristine = [ast.dump(one) for one in functions(tree)]
    changes = []
    for bite, words, instead in broken(name):
        others = functions(ast.parse(text.replace(words, instead), name))
        different = [at for at, other in enumerate(others) if ast.dump(other) != pristine[at]]
        if different:
            # The innermost one: whatever stands around it differs too.
            changes.append((bite, different[-1], others[different[-1]].body))
    own = functions(tree)
    for bite, at, body in changes:
        own[at].body = [ast.If(asks(bite), own[at].body, body)]
    switches = Switches(tree)
    return ast.fix_missing_locations(switches.visit(tree)), switches.found


class Loader(importlib.machinery.SourceFileLoader):
    """Compiles a module with its switches; never from, and never into, the compiled files of the product."""

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        tree, _found = switched(str(Path(path).relative_to(ROOT)), self.get_data(path).decode())
        return compile(tree, path, "exec", dont_inherit=True)


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname, path, target=None):
        if fullname.split(".")[0] not in PACKAGES:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec and spec.origin and spec.origin.endswith(".py"):
            spec.loader = Loader(fullname, spec.origin)
        return spec


def switch_templates() -> None:
    from django.template.loaders import filesystem

    read = filesystem.Loader.get_contents

    def contents(self, origin):
        text = read(self, origin)
        for bite, words, instead in broken(os.path.relpath(origin.name, ROOT)):
            text = text if stands(bite) else text.replace(words, instead)
        return text

    filesystem.Loader.get_contents = contents  # type: ignore[method-assign]


# ---- what there is ----------------------------------------------------------------------------------------


def in_order(bite: str) -> list[tuple[bool, int, str]]:
    parts = re.split(r"[- ]", bite)
    return [(not part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def written() -> dict[str, str]:
    """Each bite, `R-GEN-8 refuse` or `R-GEN-8 promise 2`, with where it bites."""
    found: Counter[str] = Counter()
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            found += switched(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8"))[1]
    bites = {bite: f"{count} place{'s' * (count > 1)}" for bite, count in found.items()}
    for rule, places in PROMISES.items():
        for number, (name, words, _instead) in enumerate(places, start=1):
            times = (ROOT / name).read_text(encoding="utf-8").count(words)
            bites[f"{rule} promise {number}"] = name if times == 1 else f"{times} TIMES IN {name}"
    return {bite: bites[bite] for bite in sorted(bites, key=in_order)}


def tests_of() -> dict[str, list[str]]:
    """The tests that name a rule: first those that do in their name, then those that do in their text."""
    named: dict[str, list[str]] = defaultdict(list)
    told: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if "browser" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test"):
                said = {f"R-{family.upper()}-{number}" for family, number in NAMED.findall(node.name)}
                for rule in said:
                    named[rule].append(f"{path.relative_to(ROOT)}::{node.name}")
                for rule in set(RULE.findall(ast.dump(node))) - said:
                    told[rule].append(f"{path.relative_to(ROOT)}::{node.name}")
    return defaultdict(list, {rule: named[rule] + told[rule] for rule in {*named, *told}})


# ---- biting -----------------------------------------------------------------------------------------------


def first_red(session: pytest.Session, items: list[pytest.Item], bite: str = "") -> str:
    """The first of these tests that fails in a child with this switched off; empty where all stay green."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        try:
            OFF.add(bite)
            run_until_red(session, items, writing)
        finally:
            # A child that breaks off has shown nothing, and must never go on as a second parent.
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        red = told.read()
    os.waitpid(child, 0)
    return red


def run_until_red(session: pytest.Session, items: list[pytest.Item], writing: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1), os.dup2(nowhere, 2)
    for item, following in itertools.pairwise([*items, None]):
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            os.write(writing, item.nodeid.encode())
            session._setupstate.teardown_exact(None)
            return


class Biting:
    """A run of pytest that bites in place of running what it collected."""

    def __init__(self, asked: dict[str, str], tests: dict[str, list[str]]):
        self.asked, self.tests, self.toothless = asked, tests, asked.copy()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items: dict[str, list[pytest.Item]] = defaultdict(list)
        for item in session.items:
            items[item.nodeid.split("[")[0]].append(item)
        went_red = {}
        for bite, what in self.asked.items():
            tests = self.tests[bite.split()[0]]
            red = first_red(session, [item for test in tests for item in items[test]], bite)
            said = f"red    {red.split('::')[-1]}" if red else "STILL GREEN" if tests else "NO TEST NAMES IT"
            print(f"{bite:20} {what:46} {len(tests):3} tests  {said}", flush=True)
            if red:
                del self.toothless[bite]
                went_red[red] = bite
        standing = [item for item in session.items if item.nodeid in went_red]
        if anyway := first_red(session, standing):
            print(f"{anyway} IS RED WITH ALL RULES STANDING")
            self.toothless[went_red.get(anyway, anyway)] = anyway
        return True


def main(wanted: list[str]) -> int:
    bites, tests = written(), tests_of()
    asked = {bite: bites[bite] for bite in bites if not wanted or bite.split()[0] in wanted}
    biting = Biting(asked, tests)
    builtins.rule_stands = stands  # type: ignore[attr-defined]
    sys.meta_path.insert(0, Finder())
    switch_templates()
    named = sorted({test for bite in asked for test in tests[bite.split()[0]]})
    ended = pytest.main(["-s", "-n0", "--reuse-db", "--no-migrations", "--assert=plain", *named], plugins=[biting])
    print(f"{len(asked) - len(biting.toothless)} of {len(asked)} bite. {' '.join(biting.toothless)}")
    return 1 if biting.toothless else int(ended)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
