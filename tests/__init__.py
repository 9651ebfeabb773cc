"""The tests: one package, so that any of them run together and share `tests.support`."""
