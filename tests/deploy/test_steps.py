"""A step runs when something that it depends on changed, and says what to do where it fails."""

import re
from pathlib import Path

import pytest
from steps import CannotGoOn, Stamps, fingerprint, run


@pytest.fixture
def stamps(tmp_path: Path) -> Stamps:
    return Stamps(tmp_path / "stamps")


def does_work(stamps: Stamps, key: str, *products: Path) -> bool:
    with stamps.step("cups", "Cups", key, *products) as work:
        return work


def test_a_step_is_left_out_until_its_key_changes(stamps: Stamps):
    assert [does_work(stamps, key) for key in ("one", "one", "two", "two", "one")] == [True, False, True, False, True]


def test_a_step_runs_again_when_its_product_is_gone(stamps: Stamps, tmp_path: Path):
    product = tmp_path / "cup"
    product.touch()
    assert [does_work(stamps, "key", product), does_work(stamps, "key", product)] == [True, False]
    product.unlink()
    assert does_work(stamps, "key", product) is True


def test_a_step_that_failed_runs_again(stamps: Stamps):
    does_work(stamps, "key")
    with pytest.raises(CannotGoOn), stamps.step("cups", "Cups", "other"):
        raise CannotGoOn("no water")
    assert does_work(stamps, "key") is True


def test_one_line_a_step(stamps: Stamps, capsys: pytest.CaptureFixture[str]):
    does_work(stamps, "key")
    does_work(stamps, "key")
    first, second = capsys.readouterr().out.splitlines()
    assert (re.sub(r"\d", "0", first).split(), second) == (["✓", "Cups", "0.0", "s"], "· Cups: unchanged")


def test_a_fingerprint_knows_names_contents_and_facts(tmp_path: Path):
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "a.css").write_text("a{}")
    prints = [fingerprint([folder]), fingerprint([folder]), fingerprint([folder], "3.12")]
    (folder / "a.css").write_text("b{}")
    prints.append(fingerprint([folder]))
    (folder / "a.css").rename(folder / "b.css")
    prints.append(fingerprint([folder]))
    assert prints[0] == prints[1]
    assert len(set(prints)) == 4


def test_a_failing_command_shows_its_last_words_and_the_way_out():
    with pytest.raises(CannotGoOn) as stop:
        run(["sh", "-c", "echo it is dark; exit 3"], "Light a lamp.")
    assert str(stop.value).splitlines() == [
        "sh -c echo it is dark; exit 3 failed:",
        "    it is dark",
        "",
        "Light a lamp.",
    ]


def test_a_command_that_is_not_there_shows_the_way_out():
    with pytest.raises(CannotGoOn) as stop:
        run(["no-such-lamp"], "Buy one.")
    assert str(stop.value).splitlines()[-1] == "Buy one."
