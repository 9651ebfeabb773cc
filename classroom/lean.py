"""A student's server, without the half of JupyterHub that only the hub uses.

JupyterHub loads its database and all pages of the hub into every student's server, to know one
class and one error by name: 40 MiB each. JupyterLab loads what fetches extensions from the
internet, 3 MiB, where nobody may install any. Here they have names only, while it is loaded.
"""

import sys
from types import ModuleType


def named(name, **known):
    """Give a module that has nothing but some names."""
    module = ModuleType(name)
    vars(module).update(known)
    return module


def instead():
    """Give what stands for what is not loaded, by name."""
    error = named("sqlalchemy.exc", SQLAlchemyError=type("SQLAlchemyError", (Exception,), {}))
    pages = named("pages", HealthCheckHandler=type("HealthCheckHandler", (), {}))
    return {
        "sqlalchemy": named("sqlalchemy", exc=error),
        "sqlalchemy.exc": error,
        "jupyterhub.handlers": named("jupyterhub.handlers", pages=pages),
        "jupyterhub.handlers.pages": pages,
        "jupyterhub.orm": named("jupyterhub.orm"),
        "jupyterhub.roles": named("jupyterhub.roles"),
        "jupyterlab.extensions.pypi": named("pypi", PyPIExtensionManager=None),
    }


def load():
    """Give JupyterHub's own way to start a student's server."""
    stands = instead()
    sys.modules.update(stands)
    try:
        import jupyterlab.extensions  # noqa: F401
        from jupyterhub.singleuser import main
    except ImportError as error:
        # Other versions may need more.
        print(f"JupyterHub and JupyterLab are loaded whole: {error}", file=sys.stderr)
        for name in [*sys.modules]:
            if name.split(".")[0] in ("jupyterhub", "jupyterlab"):
                del sys.modules[name]
    # What else is loaded finds what is really there.
    for name, module in stands.items():
        if sys.modules.get(name) is module:
            del sys.modules[name]
    from jupyterhub.singleuser import main

    return main


if __name__ == "__main__":
    sys.exit(load()())
