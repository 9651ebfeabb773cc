"""The hub of `make hub`, to be tried before class: demo users, no accounts, no passwords.

Whoever works on this machine can come in as any of them, and all are one user to the system, who
may read everybody's files. So it stays on this machine.
"""

import atexit
import os
import shutil
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
load_subconfig(os.path.join(HERE, "jupyterhub_config.py"))  # noqa: F821  traitlets gives it
c = get_config()  # noqa: F821

PORT = int(os.environ.get("PORT", "8000"))
c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}"
c.JupyterHub.hub_port = PORT + 1
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PORT + 2}"

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = False
c.Authenticator.allowed_users = {f"student{n}" for n in range(1, 1 + int(os.environ["STUDENTS"]))}

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = os.path.join(os.getcwd(), "homes", "{username}")
# Containers and rented machines know no other user.
if os.geteuid() == 0:
    c.Spawner.args = ["--allow-root"]
# The paths of sockets have to be short.
RUNTIME = tempfile.mkdtemp(prefix="hub-")
atexit.register(shutil.rmtree, RUNTIME, ignore_errors=True)
c.Spawner.environment.update({"JUPYTER_RUNTIME_DIR": RUNTIME})
# nbgrader asks the system who hands in, and would hear one name for all.
c.Spawner.environment.update({"STUDENT": lambda spawner: spawner.user.name})
