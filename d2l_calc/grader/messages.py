"""All that the grader says to a learner, in Chinese and in English, side by side."""

import re
import reprlib

import numpy as np

from d2l_calc.language import say

MESSAGES = {
    # not attempted
    "not_attempted": (
        "把 `...` 换成你的答案，再运行一次。",
        "Put your answer in place of `...` and run the cell again.",
    ),
    "half_attempted": (
        "里面还留着 `...`。把它们都换成你的答案，再运行一次。",
        "There is still a `...` in it. Replace every one with your answer and run the cell again.",
    ),
    # correct
    "correct": ("就是这样。", "That is it."),
    # invalid: what came is not an answer
    "none": (
        "交来的是 `None`。多半是函数里忘了 `return`，或者把 `print` 的结果当成了答案。",
        "What came is `None`. Most likely a function has no `return`, or the result of a "
        "`print` was taken for the answer.",
    ),
    "returns_none": (
        "你的函数算完了，却什么也没有交回来。最后一行是不是少了 `return`？",
        "Your function runs, but gives nothing back. Is a `return` missing in its last line?",
    ),
    "want_function": (
        "这里要的是一个函数，比如 `def` 或 `lambda` 写出来的，参数是 `{names}`。"
        "交来的是 `{got}`。如果函数已经写好了，交函数的名字就行，后面不要加括号和数。",
        "A function is asked for here, written with `def` or `lambda`, of `{names}`. What "
        "came is `{got}`. If you have the function, hand in its name, without brackets and "
        "numbers.",
    ),
    "want_number": (
        "这里要的是一个数。交来的是 `{got}`。",
        "One number is asked for here. What came is `{got}`.",
    ),
    "want_numbers": (
        "这里要的是一组数，一共 {count} 个，写成列表就行。交来的是 `{got}`。",
        "Numbers are asked for here, {count} of them; a list will do. What came is `{got}`.",
    ),
    "want_points": (
        "这里要的是一些点，用花括号括起来，比如 `{{1, 2}}`；一个也没有，就写 `set()`。"
        "交来的是 `{got}`。",
        "A set of points is asked for here, such as `{{1, 2}}`; write `set()` for none. "
        "What came is `{got}`.",
    ),
    "want_labels": (
        '这里要给每个点配一个名称，写成 `{{点: "名称"}}` 的样子。交来的是 `{got}`。',
        'Each point needs its label here, like this: `{{point: "label"}}`. What came is `{got}`.',
    ),
    "want_label": (
        "`{got}` 这个名称我不认识。可以用的有：{labels}。",
        "I do not know the label `{got}`. These are the ones to use: {labels}.",
    ),
    "want_choice": (
        "从 {choices} 里选一个。交来的是 `{got}`。",
        "Choose one of {choices}. What came is `{got}`.",
    ),
    "number_not_function": (
        "交来的是函数本身。这里要的是一个数：它在某一点的值。",
        "What came is a function. A number is asked for here: its value at one point.",
    ),
    "arguments": (
        "你的函数应该能用 {count} 个参数来调用，依次是 `{names}`。现在这样调用它，Python 说："
        "`{error}`",
        "Your function will be called with {count} arguments, `{names}`, in this order. "
        "Python says to that: `{error}`",
    ),
    "raises": (
        "在 `{point}` 处调用你的函数，它停下来报了错：`{error}`",
        "Called at `{point}`, your function stopped with an error: `{error}`",
    ),
    "raises_ellipsis": (
        "算式里还留着 `...`，把它换成你的答案，再运行一次。",
        "There is still a `...` in the calculation. Replace it with your answer and run again.",
    ),
    "not_numbers": (
        "你的函数交回来的是 `{got}`，不是数。",
        "Your function gives back `{got}`, which is not a number.",
    ),
    "complex": (
        "里面有复数：`{got}`。这本书只用实数，看看是不是给负数开了方。",
        "There is a complex number in it: `{got}`. This book uses real numbers only; was a "
        "root taken of a negative number?",
    ),
    "nan": (
        "交来的是 NaN，也就是“不是一个数”。多半是前面算出了 0 除以 0。",
        "What came is NaN, 'not a number'. Most likely 0 was divided by 0 on the way.",
    ),
    "empty": ("里面是空的，一个数也没有。", "It is empty: there is no number in it."),
    "too_many": (
        "里面的数太多了，超过 {most} 个，用不着这么多。",
        "There are far too many in it, more than {most}; it takes only a few.",
    ),
    "ragged": (
        "各行的长短不一样，拼不成一张表：`{got}`",
        "The rows differ in length and make no table: `{got}`",
    ),
    "shape": (
        "形状不对：这里要{wanted}，你给的是{came}。",
        "The shape does not fit: {wanted} asked for, {came} came.",
    ),
    "point_shape": (
        "这里的每个点是{wanted}，你给的点里有{came}。",
        "Each point here is {wanted}; among yours there is one of {came}.",
    ),
    "strange": (
        "这个答案一碰就报错：`{error}`",
        "This answer raises an error as soon as it is touched: `{error}`",
    ),
    "shapes_vary": (
        "换一个点，你的函数交回来的形状就变了：一会儿是 {one}，一会儿是 {other}。",
        "What your function gives back changes its shape from point to point: {one}, then {other}.",
    ),
    "formula_syntax": (
        "这个式子读不通：`{text}`。看看括号是否成对；乘号要写出来，`2*x` 不能写成 `2x`。",
        "This formula cannot be read: `{text}`. Are the brackets in pairs? A product needs its "
        "sign: `2*x`, not `2x`.",
    ),
    "formula_long": (
        "式子太长了，应该能写得短得多。",
        "The formula is too long; it can be much shorter.",
    ),
    "formula_caret": (
        "乘方在 Python 里写作 `**`：`x**2`，不是 `x^2`。",
        "A power is written `**` in Python: `x**2`, not `x^2`.",
    ),
    "formula_product": (
        "`{name}` 后面直接跟着括号，Python 会把它当成函数。想写乘法，就写 `{name}*(…)`。",
        "`{name}` stands right before a bracket, and Python takes that for a function. "
        "For a product write `{name}*(…)`.",
    ),
    "formula_name": (
        "式子里的 `{name}` 我不认识。可以用的字母：{names}；函数有 `sin`、`exp`、`log`、"
        "`sqrt` 等。",
        "I do not know `{name}` in the formula. Letters to use: {names}; functions: `sin`, "
        "`exp`, `log`, `sqrt` and the like.",
    ),
    "formula_part": (
        "式子里的 `{part}` 用不上。这里只要加减乘除、乘方、括号和函数。",
        "`{part}` has no place in the formula: only + - * / **, brackets and functions have.",
    ),
    # incorrect, and something can be said about it
    "domain_error": (
        "在 `{point}` 处，你的函数给不出一个普通的数，正确答案在那里却是有的。"
        "看看有没有用 0 去除，或者给负数开了方、取了对数。",
        "At `{point}` your function gives no ordinary number, but the right answer does. "
        "Is there a division by 0, or a root or logarithm of a negative number?",
    ),
    "infinite": (
        "你的答案里有无穷大。正确答案是普通的数：再看看分母是不是真的会变成 0。",
        "There is an infinity in your answer. The right one is finite: does a denominator "
        "really become 0?",
    ),
    "layout": (
        "每个数都对，只是行和列换了位置：你交的是**分母布局**，一行属于一个输入。"
        "这本书用**分子布局**：第 $i$ 行属于第 $i$ 个输出，第 $j$ 列属于第 $j$ 个输入。",
        "Every number is right; only rows and columns have changed places. Yours is "
        "**denominator layout**, a row for each input. This book uses **numerator layout**: "
        "row $i$ belongs to output $i$, and column $j$ to input $j$.",
    ),
    "approximate": (
        "已经很接近了，最多只差 {error}，但还不是同一个。是不是提前四舍五入了，或者用了近似？"
        "把精确的式子写出来。",
        "Very close, off by {error} at most, but not the same yet. Was something rounded "
        "early, or approximated? Write down the exact expression.",
    ),
    "difference_quotient": (
        "已经很接近了，最多只差 {error}。看起来这是一个差商，$h$ 大约是 {step}：它还带着一"
        "点 $h$。让 $h$ 真的趋于 0，剩下的式子是什么？",
        "Very close, off by {error} at most. This looks like a difference quotient with "
        "$h$ about {step}: a little of $h$ is still in it. Let $h$ really go to 0. What is "
        "left?",
    ),
    "sign": (
        "大小是对的，正负号反了。往右走一小步，函数值是变大还是变小？",
        "The size is right, the sign is reversed. A small step to the right: does the "
        "value rise or fall?",
    ),
    "sign_number": (
        "大小是对的，正负号反了。回头看看，是谁减谁？",
        "The size is right, the sign is reversed. Which was subtracted from which?",
    ),
    "factor": (
        "形状完全对，只是处处差了同一个倍数。哪一步多乘了或少乘了一个常数？",
        "The shape is exactly right, but everywhere off by the same factor. Where did a "
        "constant get lost, or come in twice?",
    ),
    "offset": (
        "起伏完全对，只是整个高了或低了一个常数。常数那一项再看一眼？",
        "The ups and downs are exactly right, but all of it lies too high or too low by one "
        "constant. Look at the constant term again?",
    ),
    "some_components": (
        "有 {count} 个分量已经对了。再看{wrong}：你给的是 `{value}`。",
        "Right already: {count} of the components. Look at {wrong}: you have `{value}`.",
    ),
    "some_points": (
        "一部分已经对了：比如在 `{right}` 处，你的函数是对的。到了 `{wrong}`，它给出 "
        "`{value}`，就不对了。那里有什么不一样？",
        "Part of it is right: at `{right}`, for one, your function is. At `{wrong}` it gives "
        "`{value}`, and that is not. What is different there?",
    ),
    "function_itself": (
        "这是函数本身：它说的是“有多高”。这里问的是“有多陡”。",
        "This is the function itself: it tells how high. The question is how steep.",
    ),
    "witness": (
        "在 `{point}` 处，你的函数给出 `{value}`，和正确答案不一样。先用笔算一算这一点？",
        "At `{point}` your function gives `{value}`, and the right answer differs. Try this "
        "one point with pencil and paper?",
    ),
    "witness_component": (
        "{place}，你给的是 `{value}`，还不对。",
        "In your answer {place} is `{value}`, and that is not right yet.",
    ),
    "witness_number": (
        "你给的是 `{value}`，还不对。",
        "You have `{value}`; not right yet.",
    ),
    "points_extra": (
        "{right}里面有的点不该在：比如 `{point}`。把它代回去验算一下？",
        "{right}One does not belong: `{point}`, for one. Put it back in and see?",
    ),
    "points_missing": (
        "你找到的点都对，但是还没有找全。",
        "Every point you found is right, but there are more.",
    ),
    "points_some_right": ("有的点找对了。", "Some points are right. "),
    "points_approximate": (
        "点的位置很接近，但是不够准。不要先四舍五入，把它写成式子。",
        "The points are close, but not exact. Do not round first; write them as expressions.",
    ),
    "points_labels": (
        "点都找对了。再想想 `{point}` 那里：往它的各边都走一小步，函数是升还是降？",
        "The points are all right. Think again about `{point}`: take a small step to every "
        "side; does the function rise or fall?",
    ),
    "choice": (
        "{value} 还不对。每个选项都再读一遍，哪一个说得最准？",
        "{value} is not right yet. Read every choice again: which one says it best?",
    ),
    # ungradable: not the learner's fault
    "ungradable": (
        "这道题自己出了问题，不怪你：{reason}。请告诉出题的人。",
        "This exercise itself is at fault, not you: {reason}. Please tell its author.",
    ),
    "few_points": (
        "参考答案只在 {count} 个点上有定义，至少要 {least} 个",
        "its key is defined at {count} points only, and needs {least}",
    ),
    # what the cards say beside the verdict
    "exercise": ("练习", "Exercise"),
    "ask_hint": ("想要一点提示：`{call}`", "For a hint: `{call}`"),
    "more_hints": ("再要一条：`{call}`", "For one more: `{call}`"),
    "last_hint": (
        "这是最后一条提示。还想不出来，就看解答：`{call}`",
        "That was the last hint. If it is still dark, see the solution: `{call}`",
    ),
    "no_hints": ("这道题没有提示。", "This exercise has no hints."),
    "no_solution": (
        "这一本里没有附解答。和同学讨论一下，或者问问老师。",
        "This copy of the book comes without solutions. Talk it over, or ask your teacher.",
    ),
    "no_exercise": (
        "没有 {number} 这道题。现有的题：{numbers}。",
        "There is no exercise {number}. These are there: {numbers}.",
    ),
    "quote_number": (
        '题号要加引号：`"{number}"`。不加引号，1.1 和 1.10 就成了同一个数。',
        'An exercise\'s number needs quotes: `"{number}"`. Without them 1.1 and 1.10 are one.',
    ),
    "progress_none": (
        "这一次还没有做过练习。从第一题开始：`{call}`",
        "No exercise has been tried in this session. Begin with the first: `{call}`",
    ),
    "progress_solved": (
        "做对了 {solved} 道，一共 {count} 道。",
        "{solved} of {count} solved.",
    ),
    # words inside the sentences above
    "component": ("第 {index} 个分量", "component {index}"),
    "entry": ("第 {row} 行第 {column} 列", "row {row}, column {column}"),
    "a_number": ("一个数", "one number"),
    "a_vector": (" {count} 个数", "{count} numbers"),
    "a_matrix": (" {rows} 行 {columns} 列", "{rows} rows and {columns} columns"),
    "a_shape": ("形状 {shape}", "shape {shape}"),
    "list_comma": ("、", ", "),
}


