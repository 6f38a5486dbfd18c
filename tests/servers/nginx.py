"""nginx before several processes."""

import os
import re
import shutil
import socket
from collections.abc import Sequence

from tests.servers.process import ROOT, NotInstalled, Server, free_port


class Nginx(Server):
    """The proxy of an installation on several processes, with the very lines that `deploy/nginx/` gives."""

    def __init__(self, ports: Sequence[int]) -> None:
        super().__init__()
        self.ports = ports

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def site(self) -> str:
        """`compose.conf` with other addresses."""
        text = (ROOT / "deploy" / "nginx" / "compose.conf").read_text()
        processes = "\n".join(f"server 127.0.0.1:{port} max_fails=0;" for port in self.ports)
        proxied = ROOT / "deploy" / "nginx" / "proxied.conf"
        for there, here in {
            "server app:8000;": processes,
            "listen 80 default_server;": f"listen 127.0.0.1:{self.port};",
            "/etc/nginx/tutti-proxied.conf": str(proxied),
        }.items():
            assert text.count(there) == 1
            text = text.replace(there, here)
        return text

    def command(self) -> list[str]:
        program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
        if not program:
            raise NotInstalled("nginx is not installed")
        self.port = self.port or free_port()
        places = "\n".join(
            f"{name}_temp_path {self.folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;" if os.geteuid() == 0 else ""
        [events] = re.findall(r"^events {.*?^}", (ROOT / "deploy" / "nginx" / "nginx.conf").read_text(), re.M | re.S)
        (self.folder / "nginx.conf").write_text(
            f"daemon off; {user} pid {self.folder}/pid; error_log stderr;\n{events}\n"
            f"http {{ access_log off;\n{places}\n{self.site()} }}\n"
        )
        return [program, "-p", str(self.folder), "-e", "stderr", "-c", str(self.folder / "nginx.conf")]

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False
