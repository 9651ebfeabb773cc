"""For any derivative that the rules of chapter 2 give: the right one is accepted, others not."""

import math

import numpy as np
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from d2l_calc.grader import Exercise
from d2l_calc.grader.kinds.formula import parse
from d2l_calc.grader.kinds.sampling import sample

DOMAIN = {"x": [(-1.5, -0.3), (0.3, 1.5)]}
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

# Pairs of formulas: a function of x and its derivative, each combined by one rule.
coefficients = st.sampled_from([-3, -2, -0.5, 0.25, 1, 2, 5])
powers = st.sampled_from([-2, -1, 1, 2, 3, 4]).map(lambda n: (f"x**{n}", f"{n}*x**({n} - 1)"))
leaves = powers | st.sampled_from(
    [
        ("sin(x)", "cos(x)"),
        ("cos(x)", "-sin(x)"),
        ("exp(x)", "exp(x)"),
        ("ln(x**2)", "2/x"),
        ("2**x", "2**x*ln(2)"),
        ("tanh(x)", "1 - tanh(x)**2"),
    ]
)


def product(u, v):
    return f"({u[0]})*({v[0]})", f"({u[1]})*({v[0]}) + ({u[0]})*({v[1]})"


def quotient(u, v):
    below = f"(({v[0]})**2 + 1)"
    return (
        f"({u[0]})/{below}",
        f"(({u[1]})*{below} - ({u[0]})*2*({v[0]})*({v[1]}))/{below}**2",
    )


def chain(outer, u):
    return {
        "sin": (f"sin({u[0]})", f"cos({u[0]})*({u[1]})"),
        "tanh": (f"tanh({u[0]})", f"(1 - tanh({u[0]})**2)*({u[1]})"),
        "square": (f"({u[0]})**2", f"2*({u[0]})*({u[1]})"),
        "sqrt": (f"sqrt(({u[0]})**2 + 1)", f"({u[0]})*({u[1]})/sqrt(({u[0]})**2 + 1)"),
    }[outer]


terms = leaves | st.one_of(
    st.builds(product, leaves, leaves),
    st.builds(quotient, leaves, leaves),
    st.builds(chain, st.sampled_from(["sin", "tanh", "square", "sqrt"]), leaves),
)
sums = st.lists(st.tuples(coefficients, terms), min_size=1, max_size=3)


def written(weighted, part):
    """Write a weighted sum of terms, or of their derivatives, as a formula."""
    return " + ".join(f"({c})*({term[part]})" for c, term in weighted)


def exercise(weighted):
    """Ask for the derivative of a weighted sum."""
    f, df = (parse(written(weighted, part), ["x"]) for part in (0, 1))
    return Exercise(df, DOMAIN, formula=True, derivative_of=f)


@QUICK
@given(sums)
def test_the_true_derivative_is_accepted(weighted):
    other_form = written(weighted[::-1], 1)
    assert exercise(weighted).check(f"({other_form})*2/2").status == "correct"


@QUICK
@given(sums)
def test_a_central_difference_that_has_converged_is_accepted(weighted):
    f = parse(written(weighted, 0), ["x"])

    def central(x, h=1e-5):
        return (f(x + h) - f(x - h)) / (2 * h)

    for (x,) in sample(DOMAIN, {}):
        assume(abs(central(x) - central(x, 2e-5)) < 5e-9 + 5e-7 * abs(central(x)))
    assert exercise(weighted).check(central).status == "correct"


@QUICK
@given(sums, st.integers(0, 2), st.sampled_from([0.99, 1.01]))
def test_one_coefficient_off_by_one_percent_is_refused(weighted, place, factor):
    place %= len(weighted)
    c, term = weighted[place]
    x = np.linspace(0.3, 1.5, 50)
    size = np.max(np.abs(c * parse(term[1], ["x"])(x) + 0 * x))
    whole = np.max(np.abs(parse(written(weighted, 1), ["x"])(x) + 0 * x))
    assume(size > 1e-2 * max(whole, 0.1))  # the term is a visible part of the sum
    spoilt = [*weighted[:place], (c * factor, term), *weighted[place + 1 :]]
    assert exercise(weighted).check(written(spoilt, 1)).status == "incorrect"


@QUICK
@given(sums)
def test_the_opposite_sign_is_named(weighted):
    g = exercise(weighted)
    assume(g.check("0").status == "incorrect")
    verdict = g.check(f"-({written(weighted, 1)})")
    assert verdict.status == "incorrect"
    assert verdict.note in ("sign", "value_for_slope")


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=20)
    | st.binary(max_size=5)
    | st.just(...),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.integers() | st.floats() | st.text(max_size=3), inner, max_size=3)
        | st.sets(st.integers() | st.floats(), max_size=3)
        | inner.map(lambda value: lambda *arguments: value)
    ),
    max_leaves=6,
)
ONE_OF_EACH = [
    Exercise(lambda x: x**2, {"x": (-2, 2)}),
    Exercise(lambda x, y: [x, y], {"x": (-2, 2), "y": (0, 1)}, formula=True),
    Exercise(math.pi, formula=True),
    Exercise([1.5, -2.5, 4]),
    Exercise({1.5, 2.5}),
    Exercise({(0, 0): "min", (1, 2): "max"}),
    Exercise("B", mistakes=[("A", "other", "no")]),
]


@settings(max_examples=200, deadline=None)
@given(anything)
def test_no_answer_at_all_is_ever_the_exercise_at_fault(answer):
    for one in ONE_OF_EACH:
        verdict = one.check(answer)
        assert verdict.status in ("incorrect", "invalid", "not_attempted", "correct")
        assert verdict.message
