"""JupyterHub for a class on one machine: everybody has the book, and a kernel of their own.

    cd /srv/hub && BOOK=/srv/book.git …/.venv/classroom/bin/jupyterhub -f …/jupyterhub_config.py

It listens on this machine alone until HUB_URL says otherwise, and knows no password: who may come
in is what an authenticator knows. JupyterHub's own, PAM, asks for the accounts of the machine.
"""

import os
import sys
from pathlib import Path

from jupyterhub.utils import random_port

HERE = Path(__file__).resolve().parent
CLASSROOM = Path(sys.prefix)

c = get_config()  # noqa: F821  traitlets gives it

c.JupyterHub.bind_url = os.environ.get("HUB_URL", "http://127.0.0.1:8000")
c.ConfigurableHTTPProxy.command = [
    str(CLASSROOM / "proxy/node_modules/.bin/configurable-http-proxy")
]

# Whoever has an account may come in.
c.Authenticator.allow_all = True

# A student's server: it fetches the book first (see start_server.py), and opens its first page.
c.Spawner.cmd = [sys.executable, str(HERE / "start_server.py")]
c.Spawner.default_url = f"/lab/tree/calculus/book/{os.environ.get('EDITION', 'zh')}/index.ipynb"
c.Spawner.disable_user_config = True
c.Spawner.start_timeout = c.Spawner.http_timeout = 180

_PORTS = set()


def port_of_its_own(spawner):
    """Give a server a port that no other has: two that start together may be offered one."""
    _PORTS.discard(spawner.port)
    while (port := random_port()) in _PORTS:
        pass
    _PORTS.add(port)
    spawner.port = port


c.Spawner.pre_spawn_hook = port_of_its_own

# Each kernel may have so much; the next allocation is a MemoryError, which its owner sees.
c.Spawner.mem_limit = os.environ.get("MEMORY", "1G")
c.Spawner.environment = {
    "PATH": f"{CLASSROOM / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
    # A git repository that students' homes follow: a folder here, or an address.
    "BOOK": os.environ.get("BOOK", ""),
    # nbgrader's exchange; without one, nothing is loaded for it, and its menu is not there.
    "EXCHANGE": os.environ.get("EXCHANGE", ""),
    "JUPYTER_CONFIG_PATH": "" if os.environ.get("EXCHANGE") else str(HERE / "no_exchange"),
    # Forty kernels on a few cores: a thread each is the fastest, and the smallest.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    # What is no longer used goes back to the machine at once.
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "262144",
    "MALLOC_TRIM_THRESHOLD_": "262144",
}

# Who has done nothing for so long goes to sleep; what is saved stays.
IDLE = os.environ.get("IDLE", "3600")
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={IDLE}"],
    }
]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "services": ["idle-culler"],
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
    }
]
