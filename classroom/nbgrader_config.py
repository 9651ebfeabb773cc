"""What nbgrader is told for this book; `make assignment` puts a copy into the course's folder."""

import os

SECONDS = 20

c = get_config()  # noqa: F821  traitlets gives it

c.CourseDirectory.course_id = "calculus"

# Where students fetch and hand in, on a hub.
if os.environ.get("EXCHANGE"):
    c.Exchange.root = os.environ["EXCHANGE"]
    # Who hands in is the account of the system, unless a hub's demo users have names alone.
    c.CourseDirectory.student_id = os.environ.get("STUDENT", "*")

# A student's answer takes the place of `...`, which the chapter has already.
c.ClearSolutions.code_stub = {"python": ""}

# An endless loop costs its own exercise, and nothing else.
c.Execute.timeout = SECONDS
c.Execute.error_on_timeout = {
    "ename": "TooSlow",
    "evalue": f"{SECONDS} s",
    "traceback": [f"这一格 {SECONDS} 秒还没有算完，停掉了。 Stopped after {SECONDS} seconds."],
}
# One that cannot even be stopped costs what comes below it, not what stands above.
c.Execute.raise_on_iopub_timeout = False
# A test that a student has deleted comes back.
c.OverwriteCells.add_missing_cells = True

# Printing without end does not fill the disk.
c.LimitOutput.max_lines = 200
c.LimitOutput.max_traceback = 20

c.ExportApp.plugin_class = "classroom_table.Table"
