"""The data are those of the source, and a damaged file says so."""

import subprocess
import sys

import numpy as np
import pytest

import d2l_calc as d2l
from d2l_calc.data import IRIS, load_iris

FEATURES, LABELS, NAMES = load_iris()


def test_shapes_and_names():
    assert FEATURES.shape == (150, 4)
    assert LABELS.shape == (150,)
    assert NAMES == ("setosa", "versicolor", "virginica")
    assert FEATURES.dtype == np.float64
    assert np.bincount(LABELS).tolist() == [50, 50, 50]


@pytest.mark.parametrize(
    ("row", "values"),
    [
        (1, [5.1, 3.5, 1.4, 0.2]),
        (35, [4.9, 3.1, 1.5, 0.2]),
        (38, [4.9, 3.6, 1.4, 0.1]),
        (51, [7.0, 3.2, 4.7, 1.4]),
        (101, [6.3, 3.3, 6.0, 2.5]),
        (150, [5.9, 3.0, 5.1, 1.8]),
    ],
)
def test_rows_are_those_of_fishers_table(row, values):
    assert FEATURES[row - 1].tolist() == values


@pytest.mark.parametrize(
    ("species", "means"),
    [
        (0, [5.006, 3.428, 1.462, 0.246]),
        (1, [5.936, 2.770, 4.260, 1.326]),
        (2, [6.588, 2.974, 5.552, 2.026]),
    ],
)
def test_means_are_those_that_fisher_gives(species, means):
    assert FEATURES[np.equal(LABELS, species)].mean(axis=0).round(3).tolist() == means


def test_source_and_licence_stand_in_the_file():
    text = IRIS.read_text("utf-8")
    assert "Anderson" in text
    assert "Fisher" in text
    assert "public domain" in text


def test_a_changed_value_is_noticed(tmp_path):
    damaged = tmp_path / "iris.csv"
    damaged.write_text(IRIS.read_text("utf-8").replace("4.9,3.1,1.5,0.2", "4.9,3.1,1.5,0.1"))
    with pytest.raises(ValueError, match=r"iris\.csv has been changed.*git checkout"):
        load_iris(damaged)


def test_a_missing_row_is_noticed(tmp_path):
    damaged = tmp_path / "iris.csv"
    damaged.write_text("\n".join(IRIS.read_text("utf-8").splitlines()[:-1]))
    with pytest.raises(ValueError, match="holds 149 rows; Fisher's table has 150"):
        load_iris(damaged)


def test_line_ends_of_another_system_do_not_matter(tmp_path):
    other = tmp_path / "iris.csv"
    other.write_bytes(IRIS.read_bytes().replace(b"\n", b"\r\n"))
    assert (load_iris(other)[0] == FEATURES).all()


def test_readers_find_it_in_the_package_which_loads_it_late():
    assert d2l.load_iris is load_iris
    script = "import sys, d2l_calc; print('d2l_calc.data' in sys.modules)"
    late = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert late.stdout.split() == [b"False"]
