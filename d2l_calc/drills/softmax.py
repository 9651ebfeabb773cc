"""Drills on softmax and cross-entropy, with scores that are logarithms of small numbers."""

from itertools import permutations

from sympy import Integer, Rational, log

from d2l_calc.drills.notation import in_a_row, listed, typed, typeset
from d2l_calc.drills.problem import Problem, Say, Wrong, family

WEIGHTS = [*permutations(range(1, 8), 3)]


def _scores(weights, factor=1):
    """Give the scores that have these weights as LaTeX."""
    lead = "" if factor == 1 else factor
    return r",\ ".join("0" if w == 1 else rf"{lead}\ln{w}" for w in weights)


def _fractions(weights):
    """Give the probabilities as LaTeX, all above one line of the same size."""
    return r",\ ".join(rf"\frac{{{w}}}{{{sum(weights)}}}" for w in weights)


def _probabilities(weights):
    return [Rational(w, sum(weights)) for w in weights]


def _wrong(mistakes, **blanks):
    return [Wrong(answer, tag, Say(text, **blanks)) for tag, answer, text in mistakes]


def _weight_steps(weights):
    total = "+".join(map(str, weights))
    return [
        Say("step.exponentials", e=in_a_row(weights)),
        Say("step.total", raw=total, total=sum(weights)),
    ]


@family("softmax", 1, WEIGHTS)
def probabilities(weights):
    p, scores = _probabilities(weights), [log(w) for w in weights]
    largest = [int(w == max(weights)) for w in weights]
    mistakes = [
        ("not_normalized", listed(weights), "wrong.not_normalized"),
        ("proportional", listed([s / sum(scores) for s in scores]), "wrong.proportional"),
        ("largest_for_truth", listed(largest), "wrong.all_to_one"),
    ]
    steps = _weight_steps(weights)
    return Problem(
        Say("ask.probabilities", z=_scores(weights)),
        "numbers_3",
        listed(p),
        _wrong(mistakes, total=sum(weights)),
        [Say("hint.softmax"), Say("hint.exponentials"), steps[0]],
        [*steps, Say("so.probabilities", raw=_fractions(weights), key=in_a_row(p))],
        {"formula": True},
    )


@family("softmax", 2, WEIGHTS, (1, 2, 3))
def gradient_of_the_loss(weights, right):
    p = _probabilities(weights)
    truth = [int(i == right) for i in (1, 2, 3)]
    key = [a - b for a, b in zip(p, truth, strict=True)]
    other = [key[i] if truth[i] else Integer(0) for i in range(3)]
    moved = [a - b for a, b in zip(p, truth[-1:] + truth[:-1], strict=True)]
    back = [a - b for a, b in zip(p, truth[1:] + truth[:1], strict=True)]
    mistakes = [
        ("prediction_alone", listed(p), "wrong.prediction_alone"),
        ("sign", listed([-each for each in key]), "wrong.sign_of_loss"),
        ("only_diagonal", listed(other), "wrong.only_diagonal_loss"),
        ("wrong_class", listed(moved), "wrong.wrong_class"),
        ("wrong_class", listed(back), "wrong.wrong_class"),
        ("not_normalized", listed([w - t for w, t in zip(weights, truth, strict=True)]),
         "wrong.not_normalized_loss"),
        ("one_everywhere", listed([each - 1 for each in p]), "wrong.one_everywhere"),
    ]  # fmt: skip
    known = {"p": in_a_row(p), "y": in_a_row(truth), "c": right}
    return Problem(
        Say("ask.loss_gradient", z=_scores(weights), c=right),
        "numbers_3",
        listed(key),
        _wrong(mistakes, c=right),
        [Say("hint.loss_gradient"), Say("hint.softmax_first", **known), _softmax_step(weights)],
        [
            *_weight_steps(weights),
            _softmax_step(weights),
            Say("step.truth", **known),
            Say("so.loss_gradient", key=in_a_row(key)),
        ],
        {"formula": True},
    )


def _softmax_step(weights):
    return Say("step.probabilities", p=in_a_row(_probabilities(weights)))


@family("softmax", 3, WEIGHTS, (1, 2, 3), (1, 2, 3))
def entry_of_the_jacobian(weights, i, j):
    p = _probabilities(weights)
    pi, pj = p[i - 1], p[j - 1]
    pk = p[5 - i - j] if i != j else p[i % 3]
    known = {"i": i, "j": j, "pi": typeset(pi), "pj": typeset(pj)}
    key = pi * (1 - pj) if i == j else -pi * pj
    mistakes = [("sign", typed(-key), "wrong.sign_of_entry"),
                ("value_for_slope", typed(pi), "wrong.probability_for_slope")]  # fmt: skip
    if i == j:
        mistakes.append(("outer_product", typed(-(pi**2)), "wrong.denominator_only"))
        mistakes.append(("wrong_index", typed(-pi * pk), "wrong.wrong_index"))
    else:
        mistakes.append(("only_diagonal", "0", "wrong.only_diagonal_entry"))
        mistakes.append(("diagonal_formula", typed(pi * (1 - pi)), "wrong.diagonal_formula"))
        mistakes.append(("wrong_index", typed(-pi * pk), "wrong.wrong_index"))
    return Problem(
        Say("ask.jacobian_entry", z=_scores(weights), **known),
        "number",
        typed(key),
        _wrong(mistakes, **known),
        [Say("hint.jacobian_entry", **known), _softmax_step(weights)],
        [
            _softmax_step(weights),
            Say("step.same_entry" if i == j else "step.other_entry", **known),
            Say("so.entry", key=typeset(key), **known),
        ],
        {"formula": True},
    )


@family("softmax", 3, [w for w in WEIGHTS if max(w) < 7], (2, 3))
def temperature(weights, heat):
    p, hot = _probabilities(weights), [w**heat for w in weights]
    doubled = [w ** (heat**2) for w in weights]
    mistakes = [
        ("temperature_left_out", listed(_probabilities(hot)), "wrong.temperature_left_out"),
        ("wrong_way", listed(_probabilities(doubled)), "wrong.temperature_multiplied"),
        ("not_normalized", listed(weights), "wrong.not_normalized"),
        ("wrong_place", listed([r / heat for r in _probabilities(hot)]), "wrong.divided_outside"),
    ]
    return Problem(
        Say("ask.temperature", z=_scores(weights, heat), t=heat),
        "numbers_3",
        listed(p),
        _wrong(mistakes, t=heat, total=sum(weights)),
        [Say("hint.temperature", t=heat), Say("step.cooled", z=_scores(weights), t=heat)],
        [
            Say("step.cooled", z=_scores(weights), t=heat),
            *_weight_steps(weights),
            Say("so.probabilities", raw=_fractions(weights), key=in_a_row(p)),
        ],
        {"formula": True},
    )
