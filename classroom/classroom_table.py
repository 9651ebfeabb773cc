"""The table of points that `nbgrader export` writes: a line for each student, exercise by exercise.

It opens in Excel, Chinese names as well, and nothing in it is taken for a formula.
"""

import csv

from nbgrader.api import MissingEntry
from nbgrader.plugins import ExportPlugin


class Table(ExportPlugin):
    """A line for each student and assignment, a column for each exercise.

    Where nothing was handed in, or an autograding was not possible, the columns are empty.
    """

    def export(self, gradebook):
        """Write the table of a gradebook.

        Parameters
        ----------
        gradebook : nbgrader.api.Gradebook
        """
        lines, exercises = [], {}
        for assignment in gradebook.assignments:
            if self.assignment and assignment.name not in self.assignment:
                continue
            for student in gradebook.students:
                if self.student and student.id not in self.student:
                    continue
                found = points(gradebook, assignment.name, student.id)
                exercises |= dict.fromkeys(found)
                total = sum(found.values()) if found else ""
                line = [student.id, student.last_name, student.first_name, assignment.name]
                lines.append(([*line, total, assignment.max_score], found))
        path = self.to or "grades.csv"
        # The mark at the beginning tells Excel that it is UTF-8.
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow([*HEAD, *exercises])
            for line, found in lines:
                line += [found.get(exercise, "") for exercise in exercises]
                table.writerow(map(harmless, line))
        self.log.info("%s: %d lines", path, len(lines))


HEAD = "student", "last name", "first name", "assignment", "points", "of"


def points(gradebook, assignment, student):
    """Give what a student got for each exercise, such as ``{"5.2": 1.0}``, in the book's order."""
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return {}
    found = {
        grade.name.removeprefix("points-").replace("-", "."): grade.score
        for notebook in submission.notebooks
        for grade in notebook.grades
    }
    return dict(sorted(found.items(), key=lambda one: [*map(int, one[0].split("."))]))


def harmless(cell):
    """Give a cell that no program takes for a formula."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + cell
    return "" if cell is None else cell
