"""What every student's server is told; it lies in the environment that all of them share."""

import os

c = get_config()  # noqa: F821  traitlets gives it

# Two kernels that start in the same second never take the same port: they have none.
c.ConnectionFileMixin.transport = "ipc"

# What a reader of the book does not use, and would have in memory.
UNUSED = ["jupyter_lsp", "jupyter_server_terminals", "notebook_shim", "nbgitpuller"]
NBGRADER = ["assignment_list", "course_list", "formgrader", "validate_assignment"]
handing_in = {"assignment_list"} if os.environ.get("EXCHANGE") else set()
c.ServerApp.jpserver_extensions = dict.fromkeys(UNUSED, False) | {
    f"nbgrader.server_extensions.{name}": name in handing_in for name in NBGRADER
}
c.ServerApp.terminals_enabled = False
c.LabApp.extension_manager = "readonly"

# A kernel that nobody looks at any more.
c.MappingKernelManager.cull_idle_timeout = 3600
c.MappingKernelManager.cull_interval = 300
