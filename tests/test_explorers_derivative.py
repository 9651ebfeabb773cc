"""The read-outs of chapter 1's explorers, against values found another way."""

import cmath
import math
import random

import numpy as np
import pytest

import d2l_calc as d2l

CURVES = {
    "cubic": (
        lambda x: x**3 / 3 + x**2 / 4 - 0.24 * x,
        lambda x: x * x + x / 2 - 0.24,
    ),
    "square": (lambda x: x**2, lambda x: 2 * x),
    "sin": (math.sin, math.cos),
    "exp": (math.exp, math.exp),
}
random.seed(1)
PLACES = [-1.5, 1.5, *(round(random.uniform(-1.4, 1.4), 3) for _ in range(6))]
STEPS = [-1.0, -1e-6, 1e-6, 1.0, 0.03, -0.2]


def polygon_area(n):
    """Give the area of the regular n-gon in the unit circle by the shoelace formula."""
    corners = [cmath.exp(2j * math.pi * k / n) for k in range(n)]
    return (
        sum((a.conjugate() * b).imag for a, b in zip(corners, np.roll(corners, -1), strict=True))
        / 2
    )


@pytest.mark.parametrize("n", [3, 4, 6, 17, 95, 96])
def test_exhaustion_measures_the_polygon(n):
    got = d2l.explore.exhaustion().read(n=n)
    area, doubled = polygon_area(n), polygon_area(2 * n)
    assert got["area"] == pytest.approx(area, abs=1e-12)
    assert got["error"] == pytest.approx(math.pi - area, abs=1e-12)
    assert got["ratio"] == pytest.approx((math.pi - area) / (math.pi - doubled), rel=1e-9)
    assert got["scaled"] == pytest.approx(n * n * (math.pi - area), rel=1e-9)


def test_exhaustion_teaches_that_doubling_quarters_the_error():
    explorer = d2l.explore.exhaustion()
    assert round(explorer.read(n=3)["ratio"], 2) == 3.39
    assert explorer.read(n=24)["ratio"] < 3.99 < explorer.read(n=25)["ratio"] < 4
    assert explorer.read(n=96)["scaled"] == pytest.approx(2 * math.pi**3 / 3, rel=1e-3)


def stays_inside(q, limit, tolerance, h):
    """Tell whether a quotient stays in the band on both sides, wherever it is looked at."""
    steps = [h * share for k in range(400) for share in (0.998 * 0.97**k, -0.998 * 0.97**k)]
    return all(abs(q(step) - limit) < tolerance for step in steps)


def test_limit_game_finds_the_largest_h():
    explorer = d2l.explore.limit_game()
    quotients = {
        "square": (1.0, lambda h: 1 + h),
        "sin": (1.0, lambda h: math.sin(h) / h),
        "wiggle": (0.0, lambda h: h * math.sin(1 / h)),
    }
    for name, (limit, q) in quotients.items():
        for tolerance in (0.02, 0.1, 0.3):
            h = explorer.read(function=name, limit=limit, tolerance=tolerance)["h"]
            assert stays_inside(q, limit, tolerance, h)
            beyond = [min(h * (1 + k / 1000), 1.0) for k in range(40)]
            assert h == 1 or any(
                abs(q(side * step) - limit) >= tolerance for step in beyond for side in (-1, 1)
            )
    assert explorer.read(limit=1.3)["h"] == pytest.approx(0.2, abs=1e-9)


def test_limit_game_teaches_that_only_the_limit_stands_up_to_every_tolerance():
    explorer = d2l.explore.limit_game()
    tolerances = [stop for stop in explorer.controls["tolerance"].stops if stop < 1]
    places = explorer.controls["limit"].stops
    for name, limits in {"square": {1.0}, "sin": {1.0}, "wiggle": {0.0}, "cbrt": set()}.items():
        least = {L: explorer.read(function=name, limit=L, tolerance=0.02)["h"] for L in places}
        assert {L for L, h in least.items() if h != "没有"} == limits
    for place in places:
        for tolerance in tolerances:
            assert explorer.read(function="abs", limit=place, tolerance=tolerance)["h"] == "没有"
    assert explorer.read(function="relu", limit=0.5, tolerance=0.51)["h"] == 1


@pytest.mark.parametrize("name", ["cubic", "sin", "exp"])
def test_secant_measures_quotient_and_slope(name):
    f, slope = CURVES[name]
    explorer = d2l.explore.secant()
    for x0 in PLACES:
        for h in STEPS:
            forward = explorer.read(function=name, x0=x0, h=h)
            central = explorer.read(function=name, x0=x0, h=h, method="central")
            noise = 1e-9 + 1e-15 / abs(h)
            assert forward["rise"] == pytest.approx(f(x0 + h) - f(x0), abs=1e-12)
            assert forward["quotient"] == pytest.approx((f(x0 + h) - f(x0)) / h, abs=noise)
            middle = (f(x0 + h) - f(x0 - h)) / (2 * h)
            assert central["quotient"] == pytest.approx(middle, abs=noise)
            for got in (forward, central):
                assert got["slope"] == pytest.approx(slope(x0), abs=1e-9)
                assert got["error"] == pytest.approx(got["quotient"] - slope(x0), abs=1e-9)