def tell(text):
    """Give a text in the language in force.

    Parameters
    ----------
    text : str or (str, str)
        One string that serves both languages, or a pair, Chinese and English.

    Examples
    --------
    >>> tell(("切线", "the tangent")), tell("y = 2x - 3")
    ('切线', 'y = 2x - 3')
    """
    return text if isinstance(text, str) else say(*text)


def message(name, /, **values):
    """Give one of `MESSAGES` in the language in force, its blanks filled in."""
    return tell(MESSAGES[name]).format(**values)


class Unreadable(ValueError):
    """An answer that cannot be read as one; its text is the message for the learner."""

    def __init__(self, name, /, note="none", **values):
        super().__init__(message(name, **values))
        self.note = note


class NotAttempted(Exception):
    """A stub, nothing answered yet; its argument names the message for the learner."""


def show(value, digits=4):
    """Write a number or a small array as a learner would: ``1.4``, ``[0.6, -0.3]``.

    Examples
    --------
    >>> show(np.float64(1.4)), show(np.array([0.6, -0.3])), show(5e-6, digits=1)
    ('1.4', '[0.6, -0.3]', '5e-06')
    """
    if np.ndim(value) == 0:
        return f"{float(value) + 0.0:.{digits}g}"
    if np.size(value) > 12:
        return f"[{show(np.ravel(value)[0], digits)}, …]"
    return "[" + ", ".join(show(item, digits) for item in value) + "]"


def shape_text(shape):
    """Name a shape in words: one number, 3 numbers, 2 rows and 3 columns."""
    match shape:
        case ():
            return message("a_number")
        case (count,):
            return message("a_vector", count=count)
        case (rows, columns):
            return message("a_matrix", rows=rows, columns=columns)
    return message("a_shape", shape=shape)


def place_text(index):
    """Name a component of a vector, or an entry of a matrix, counting from 1."""
    counted = [int(i) + 1 for i in index]
    if len(counted) == 2:
        return message("entry", row=counted[0], column=counted[1])
    return message("component", index=", ".join(map(str, counted)))


def brief(value):
    """Write any object in at most a line, the same in every run."""
    try:
        text = _repr.repr(value)
    except Exception:
        text = type(value).__name__
    return re.sub(r" at 0x[0-9a-fA-F]+", "", text).replace("`", "'").replace("\n", " ")


def error_text(error):
    """Write an exception as Python does in the last line of a traceback."""
    try:
        text = str(error).strip()
    except Exception:
        text = ""
    line = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return re.sub(r" at 0x[0-9a-fA-F]+", "", line)[:200].replace("`", "'").replace("\n", " ")


_repr = reprlib.Repr()
_repr.maxstring = _repr.maxother = 60
