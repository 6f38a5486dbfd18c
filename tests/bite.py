"""Does a test bite? Switches each rule off in turn, in memory, and runs the tests that name it: they must go red.

    python -m tests.bite                 every rule of level H, and those without a level (guards)
    python -m tests.bite R-SWOT-9 …      these rules
    WITHOUT_RULE=R-SWOT-9 pytest -p tests.bite …

A rule is switched off by rewriting the modules of the product as they are imported: its finding yields nothing, its
refusal is not raised. Nothing of this is in the product.
"""

import ast
import importlib.abc
import importlib.machinery
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("people", "signing", "workshops", "openspace", "okr", "review", "followup")
RULE = re.compile(r"R-[A-Z]+-\d+")
NAMED = re.compile(r"r_([a-z]+)_(\d+)")


def names(node: ast.AST, rule: str) -> bool:
    return any(isinstance(one, ast.Constant) and one.value == rule for one in ast.walk(node))


class Without(ast.NodeTransformer):
    """The module as if a rule had never been written."""

    def __init__(self, rule: str):
        self.rule, self.found = rule, False

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        if any(names(decorator, self.rule) for decorator in node.decorator_list):
            self.found = True
            node.body = [*ast.parse("return iter(())").body]
            return node
        return self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        if node.exc is not None and names(node.exc, self.rule):
            self.found = True
            return ast.copy_location(ast.Pass(), node)
        return node


class Loader(importlib.machinery.SourceFileLoader):
    rule = ""

    def source_to_code(self, data, path, *, _optimize=-1):
        tree = Without(self.rule).visit(ast.parse(data, str(path)))
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        # Never from, and never into, the compiled files of the unspoilt product.
        path = self.get_filename(fullname)
        return self.source_to_code(self.get_data(path), path)


class Finder(importlib.abc.MetaPathFinder):
    def __init__(self, rule: str):
        self.loader = type("Spoilt", (Loader,), {"rule": rule})

    def find_spec(self, fullname, path, target=None):
        if fullname.split(".")[0] not in PACKAGES:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec and spec.origin and spec.origin.endswith(".py"):
            spec.loader = self.loader(fullname, spec.origin)
        return spec


if rule := os.environ.get("WITHOUT_RULE"):
    sys.meta_path.insert(0, Finder(rule))


# ---- the command ------------------------------------------------------------------------------------------


def written() -> dict[str, set[str]]:
    """Rules that the product's code holds as findings or guards, with the levels of its findings."""
    found: dict[str, set[str]] = defaultdict(set)
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "rule" and len(node.args) > 1:
                    found[node.args[0].value].add(getattr(node.args[1], "id", ""))
                elif isinstance(node, ast.Raise) and node.exc is not None:
                    for one in ast.walk(node.exc):
                        if isinstance(one, ast.Constant) and RULE.fullmatch(str(one.value)):
                            found[one.value].add("guard")
    return found


def tests_of() -> dict[str, list[str]]:
    """The tests that name a rule, in their name or their docstring."""
    named: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if "browser" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test"):
                said = [f"R-{family.upper()}-{number}" for family, number in NAMED.findall(node.name)]
                for one in {*said, *RULE.findall(ast.get_docstring(node) or "")}:
                    named[one].append(f"{path.relative_to(ROOT)}::{node.name}")
    return named


def bites(rule: str, tests: list[str]) -> bool:
    """Whether these tests go red without the rule."""
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-x",
        "-n",
        "0",
        "-p",
        "tests.bite",
        "-p",
        "no:cacheprovider",
        *tests,
    ]
    ran = subprocess.run(words, cwd=ROOT, env=os.environ | {"WITHOUT_RULE": rule}, capture_output=True, text=True)
    return ran.returncode == 1


def main(wanted: list[str]) -> int:
    rules, tests = written(), tests_of()
    asked = wanted or sorted(rule for rule, levels in rules.items() if levels & {"guard", "STOP"})
    toothless = []
    for rule in asked:
        if not tests[rule]:
            verdict = "no test names it"
        elif bites(rule, tests[rule]):
            verdict = "red"
        else:
            verdict = "STILL GREEN"
        if verdict != "red":
            toothless.append(rule)
        print(f"{rule:12} {len(tests[rule]):3} tests   {verdict}", flush=True)
    print(
        f"{len(asked) - len(toothless)} of {len(asked)} bite"
        + (f"; look at {', '.join(toothless)}" if toothless else "")
    )
    return 1 if toothless else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
