import io
import json
import socket
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pypdf import PdfReader

from signing import PressBusy, PressFailed, child, glyphs, nursery, reading
from signing import press as house
from signing.press import press, readiness
from tests.workshops.days import come_off_the_press

PAGE = "<!doctype html><html lang='zh-Hans'><title>合奏</title><body style='font-family: P052, Noto Serif CJK SC'>"


def test_press_sets_a_tagged_page_with_both_scripts(tmp_path):
    pdf = press(PAGE + "<h1>What we agreed 我们的共识</h1>", {"evidence.json": '{"合":1}'})
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.root_object
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value, reader.metadata.title) == ("zh-Hans", True, "合奏")
    assert reader.attachments["evidence.json"] == ['{"合":1}'.encode()]
    (tmp_path / "page.pdf").write_bytes(pdf)
    fonts = subprocess.run(["pdffonts", tmp_path / "page.pdf"], capture_output=True, text=True).stdout.splitlines()[2:]
    assert sorted(line.split()[0].partition("+")[2].partition("-")[0] for line in fonts) == ["Noto", "P052"]
    assert {line.split()[-5] for line in fonts} == {"yes"}


def test_press_fetches_nothing(tmp_path):
    asked = []

    class Outside(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Outside)
    threading.Thread(target=server.serve_forever).start()
    address = f"http://127.0.0.1:{server.server_port}"
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    pdf = press(
        f"{PAGE}<link rel=stylesheet href={address}/css><link rel=attachment href='{secret.as_uri()}'>"
        f"<style>@import url({address}/import); @font-face {{ font-family: X; src: url({address}/font) }}"
        f"p {{ font-family: X; background: url({address}/background) }}</style>"
        f"<img src={address}/image><img src='{secret.as_uri()}'><object data={address}/object></object><p>text"
    )
    server.shutdown()
    server.server_close()
    assert asked == []
    assert list(PdfReader(io.BytesIO(pdf)).attachments) == []
    assert b"the secret" not in pdf


def test_press_is_killed_when_it_takes_too_long():
    with pytest.raises(PressFailed) as late:
        press(PAGE + "<p style='overflow-wrap: anywhere'>" + "x" * 50000, timeout=1.5)
    assert str(late.value) == "signing.press took longer than 1.5 seconds"


def test_press_tells_of_a_page_that_cannot_be_set():
    with pytest.raises(PressFailed) as failed:
        press(PAGE + "<b>" * 3000)
    assert str(failed.value).startswith("signing.press ended with ")


def test_two_are_pressed_at_once_and_who_waits_too_long_is_told(monkeypatch):
    come_off_the_press()
    monkeypatch.setattr(house, "WAIT", 0.1)
    with house.PRESSES, house.PRESSES, pytest.raises(PressBusy):
        press(PAGE + "<p>text")
    with pytest.raises(PressFailed):
        press(PAGE + "<b>" * 3000)
    with house.PRESSES:
        assert press(PAGE + "<p>text").startswith(b"%PDF-")


def test_press_begins_anew_when_its_nursery_has_gone():
    assert press(PAGE + "<p>text").startswith(b"%PDF-")
    gone = child.nurseries["signing.press"]
    gone.process.kill()
    assert press(PAGE + "<p>text").startswith(b"%PDF-")
    assert (gone.process.returncode, child.nurseries["signing.press"] is gone) == (-9, False)


def test_nursery_ends_with_the_process_that_asks_it():
    orphan = child.Nursery("tests.signing.at_work")
    orphan.line.close()
    assert orphan.process.wait(timeout=60) == 0


def test_nursery_that_nobody_asks_gives_its_memory_back(monkeypatch):
    nowhere, there = socket.socketpair()
    monkeypatch.setattr(nursery, "IDLE", 0.01)
    with nowhere, there:
        nursery.wait_for_work(there, reading)


def test_child_yields_to_the_room_and_sees_no_other_material():
    one, other = (json.loads(child.run("tests.signing.at_work", word, 10)) for word in (b"one", b"other"))
    assert (one["nice"], one["seen"], other["seen"]) == (nursery.NICENESS, ["one"], ["other"])
    assert one["pid"] != other["pid"]


def test_child_that_is_killed_is_told():
    with pytest.raises(child.ChildFailed, match=r"^tests\.signing\.at_work ended with no answer$"):
        child.run("tests.signing.at_work", b"die", 10)


def test_readiness_of_this_machine():
    assert readiness() == []


def test_readiness_names_the_package_of_a_missing_font(monkeypatch):
    monkeypatch.setitem(glyphs.FAMILIES, "No Such Font", "fonts-no-such")
    assert readiness() == ["The font “No Such Font” is missing. Install the package fonts-no-such."]


def test_readiness_without_fontconfig(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert readiness() == ["This machine has no fonts. Install the package fontconfig."]
