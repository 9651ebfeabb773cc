"""The book on The Littlest JupyterHub, which brings hub, accounts and nbgitpuller itself.

In the students' copy (`make student`), on the machine of the hub:

    sudo /opt/tljh/user/bin/pip install -c constraints.txt .
    sudo cp tljh_config.py /opt/tljh/config/jupyterhub_config.d/calculus.py
    sudo tljh-config reload

Its installer wants a machine of its own, so this could not be tried where the rest is tested. Its
spawner draws every server's port itself: of many that start in one second two may draw the same,
and one does not start; its student presses the button again.
"""

BOOK = "https://YOUR-HOST/book.git"  # see hand_out.py

c.Spawner.default_url = "/lab/tree/calculus/book/zh/index.ipynb"  # noqa: F821  TLJH gives it
c.Spawner.environment = {  # noqa: F821
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "262144",
    "MALLOC_TRIM_THRESHOLD_": "262144",
}
c.SystemdSpawner.mem_limit = "1G"  # noqa: F821
# As the student, before the server starts; where it fails, the server starts all the same.
c.SystemdSpawner.unit_extra_properties = {  # noqa: F821
    "ExecStartPre": (
        f"-/bin/sh -c '/opt/tljh/user/bin/gitpuller {BOOK} main calculus && "
        "/opt/tljh/user/bin/jupyter trust calculus/book/*/*.ipynb'"
    )
}