CORNERS = {"abs": (-1, 1, 0), "relu": (0, 1, 0.5), "cbrt": (1e4, 1e4, 1e4)}


@pytest.mark.parametrize(("name", "expected"), CORNERS.items())
def test_secant_shows_where_no_tangent_is(name, expected):
    explorer = d2l.explore.secant(x0=0.0, function=name)
    got = [
        explorer.read(h=-1e-6)["quotient"],
        explorer.read(h=1e-6)["quotient"],
        explorer.read(h=1e-6, method="central")["quotient"],
    ]
    assert got == pytest.approx(expected, abs=1e-9)
    assert math.isnan(explorer.read()["slope"])


@pytest.mark.parametrize(
    ("name", "derivative"), [("exp", math.e), ("sin", math.cos(1)), ("inverse", -1)]
)
def test_step_size_finds_the_best_step_of_each_method(name, derivative):
    explorer = d2l.explore.step_size()

    def errors(method, precision):
        steps = [10.0**-k for k in range(21)]
        states = {"function": name, "method": method, "precision": precision}
        return [abs(explorer.read(h=h, **states)["estimate"] - derivative) for h in steps]

    for method, precision, best, right in [
        ("forward", "float64", {7, 8}, 1e-7),
        ("central", "float64", {5, 6}, 1e-9),
        ("forward", "float32", {3, 4}, 1e-2),
        ("central", "float32", {2, 3}, 1e-3),
    ]:
        found = errors(method, precision)
        assert int(np.nanargmin(found)) in best
        assert np.nanmin(found) < right
        assert found[20] == pytest.approx(abs(derivative))
    assert max(errors("complex", "float64")[8:]) < 1e-15


@pytest.mark.parametrize(("precision", "same"), [("float64", 1e-16), ("float32", 4e-8)])
def test_step_size_says_when_a_step_is_lost(precision, same):
    explorer = d2l.explore.step_size(precision=precision)
    assert explorer.read(h=same)["same"] is True
    assert explorer.read(h=same * 4)["same"] is False


def test_microscope_straightens_what_is_differentiable():
    explorer = d2l.explore.microscope()
    for zoom in (1, 10, 1e3, 1e6):
        r, x0 = 1 / zoom, 0.7
        u = np.linspace(-1, 1, 161)
        # f(x0 + ru) - tangent = r²u²(f''/2 + ruf'''/6) with f'' = 2x0 + 1/2 and f''' = 2.
        deviation = np.max(np.abs(r * u**2 * (x0 + 0.25 + r * u / 3))) / 2
        got = explorer.read(zoom=zoom)
        assert got["deviation"] == pytest.approx(deviation, abs=1e-9)
        assert got["width"] == pytest.approx(2 * r)


@pytest.mark.parametrize("zoom", [1, 30, 1e6])
def test_microscope_never_straightens_a_corner(zoom):
    explorer = d2l.explore.microscope(function="abs", x0=0.0)
    # The best line for |u| on [-1, 1] is 1/2: off by 1/2, a quarter of the width.
    assert explorer.read(zoom=zoom)["deviation"] == pytest.approx(0.25, abs=1e-6)


def test_microscope_straightens_what_oscillates():
    explorer = d2l.explore.microscope(function="wiggle", x0=0.0)
    for zoom in (1, 100, 1e4):
        got = explorer.read(zoom=zoom)
        assert got["slope"] == 0
        assert got["deviation"] <= 0.5 / zoom


@pytest.mark.parametrize("name", CURVES)
def test_slope_trace_measures_height_and_slope(name):
    f, slope = CURVES[name]
    explorer = d2l.explore.slope_trace()
    for x in PLACES:
        got = explorer.read(x=x, function=name)
        assert got["height"] == pytest.approx(f(x), abs=1e-12)
        assert got["slope"] == pytest.approx(slope(x), abs=1e-12)


def test_slope_trace_teaches_that_height_is_not_slope():
    explorer = d2l.explore.slope_trace()
    assert explorer.read(x=-0.8)["slope"] == pytest.approx(0, abs=1e-12)
    assert explorer.read(x=0.3)["slope"] == pytest.approx(0, abs=1e-12)
    assert explorer.read(x=-0.25)["slope"] == pytest.approx(-0.3025)


@pytest.mark.parametrize(("x", "uphill"), [(-1.0, True), (0.0, False)])
def test_the_bar_of_a_slope_is_orange_uphill_and_blue_downhill(x, uphill):
    picture = d2l.explore.slope_trace().svg(x=x)
    assert ("#e69f00" in picture) == uphill
