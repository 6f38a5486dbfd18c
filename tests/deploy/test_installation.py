"""What an installation is told: Django's own check is content, and the files of deploy/ name what there is."""

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import httpx
from lxml import html

from live.limits import MOST
from tests.servers import PATIENCE, ROOT, Tutti, free_port

READ = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"|os\.environ\.get\(\"([A-Z_]+)\"")
# Read by others: uvicorn, Python, PostgreSQL's image.
FOREIGN = {"FORWARDED_ALLOW_IPS", "PYTHONUNBUFFERED", "POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}
DEPLOY = ROOT / "deploy"


def known() -> set[str]:
    """The names that the settings read."""
    found = READ.findall((ROOT / "config" / "settings.py").read_text())
    return {one or other for one, other in found} | {"DATABASE_URL"}


def named(file: Path, pattern: str) -> set[str]:
    return set(re.findall(pattern, file.read_text(), re.MULTILINE))


def test_check_for_deployment_says_nothing_under_https(tmp_path):
    tutti = Tutti({"PUBLIC_URL": "https://tutti.example.com", "TUTTI_DATA": str(tmp_path)})
    words = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(words, cwd=ROOT, env=tutti.environment(), capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


def test_files_of_an_installation_name_settings_that_there_are():
    compose = named(DEPLOY / "compose.yaml", r"^ +([A-Z_]{4,}): ")
    image = set(re.findall(r"([A-Z_]{4,})=", re.search(r"^ENV (.*)$", (DEPLOY / "Containerfile").read_text(), re.M)[1]))
    guide = named(ROOT / "docs" / "deploying.md", r"^([A-Z_]{4,})=")
    assert {"PUBLIC_URL", "BACKUP_MINUTES"} <= compose
    assert {"TUTTI_DATA", "LOG_FORMAT"} <= image
    assert "DATABASE_URL" in guide
    assert (compose | image | guide) - known() - FOREIGN == set()


def test_units_and_image_call_commands_that_there_are():
    files = [*DEPLOY.glob("systemd/*.service"), DEPLOY / "compose.yaml", DEPLOY / "Containerfile"]
    called = {word for file in files for word in named(file, r"manage\.py\"?,? \"?([a-z_]+)")}
    there = {file.stem for file in ROOT.glob("*/management/commands/*.py")}
    assert called == {"backup", "serve", "upgrade"}
    assert called <= there


def test_proxy_takes_bodies_as_large_as_the_product_does():
    assert named(DEPLOY / "nginx" / "proxied.conf", r"^client_max_body_size (\d+)m;") == {str(MOST // 1024**2)}


def test_proxy_has_four_connections_for_each_of_a_thousand_phones_with_both_ways_to_install_it():
    """With what nginx brings itself a third of the notes of 200 phones met a closed door, and the last waited 40 s."""
    files = DEPLOY / "nginx" / "nginx.conf", ROOT / "docs" / "deploying.md"
    for setting, least in ("worker_connections", 4000), ("worker_rlimit_nofile", 8000):
        [image], [guide] = (named(file, rf"{setting} (\d+);") for file in files)
        assert image == guide
        assert int(image) >= least


def test_page_of_the_house_comes_back_by_itself_while_no_process_answers(proxy):
    nobody = SimpleNamespace(port=free_port())
    answer = httpx.get(proxy(nobody).url, trust_env=False, timeout=PATIENCE)
    page = html.document_fromstring(answer.text)
    assert (answer.status_code >= 502, answer.headers["Retry-After"], page.get("lang")) == (True, "5", "en")
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["5"]
    assert page.xpath("//h1//text()") == ["One moment. ", "稍等片刻。"]
